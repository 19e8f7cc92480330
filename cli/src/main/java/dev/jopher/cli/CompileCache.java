package dev.jopher.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Compiled programs of earlier runs, so that an unchanged one starts without javac: one file per program, a
 * {@link CacheEntry}, in a directory that only the user can write. Whatever goes wrong here is a miss.
 */
final class CompileCache {
    private static final int MAX_ENTRIES = 256;
    private static final String SUFFIX = ".program";

    private final @Nullable Path directory;
    private final String tools;

    /**
     * Creates a cache.
     *
     * @param directory null for no cache
     * @param tools identifies the compiler, its options, and the library
     */
    CompileCache(@Nullable Path directory, String tools) {
        this.directory = directory;
        this.tools = tools;
    }

    /** Returns the user's cache directory; null if there is none, or {@code JOPHER_CACHE=off}. */
    static @Nullable Path directory(Map<String, String> environment) {
        if (environment.getOrDefault("JOPHER_CACHE", "").equals("off")) {
            return null;
        }
        String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (caches.startsWith("/")) {
            return Path.of(caches, "jopher");
        }
        String home = environment.getOrDefault("HOME", "");
        return home.isEmpty() ? null : Path.of(home, ".cache", "jopher");
    }

    /** Returns what the source was compiled to, if that is still valid. */
    @Nullable CompiledProgram find(Source source, ClassPath classPath) {
        String stamp = directory == null ? null : classPath.stamp();
        if (stamp == null) {
            return null;
        }
        try {
            Path file = file(source, classPath);
            if (!Files.exists(file)) {
                return null;
            }
            CacheEntry entry = CacheEntry.of(Files.readAllBytes(file));
            if (!entry.isCurrent(tools + stamp, source.bytes())) {
                return null;
            }
            Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
            return entry.program();
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** Stores it for the next run. */
    void store(Source source, ClassPath classPath, CompiledProgram program) {
        String stamp = directory == null ? null : classPath.stamp();
        if (stamp == null || classPath.namesMore()) {
            return;
        }
        try {
            CacheEntry entry = new CacheEntry(tools + stamp, source.bytes(), program);
            write(file(source, classPath), entry.toBytes());
            trim();
        } catch (IOException | RuntimeException e) {
            // The program runs all the same.
        }
    }

    /** Writes in one step, so that a concurrent run sees the whole file or none. */
    private void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(directory(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path temporary = Files.createTempFile(directory(), "new", null);
        try {
            Files.write(temporary, bytes);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Removes the entries that have not been used for longest. */
    private void trim() throws IOException {
        List<Path> entries;
        try (Stream<Path> files = Files.list(directory())) {
            entries = files.filter(f -> f.toString().endsWith(SUFFIX)).toList();
        }
        if (entries.size() > MAX_ENTRIES) {
            entries.stream()
                    .sorted(Comparator.comparingLong(f -> f.toFile().lastModified()))
                    .limit(entries.size() - MAX_ENTRIES)
                    .forEach(f -> f.toFile().delete());
        }
    }

    /**
     * Returns the file of a program. One per program, not per state of it: a changed program
     * replaces the old one.
     */
    private Path file(Source source, ClassPath classPath) {
        long hash = hash(source.name() + '\n' + source.path() + '\n' + classPath);
        if (!source.hasSiblings()) {
            hash = 31 * hash + hash(new String(source.bytes(), StandardCharsets.ISO_8859_1));
        }
        return directory().resolve(Long.toHexString(hash) + SUFFIX);
    }

    /**
     * Returns the FNV-1a hash. Two programs with the same hash take turns; the entry says which
     * program it is of.
     */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    private Path directory() {
        return Objects.requireNonNull(directory);
    }
}
