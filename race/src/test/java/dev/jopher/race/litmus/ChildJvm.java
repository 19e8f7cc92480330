package dev.jopher.race.litmus;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs a class of the tests in a JVM of its own, under the agent. */
public final class ChildJvm {
    private ChildJvm() {}

    /** What the JVM printed, both streams in one, and its exit code; -1 if it did not end. */
    public record Result(int code, String output) {
        /** Returns the lines that begin with {@code word} and a space, without it. */
        public List<String> lines(String word) {
            return output.lines().filter(l -> l.startsWith(word + " "))
                    .map(l -> l.substring(word.length() + 1)).toList();
        }
    }

    /**
     * @param options of the agent
     * @param flags of the JVM; {@code -Djopher.classes=DIR} adds a directory to the class path
     * @param command the main class and its arguments
     */
    public static Result run(String options, List<String> flags, long seconds, String... command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("jopher-race-", ".txt");
        try {
            Process p = new ProcessBuilder(line(options, flags, command)).redirectErrorStream(true)
                    .redirectOutput(output.toFile()).start();
            int code = -1;
            if (p.waitFor(seconds, TimeUnit.SECONDS)) {
                code = p.exitValue();
            } else {
                p.destroyForcibly().waitFor();
            }
            // Not every program of the tests prints text alone.
            return new Result(code,
                    new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }

    private static List<String> line(String options, List<String> flags, String... command) {
        String jar = System.getProperty("jopher.race.jar");
        if (jar == null || !Files.exists(Path.of(jar))) {
            throw new AssertionError("no agent: jopher.race.jar is " + jar);
        }
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC", "-Xmx1g", "-Xbootclasspath/a:" + jar,
                "-javaagent:" + jar + "=" + options, "-Djopher.race=true",
                "--add-opens=java.base/java.lang=ALL-UNNAMED"));
        line.addAll(flags);
        String more = "";
        for (String flag : flags) {
            if (flag.startsWith("-Djopher.classes=")) {
                more = File.pathSeparator + flag.substring(flag.indexOf('=') + 1);
            }
        }
        line.addAll(List.of("-cp", classPath() + more));
        line.addAll(List.of(command));
        return line;
    }

    /** Returns the class path of the tests. */
    public static String classPath() {
        String surefire = System.getProperty("surefire.test.class.path");
        if (surefire != null) {
            return surefire;
        }
        if (ChildJvm.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs()).map(URL::getPath)
                    .collect(Collectors.joining(File.pathSeparator)); // that of JUnit's console
        }
        return System.getProperty("java.class.path");
    }
}
