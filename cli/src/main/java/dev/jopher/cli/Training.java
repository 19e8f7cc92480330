package dev.jopher.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The work of the JVM while its AOT cache is made: the two ways to start a program, with javac and
 * without, a program that does not compile, and a program that uses what most programs use.
 *
 * <p>Arguments: a directory to write the programs to. The variable {@code XDG_CACHE_HOME} should
 * name one too.
 */
final class Training {
    static final List<String> SOURCES = List.of("Tour.java", "Helper.java");
    private static final String BROKEN = "void main() { int x = \"no number\"; nowhere(x) }";

    private Training() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        for (String name : SOURCES) {
            Files.write(directory.resolve(name), resource(name));
        }
        Path broken = Files.writeString(directory.resolve("Broken.java"), BROKEN);
        Main.run(List.of("run", broken.toString()));

        String tour = directory.resolve(SOURCES.getFirst()).toString();
        ProgramBuild.of(RunOptions.of(List.of(tour)).words(), System.getenv()).prepare();
        Main.main(new String[] {"run", tour, "argument"});
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Training.class.getResourceAsStream("training/" + name)) {
            if (in == null) {
                throw new IOException("no resource " + name);
            }
            return in.readAllBytes();
        }
    }
}
