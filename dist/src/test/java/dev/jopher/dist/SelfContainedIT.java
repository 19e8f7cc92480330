package dev.jopher.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.jopher.dist.Archive.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The archive with a Java of its own works where there is no other. */
@EnabledIfSystemProperty(named = SelfContainedIT.ZIP, matches = ".+", disabledReason = "made only by the profile self-contained")
class SelfContainedIT extends ArchiveTests {
    static final String ZIP = "jopher.self-contained.zip";

    @TempDir
    static Path temporary;

    private static Archive archive = new Archive(Path.of(""), Path.of(""), Map.of());

    @Override
    Archive archive() {
        return archive;
    }

    @BeforeAll
    static void unpack() throws Exception {
        archive = Archive.unpack(Path.of(System.getProperty(ZIP)), temporary.resolve("a folder"),
                temporary, Map.of());
        writePrograms(temporary);
        Files.writeString(temporary.resolve("Waits.java"), """
                import static dev.jopher.Go.*;
                import dev.jopher.*;
                void main() {
                    var c = new Channel<Integer>();
                    go(() -> c.receive());
                    IO.println(ProcessHandle.current().pid());
                    IO.readln();
                }
                """);
    }

    @Test
    void runsOnItsOwnJava() throws Exception {
        assertThat(archive.jopher("run", "Sheep.java").exitCode()).isZero();

        Result second = archive.jopher("run", "Sheep.java");

        assertThat(second.exitCode()).isZero();
        assertThat(second.err()).isEmpty();
        assertThat(second.out().lines()).hasSize(10);
        assertThat(archive.jopher("doctor").out())
                .contains(archive.home().resolve("runtime").toRealPath().toString())
                .containsPattern("AOT cache +used");
    }

    @Test
    void attachesToAProgram() throws Exception {
        Process program = archive.start("Waits.java");
        try (BufferedReader out = program.inputReader()) {
            String pid = out.readLine();

            assertThat(archive.jopher("ps").out()).contains(pid).contains("Waits");
            assertThat(archive.jopher("dump", pid).out()).contains("[chan receive")
                    .contains("Waits.java:5");
        } finally {
            program.getOutputStream().close();
            assertThat(program.waitFor()).isZero();
        }
    }
}
