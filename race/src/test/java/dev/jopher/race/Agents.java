package dev.jopher.race;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Runs programs of the tests in JVMs of their own, with the agent or without it. */
public final class Agents {
    private Agents() {}

    /** What a program printed, and the status it ended with. */
    public record Result(int status, String out, String err) {
        public int races() {
            return err.split("WARNING: DATA RACE", -1).length - 1;
        }
    }

    /** Runs a program under the agent. */
    public static Result run(String options, Class<?> program, String... args) {
        return runWith(List.of(), options, program, args);
    }

    /** Runs a program under the agent, with more flags of the JVM. */
    public static Result runWith(List<String> flags, String options, Class<?> program,
            String... args) {
        return runWith(flags, options, "", program, args);
    }

    /** Does the same, with another place of classes. */
    static Result runWith(List<String> flags, String options, String place, Class<?> program,
            String... args) {
        String jar = Objects.requireNonNull(System.getProperty("jopher.race.jar"));
        List<String> command = java();
        command.add("-Xbootclasspath/a:" + jar);
        command.add("-javaagent:" + jar + (options.isEmpty() ? "" : "=" + options));
        command.addAll(flags);
        return run(command, place, program, args);
    }

    /** Runs a program without the agent. */
    public static Result runPlain(Class<?> program, String... args) {
        return run(java(), "", program, args);
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("--sun-misc-unsafe-memory-access=allow"); // no warning of it
        return command;
    }

    private static Result run(List<String> command, String place, Class<?> program,
            String... args) {
        // The agent's jar is on the boot class path, and must not be found a second time.
        command.addAll(List.of("-cp", classPath(program)
                + (place.isEmpty() ? "" : File.pathSeparator + place), program.getName()));
        command.addAll(List.of(args));
        try {
            File out = File.createTempFile("race", ".out");
            File err = File.createTempFile("race", ".err");
            try {
                int status = new ProcessBuilder(command).redirectOutput(out).redirectError(err)
                        .start().waitFor();
                return new Result(status, text(out), text(err));
            } finally {
                Files.delete(out.toPath());
                Files.delete(err.toPath());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The program's own place comes first: a launcher may have loaded the tests by itself. */
    private static String classPath(Class<?> program) {
        return program.getProtectionDomain().getCodeSource().getLocation().getPath()
                + File.pathSeparator + System.getProperty("java.class.path");
    }

    private static String text(File f) throws IOException {
        return Files.readString(f.toPath(), StandardCharsets.UTF_8);
    }
}
