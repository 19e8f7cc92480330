package dev.jopher.internal.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.Channel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How another JVM has ended, and its standard error. On standard output it prints "started". */
public record ExitedProcess(int code, String err) {
    public static ExitedProcess of(Class<?> main, String program, Path folder, String... flags)
            throws IOException, InterruptedException {
        Path err = folder.resolve("err");
        Path out = folder.resolve("out");
        int code = new ProcessBuilder(command(main, program, flags))
                .redirectError(err.toFile())
                .redirectOutput(out.toFile())
                .start()
                .waitFor();
        assertThat(Files.readString(out)).isEqualTo("started\n");
        return new ExitedProcess(code, Files.readString(err));
    }

    public static List<String> command(Class<?> main, String program, String... flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", classPath(), main.getName(), program));
        return command;
    }

    private static String classPath() {
        return String.join(File.pathSeparator,
                List.of(at(Channel.class), testClasses(), at(Nullable.class),
                        at(Test.class), at(org.assertj.core.api.Assertions.class),
                        at(org.junit.jupiter.params.ParameterizedTest.class)));
    }

    private static String at(Class<?> c) {
        return Path.of(URI.create(c.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    /** In a module, a test class seems to lie where the module lies. */
    private static String testClasses() {
        var url = ExitedProcess.class.getResource("ExitedProcess.class");
        try {
            Path file = Path.of(URI.create(String.valueOf(url))).toRealPath();
            return file.resolve("../../../../..").normalize().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
