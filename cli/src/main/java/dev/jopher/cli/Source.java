package dev.jopher.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import javax.lang.model.SourceVersion;

/**
 * The source that the user named: a file, or {@code -} for standard input.
 *
 * @param name what the user wrote; javac's messages start with it
 * @param path where it is; for standard input, where a file of its name would be
 * @param bytes its content
 * @param hasSiblings whether sources next to it belong to it; those of standard input have no
 *         directory
 */
record Source(String name, Path path, byte[] bytes, boolean hasSiblings) {
    static final String STANDARD_INPUT = "-";

    /** A compact source file is a class of the file's name, and standard input has none. */
    private static final Path NAME_OF_STANDARD_INPUT = Path.of("Main.java");

    static Source open(String name) {
        return name.equals(STANDARD_INPUT) ? ofStandardInput(System.in) : ofFile(name);
    }

    static Source ofStandardInput(InputStream in) {
        try {
            return new Source("<stdin>", NAME_OF_STANDARD_INPUT.toAbsolutePath(), in.readAllBytes(),
                    false);
        } catch (IOException e) {
            throw CommandException.usage("cannot read standard input: " + e.getMessage());
        }
    }

    private static Source ofFile(String name) {
        Path path = path(name);
        if (Files.isDirectory(path)) {
            throw CommandException.usage(name + " is a directory; name the source file to run");
        }
        if (!Files.exists(path)) {
            throw CommandException.usage("no such file: " + name);
        }
        try {
            return new Source(name, path.toAbsolutePath().normalize(), Files.readAllBytes(path),
                    true);
        } catch (IOException e) {
            throw CommandException.usage("cannot read " + name);
        }
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw CommandException.usage("no such file: " + name);
        }
    }

    /** Returns whether it contains only blanks. */
    boolean isEmpty() {
        return new String(bytes, StandardCharsets.UTF_8).isBlank();
    }

    /**
     * Returns whether a class can have the file's name, as that of a compact source file does. A
     * file that names its classes itself may have any name.
     */
    boolean canNameClass() {
        return SourceVersion.isIdentifier(simpleName()) && !SourceVersion.isKeyword(simpleName());
    }

    /**
     * Returns the name of the file without its ending, which is the name of its main class if there
     * is a choice.
     */
    String simpleName() {
        String file = String.valueOf(path.getFileName());
        return file.endsWith(".java") ? file.substring(0, file.length() - ".java".length()) : file;
    }
}
