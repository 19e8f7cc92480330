package dev.jopher.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.extension.ExtensionContext;

/** The file with the schedule under which a test has failed last. */
record StoredSchedule(Path file) {
    private static final Pattern INVOCATION =
            Pattern.compile("\\[test-template-invocation:#(\\d+)\\]$");

    static StoredSchedule of(ExtensionContext context) {
        Matcher invocation = INVOCATION.matcher(context.getUniqueId());
        String name = context.getRequiredTestClass().getName() + "."
                + context.getRequiredTestMethod().getName()
                + (invocation.find() ? "-" + invocation.group(1) : "");
        return new StoredSchedule(folder().resolve(name + ".schedule"));
    }

    /** Returns the folder of the build: Gradle's if only that is there, else Maven's. */
    private static Path folder() {
        String chosen = System.getProperty("jopher.explore.dir");
        if (chosen != null) {
            return Path.of(chosen);
        }
        boolean isGradle = Files.isDirectory(Path.of("build"))
                && !Files.isDirectory(Path.of("target"));
        return Path.of(isGradle ? "build" : "target", "explore");
    }

    boolean exists() {
        return Files.exists(file);
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String schedule) {
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, schedule);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
