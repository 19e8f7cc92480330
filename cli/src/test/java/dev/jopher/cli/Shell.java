package dev.jopher.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** Starts processes as a user would, with their own environment and files for what they print. */
final class Shell {
    /** What a process has left. */
    record Result(int exitCode, String out, String err) {}

    private static final long PATIENCE_SECONDS = 900;

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private Path workingDirectory;
    private String input = "";

    /** @param directory the user's home, the cache, and what the processes print */
    Shell(Path directory) {
        this.directory = directory;
        this.workingDirectory = directory;
        set("PATH", System.getenv("PATH"));
        set("HOME", directory.toString());
        set("XDG_CACHE_HOME", directory.resolve("cache").toString());
        set("JAVA25_HOME", System.getProperty("java.home"));
        // Maven's repository stands under the real home.
        set("MAVEN_OPTS", "-Dmaven.repo.local=" + repository());
    }

    private static String repository() {
        return System.getProperty("maven.repo.local",
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString());
    }

    Shell set(String name, @Nullable String value) {
        if (value == null) {
            environment.remove(name);
        } else {
            environment.put(name, value);
        }
        return this;
    }

    Shell in(Path workingDirectory) {
        this.workingDirectory = workingDirectory;
        return this;
    }

    Shell input(String input) {
        this.input = input;
        return this;
    }

    Result run(Object... command) throws IOException, InterruptedException {
        return start(command).await();
    }

    Running start(Object... command) throws IOException {
        List<String> words = new ArrayList<>();
        for (Object word : command) {
            words.add(word.toString());
        }
        Path out = Files.createTempFile(directory, "out", null);
        Path err = Files.createTempFile(directory, "err", null);
        Path in = Files.writeString(Files.createTempFile(directory, "in", null), input);
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(workingDirectory.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Running(builder.start(), out, err);
    }

    /** A process and the files it prints to. */
    record Running(Process process, Path outFile, Path errFile) {
        Result await() throws IOException, InterruptedException {
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("still running: " + out() + err());
                }
                return new Result(process.exitValue(), out(), err());
            } finally {
                process.destroyForcibly();
            }
        }

        String out() throws IOException {
            return Files.readString(outFile, StandardCharsets.UTF_8);
        }

        String err() throws IOException {
            return Files.readString(errFile, StandardCharsets.UTF_8);
        }
    }
}
