package dev.jopher.bench.board;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds the worker in Go with the Go that is installed. */
public final class GoBuild {
    private GoBuild() {}

    /** Builds {@code worker} with those flags; what went wrong, or nothing. */
    public static String build(Path source, Path worker, String... flags) throws IOException {
        // Without the commit: git answers nothing in a checkout that another user owns.
        var command = new ArrayList<>(
                List.of("go", "build", "-buildvcs=false", "-o", worker.toString()));
        command.addAll(List.of(flags));
        command.add(".");
        try {
            return run(source, command);
        } catch (IOException e) {
            return "there is no go on the PATH";
        }
    }

    /** Returns the version, such as "go version go1.26.8 linux/amd64". */
    static String version(Path source) throws IOException {
        return output(source, "go", "version");
    }

    private static String run(Path dir, List<String> command) throws IOException {
        Process p = new ProcessBuilder(command).directory(dir.toFile())
                .redirectErrorStream(true).start();
        String output = text(p);
        return exitCode(p) == 0 ? "" : "go build failed: " + output.strip();
    }

    private static String output(Path dir, String... command) throws IOException {
        return text(new ProcessBuilder(List.of(command)).directory(dir.toFile()).start()).strip();
    }

    private static String text(Process p) throws IOException {
        return new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    static int exitCode(Process p) throws IOException {
        try {
            return p.waitFor();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
