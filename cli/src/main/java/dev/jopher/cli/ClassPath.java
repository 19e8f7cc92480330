package dev.jopher.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

import org.jspecify.annotations.Nullable;

/**
 * The class path that {@code -cp} names, as Java's launcher reads it: relative to the working
 * directory, {@code dir/*} means the jars in {@code dir}, and an empty entry the working directory.
 * What does not exist is skipped, with a warning.
 */
record ClassPath(List<Path> entries) {
    static final ClassPath EMPTY = new ClassPath(List.of());

    static ClassPath of(@Nullable String option) {
        if (option == null) {
            return EMPTY;
        }
        List<Path> entries = new ArrayList<>();
        for (String entry : option.split(File.pathSeparator, -1)) {
            add(entry, entries);
        }
        return new ClassPath(List.copyOf(entries));
    }

    /**
     * Returns a sentence for each entry that does not exist. Java skips it, and a class is missing
     * later.
     */
    static List<String> missing(@Nullable String option) {
        List<String> missing = new ArrayList<>();
        if (option != null) {
            for (String entry : option.split(File.pathSeparator, -1)) {
                List<Path> found = new ArrayList<>();
                add(entry, found);
                if (found.isEmpty()) {
                    missing.add("-cp: no jars in " + entry);
                } else if (!isWildcard(entry) && !Files.exists(found.getFirst())) {
                    missing.add("-cp: no such file or directory: " + entry);
                }
            }
        }
        return missing;
    }

    private static boolean isWildcard(String entry) {
        return entry.equals("*") || entry.endsWith(File.separator + "*");
    }

    private static void add(String entry, List<Path> entries) {
        try {
            if (isWildcard(entry)) {
                addJars(Path.of(entry.substring(0, entry.length() - 1)), entries);
            } else {
                entries.add(Path.of(entry).toAbsolutePath().normalize());
            }
        } catch (InvalidPathException e) {
            throw CommandException.usage("-cp: '" + entry + "' is no path");
        }
    }

    /** Adds the jars in the order of their names, so that two runs see the same class path. */
    private static void addJars(Path directory, List<Path> entries) {
        Path absolute = directory.toAbsolutePath().normalize();
        if (!Files.isDirectory(absolute)) {
            return;
        }
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(absolute, "[!.]*.[jJ][aA][rR]")) {
            found.forEach(jars::add);
        } catch (IOException e) {
            throw CommandException.usage("-cp: cannot list " + directory + ": " + e.getMessage());
        }
        jars.sort(null);
        entries.addAll(jars);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    URL[] urls() {
        return entries.stream().map(ClassPath::url).toArray(URL[]::new);
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns a stamp that is equal if another run saw the same jars: names, sizes and times. Null
     * if there is no short answer, because a directory may change somewhere inside.
     */
    @Nullable String stamp() {
        StringBuilder stamp = new StringBuilder();
        for (Path entry : entries) {
            File file = entry.toFile();
            if (file.isDirectory()) {
                return null;
            }
            stamp.append('\n').append(entry);
            stamp.append(' ').append(file.length()).append(' ').append(file.lastModified());
        }
        return stamp.toString();
    }

    /** Returns whether the manifest of some jar names other jars. */
    boolean namesMore() {
        for (Path entry : entries) {
            try (JarFile jar = new JarFile(entry.toFile())) {
                Manifest manifest = jar.getManifest();
                if (manifest != null && manifest.getMainAttributes()
                        .containsKey(Attributes.Name.CLASS_PATH)) {
                    return true;
                }
            } catch (IOException e) {
                // Not a jar, so it names nothing.
            }
        }
        return false;
    }

    /** Returns the value of javac's option. */
    @Override
    public String toString() {
        return String.join(File.pathSeparator, entries.stream().map(Path::toString).toList());
    }
}
