package dev.jopher.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.Go;

/**
 * Runs a snippet and compares what it prints: by the command if its exit status counts; in a JVM of
 * its own if it must be alone (a deadlock is one only where no other thread may act); else here.
 */
final class SnippetRun {
    private static final String EXIT_STATUS = "exit status ";

    /** What the explorer prints if no schedule has failed. */
    private static final String EXPLORED = "passed: ";

    /** Of the explorer, which has found a schedule that fails. */
    private static final int EXIT_EXPLORED = 1;

    /** Of a program that ran under the race detector, which has found a race. */
    private static final int EXIT_RACE = 66;

    private SnippetRun() {}

    /**
     * Fails unless the snippet runs to its end and prints what the page says.
     *
     * @param folder with its source and its classes
     */
    static void check(Snippet s, Path folder) throws Exception {
        List<String> expected = s.block().output();
        if (expected != null && expected.getLast().startsWith(EXIT_STATUS)) {
            assertThat(withoutChance(
                    byCommand(command(expected), folder.resolve(s.name() + ".java"))))
                    .isEqualTo(withoutChance(expected));
            return;
        }
        List<String> actual = s.isHost() ? byJava(s, folder) : here(s.name(), folder);
        if (expected == null) {
            return;
        }
        if (s.block().inAnyOrder()) {
            assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }

    /**
     * In a report, addresses vary, and so do the seconds shown for a wait of a second or more, the
     * token of a schedule, and the folder of the program.
     */
    private static List<String> withoutChance(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceAll("0x[0-9a-f]+", "0x")
                        .replaceAll("waiting for \\S+", "waiting")
                        .replaceAll("-replay x1\\S+ .*?(\\w+\\.java)$", "-replay x1 $1"))
                .toList();
    }

    private static List<String> command(List<String> expected) {
        if (expected.getFirst().startsWith(EXPLORED)
                || expected.getLast().equals(EXIT_STATUS + EXIT_EXPLORED)) {
            return List.of("explore");
        }
        return expected.getLast().equals(EXIT_STATUS + EXIT_RACE)
                ? List.of("run", "-race")
                : List.of("run");
    }

    private static List<String> byCommand(List<String> command, Path source) throws Exception {
        List<String> words = new ArrayList<>(command);
        words.add(source.toString());
        Run run = Run.toTheEnd(words);
        List<String> lines = new ArrayList<>(run.stdout());
        lines.addAll(run.stderr());
        lines.add(EXIT_STATUS + run.exit());
        return lines;
    }

    private static List<String> byJava(Snippet s, Path folder) throws Exception {
        Process p = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens", "java.base/java.lang=ALL-UNNAMED",
                "-cp", folder + File.pathSeparator + System.getProperty("java.class.path"),
                s.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = p.inputReader()) {
            List<String> lines = out.lines().toList();
            assertThat(p.waitFor()).as("exit status").isZero();
            return lines;
        } finally {
            p.destroyForcibly();
        }
    }

    /** What a program prints in this JVM; {@code folder} holds its classes. */
    static List<String> here(String name, Path folder) throws Exception {
        // Never closed: goroutines that the program abandons may still load classes.
        ClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
        try (Stdout stdout = new Stdout()) {
            Class<?> type = loader.loadClass(name);
            Go.run(() -> callMain(type));
            return stdout.lines();
        }
    }

    private static void callMain(Class<?> type) throws Exception {
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Method main = type.getDeclaredMethod("main");
        main.setAccessible(true);
        try {
            main.invoke(constructor.newInstance());
        } catch (InvocationTargetException e) {
            switch (e.getTargetException()) {
                case Exception x -> throw x;
                case Error x -> throw x;
                case Throwable x -> throw new AssertionError(x);
            }
        }
    }
}
