package dev.jopher.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each code block of README and guide compiles, runs and prints what stands below it. */
class DocsIT {
    private static final Duration TOO_LONG = Duration.ofMinutes(10);

    @TempDir
    static Path folder;

    private static final List<Block> BLOCKS = new ArrayList<>();

    @BeforeAll
    static void compileAll() throws Exception {
        for (String page : Page.withPrograms()) {
            BLOCKS.addAll(Page.read(page).blocks());
        }
        assertThat(Javac.compile(snippets().toList(), folder)).as("what javac says").isEmpty();
        // The first start under an agent says that it prepares something.
        Run.toTheEnd(List.of("run", "-race", "examples/tour/Sheep.java"));
        Run.toTheEnd(List.of("explore", "-schedules", "1", "examples/tour/Sheep.java"));
    }

    private static Stream<Snippet> snippets() {
        return blocks("java").map(Snippet::of);
    }

    private static Stream<Block> blocks(String language) {
        return BLOCKS.stream().filter(b -> b.language().equals(language));
    }

    @TestFactory
    Stream<DynamicTest> javaPrintsWhatThePageSays() {
        return snippets().map(s -> DynamicTest.dynamicTest(s.block().place(),
                () -> assertTimeoutPreemptively(TOO_LONG, () -> SnippetRun.check(s, folder),
                        s.source())));
    }

    /** A go block is a whole file; what it prints is what the java block after it prints. */
    @TestFactory
    Stream<DynamicTest> goCompiles() {
        return blocks("go").map(b -> DynamicTest.dynamicTest(b.place(), () -> {
            assumeTrue(hasGo(), "no Go 1.25 or later is installed");
            Path file =
                    Files.writeString(Files.createTempDirectory(folder, "go").resolve("main.go"),
                            b.code());
            assertThat(outputOf("go", "vet", file.toString())).isEmpty();
        }));
    }

    private static boolean hasGo() {
        try {
            return outputOf("go", "version").matches("(?s).* go1\\.(2[5-9]|[3-9]\\d).*");
        } catch (IOException e) {
            return false;
        }
    }

    private static String outputOf(String... command) throws IOException {
        ProcessBuilder b = new ProcessBuilder(command).redirectErrorStream(true);
        b.environment().put("GO111MODULE", "off");
        try (var out = b.start().inputReader()) {
            return out.readAllAsString();
        }
    }

    @Test
    void everyBlockIsOfALanguageThatIsChecked() {
        // The page about builds says of each recipe whether it was run.
        assertThat(BLOCKS).filteredOn(b -> !b.place().startsWith("docs/builds.md:"))
                .extracting(Block::language).isSubsetOf("java", "go", "sh", "xml");
    }
}
