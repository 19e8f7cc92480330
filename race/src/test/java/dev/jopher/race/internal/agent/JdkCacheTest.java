package dev.jopher.race.internal.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkCacheTest {
    private static final byte[] ORIGINAL = {1, 2, 3};
    private static final byte[] RESULT = {4, 5, 6, 7};

    @TempDir
    Path directory;
    private Path file;

    @BeforeEach
    void save() {
        file = directory.resolve("new").resolve("classes");
        JdkCache cache = JdkCache.open(file, "key");
        assertTrue(cache.isEmpty());
        cache.put("java/lang/Thread", ORIGINAL, RESULT);
        cache.put("java/util/Vector", RESULT, ORIGINAL);
        cache.save();
    }

    @Test
    void keepsClasses() {
        JdkCache cache = JdkCache.open(file, "key");
        assertFalse(cache.isEmpty());
        assertArrayEquals(RESULT, cache.get("java/lang/Thread", ORIGINAL));
        assertArrayEquals(ORIGINAL, cache.get("java/util/Vector", RESULT));
        assertNull(cache.get("java/util/Stack", ORIGINAL));
    }

    @Test
    void forgetsAClassThatIsAnotherOne() {
        assertNull(JdkCache.open(file, "key").get("java/lang/Thread", RESULT));
    }

    @Test
    void ignoresTheFileOfAnotherJdkOrAgent() {
        assertTrue(JdkCache.open(file, "other").isEmpty());
    }

    @Test
    void ignoresADamagedFile() throws IOException {
        byte[] all = Files.readAllBytes(file);
        for (int i = 0; i < all.length; i++) {
            all[i] ^= 1;
            Files.write(file, all);
            assertTrue(JdkCache.open(file, "key").isEmpty(), "byte " + i);
            all[i] ^= 1;
            Files.write(file, Arrays.copyOf(all, i));
            assertTrue(JdkCache.open(file, "key").isEmpty(), "length " + i);
        }
    }

    @Test
    void worksWithoutADirectory() {
        JdkCache cache = JdkCache.open("");
        cache.put("java/lang/Thread", ORIGINAL, RESULT);
        assertNull(cache.get("java/lang/Thread", ORIGINAL));
        cache.save();
    }

    @Test
    void worksWithADirectoryThatCannotBe() throws IOException {
        Path in = Files.createFile(directory.resolve("file"));
        JdkCache cache = JdkCache.open(in.resolve("classes"), "key");
        cache.put("java/lang/Thread", ORIGINAL, RESULT);
        cache.save();
        assertTrue(Files.isRegularFile(in));
    }
}
