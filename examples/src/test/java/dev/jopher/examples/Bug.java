package dev.jopher.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program of {@code examples/bugs}. Lines with "// BUG:" are those that the report must lead to.
 * Next to it are its corrected twin and, where Go has the construct, the Go program.
 *
 * @param golden what Go printed; of a program that has no Go twin, the exit code and the first line
 */
record Bug(Golden golden) {
    private static final Path RECORDED = Run.ROOT.resolve("examples/golden/bugs");

    static List<Bug> all() throws IOException {
        List<Bug> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(RECORDED)) {
            for (Path file : files.sorted().toList()) {
                all.add(new Bug(Golden.read(file)));
            }
        }
        return all;
    }

    String name() {
        return golden.className();
    }

    /** Whether only a part of the program hangs, so that one has to ask for what leaks. */
    boolean isPartial() {
        return golden.run().contains("-leaks");
    }

    /** The places that the report has to name: {@code Name.java:12}. */
    List<String> places() throws IOException {
        List<String> lines = Files.readAllLines(Run.ROOT.resolve(golden.program()));
        List<String> places = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("// BUG: ")) {
                places.add(name() + ".java:" + (i + 1));
            }
        }
        return places;
    }

    /** The corrected program. */
    Path twin() {
        return Run.ROOT.resolve(golden.program().replace(".java", "Fixed.java"));
    }
}
