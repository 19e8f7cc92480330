package dev.jopher.examples;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** What the command {@code jopher} printed, and its exit code. */
record Run(List<String> stdout, List<String> stderr, int exit) {
    /** The root of the checkout: where the script is. */
    static final Path ROOT = root();

    /** When a program counts as hanging. */
    private static final Executor TOO_LATE =
            CompletableFuture.delayedExecutor(540, TimeUnit.SECONDS);

    /** What would change the output of a program, or of its JVM. */
    private static final List<String> UNWANTED =
            List.of("GOMAXPROCS", "GORACE", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    private static Path root() {
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            if (Files.isExecutable(dir.resolve("jopher"))) {
                return dir;
            }
        }
        throw new IllegalStateException("there is no script \"jopher\" in a folder above");
    }

    /** Runs {@code ./jopher} with these arguments to its end. A hanging one is killed: code 137. */
    static Run toTheEnd(List<String> arguments) throws IOException, InterruptedException {
        return stoppedAfter(Integer.MAX_VALUE, arguments);
    }

    /** Runs {@code ./jopher} with these arguments, and ends it after so many lines of output. */
    static Run stoppedAfter(int lines, List<String> arguments)
            throws IOException, InterruptedException {
        Path stderr = Files.createTempFile("stderr", "");
        try {
            Process p = start(arguments, stderr);
            TOO_LATE.execute(p::destroyForcibly);
            List<String> stdout = read(p, lines);
            return new Run(stdout, Files.readAllLines(stderr), p.waitFor());
        } finally {
            Files.delete(stderr);
        }
    }

    private static Process start(List<String> arguments, Path stderr) throws IOException {
        return jopher(arguments).redirectError(stderr.toFile()).start();
    }

    /** Returns {@code ./jopher} with these arguments, to be started with the JDK of this test. */
    static ProcessBuilder jopher(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("./jopher"));
        command.addAll(arguments);
        ProcessBuilder b = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectInput(new File("/dev/null"));
        b.environment().keySet().removeIf(
                name -> UNWANTED.contains(name) || name.startsWith("JOPHER_"));
        // Maven may have found it in a place where the script does not search.
        b.environment().put("JAVA25_HOME", System.getProperty("java.home"));
        return b;
    }

    private static List<String> read(Process p, int lines) throws IOException {
        List<String> read = new ArrayList<>();
        try (BufferedReader stdout = p.inputReader()) {
            for (String s = stdout.readLine(); s != null; s = stdout.readLine()) {
                read.add(s);
                if (read.size() == lines) {
                    p.destroy();
                    break;
                }
            }
        }
        return read;
    }
}
