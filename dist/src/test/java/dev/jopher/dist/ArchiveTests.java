package dev.jopher.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.jopher.dist.Archive.Result;
import org.junit.jupiter.api.Test;

/** What has to work from each archive of the command. */
abstract class ArchiveTests {
    /** Returns the archive that is tested. */
    abstract Archive archive();

    /** Writes the programs that the tests run. */
    static void writePrograms(Path folder) throws IOException {
        Files.copy(Path.of("../examples/tour/Sheep.java"), folder.resolve("Sheep.java"));
        Files.writeString(folder.resolve("Race.java"), """
                import static dev.jopher.Go.*;
                import dev.jopher.sync.*;
                int n;
                void main() {
                    var wg = new WaitGroup();
                    for (int i : range(2)) wg.go(() -> n++);
                    wg.await();
                }
                """);
    }

    @Test
    void findsARace() throws Exception {
        Result result = archive().jopher("run", "-race", "Race.java");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(66);
        assertThat(result.err()).contains("WARNING: DATA RACE");
    }

    @Test
    void explores() throws Exception {
        Result result = archive().jopher("explore", "-schedules", "3", "Race.java");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.out() + result.err()).contains("Replay: jopher run -replay");
    }
}
