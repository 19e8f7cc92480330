package dev.jopher.race;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.jopher.race.programs.Ends;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent starts from the classes that an earlier start has rewritten, unless they are damaged. */
class JdkCacheIT {
    @TempDir
    Path directory;

    @Test
    void aLaterStartFindsWhatIsWritten() throws IOException {
        // The first one loads some classes that it needs itself, and rewrites those later.
        start();
        start();
        byte[] first = Files.readAllBytes(onlyFile());
        start();
        assertArrayEquals(first, Files.readAllBytes(onlyFile()), "written again");
    }

    @Test
    void aDamagedFileIsWrittenAgain() throws IOException {
        start();
        Path file = onlyFile();
        byte[] good = Files.readAllBytes(file);
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        Files.write(file, bad);
        start();
        assertEquals(good.length, Files.size(onlyFile()));
    }

    private void start() {
        Agents.Result result = Agents.run("cache=" + directory, Ends.class, "return", "racy");
        assertEquals(66, result.status(), result::toString);
        assertEquals(1, result.races(), result::toString);
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.toList();
            assertEquals(1, all.size(), all::toString);
            return all.getFirst();
        }
    }
}
