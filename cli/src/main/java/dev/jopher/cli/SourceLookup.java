package dev.jopher.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Where a program's other sources are. */
final class SourceLookup {
    private SourceLookup() {}

    /**
     * Returns the directory in which the packages begin: above the file by as many steps as its
     * package has names. Empty if the file is not where its package says.
     */
    static Optional<Path> root(Path file, String packageName) {
        Path directory = file.getParent();
        String[] names = packageName.isEmpty() ? new String[0] : packageName.split("\\.");
        for (int i = names.length - 1; i >= 0; i--) {
            if (directory == null || directory.getFileName() == null
                    || !directory.getFileName().toString().equals(names[i])) {
                return Optional.empty();
            }
            directory = directory.getParent();
        }
        return Optional.ofNullable(directory);
    }

    /**
     * Returns the names of the sources in a directory, in order; none if there is no such
     * directory.
     */
    static List<String> list(Path directory) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.java")) {
            found.forEach(f -> names.add(String.valueOf(f.getFileName())));
        } catch (IOException e) {
            return List.of();
        }
        names.sort(null);
        return names;
    }

    /**
     * Returns the source in which a class may be: {@code a.B$C} in {@code a/B$C.java} or {@code
     * a/B.java}.
     */
    static @Nullable Path sourceOf(Path root, String className) {
        String file = className.replace('.', '/');
        int start = file.lastIndexOf('/') + 1;
        for (int end = file.length(); end > start; end = file.lastIndexOf('$', end - 1)) {
            Path source = root.resolve(file.substring(0, end) + ".java");
            if (Files.isRegularFile(source)) {
                return source;
            }
        }
        return null;
    }
}
