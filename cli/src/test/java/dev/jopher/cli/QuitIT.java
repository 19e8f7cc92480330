package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys that end a program in a terminal, which the program {@code script} of util-linux makes. */
@Timeout(600)
class QuitIT {
    private static final int CTRL_C = 3;
    private static final int CTRL_BACKSLASH = 28;

    @TempDir
    static Path checkouts;

    private static Checkout checkout = new Checkout(Path.of(""));

    @TempDir
    Path temporary;

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(
                Stream.of("/usr/bin/script", "/usr/bin/env").map(Path::of).allMatch(Files::exists));
        assumeTrue(
                new Shell(checkouts).run("env", "--default-signal=QUIT", "true").exitCode() == 0);
        checkout = Checkout.built(checkouts.resolve("checkout"));
        assertThat(new Shell(checkouts).run(checkout.script(), "version").exitCode()).isZero();
    }

    private record End(int exitCode, List<String> lines) {}

    /** Starts a program that hangs, presses a key when both of its goroutines wait. */
    private End press(int key) throws Exception {
        Path file = Files.writeString(temporary.resolve("Hang.java"), """
                import static dev.jopher.Go.*;
                import dev.jopher.*;

                void main() {
                    go(() -> sleep(Duration.ofHours(1)));
                    go(() -> {
                        while (!waits("[select (no cases)]") || !waits("[sleep]")) gosched();
                        IO.println("ready");
                    });
                    select();
                }

                boolean waits(String state) {
                    return dump().contains(state);
                }
                """);
        // exec: the shell between, which no terminal has, would die of the key first
        ProcessBuilder b = new ProcessBuilder("script", "-qec",
                "exec " + checkout.script() + " run " + file, "/dev/null")
                .redirectErrorStream(true);
        b.environment().put("JAVA25_HOME", System.getProperty("java.home"));
        b.environment().put("XDG_CACHE_HOME", temporary.resolve("cache").toString());
        Process p = b.start();
        try (BufferedReader out = p.inputReader(); OutputStream keys = p.getOutputStream()) {
            assertThat(out.readLine()).isEqualTo("ready");
            keys.write(key);
            keys.flush();
            return new End(p.waitFor(), out.lines().toList());
        } finally {
            p.destroyForcibly();
        }
    }

    @Test
    void controlBackslashDumpsGoroutinesAndEndsProgram() throws Exception {
        End end = press(CTRL_BACKSLASH);
        assertThat(end.exitCode).isEqualTo(2);
        assertThat(end.lines.getFirst()).endsWith("SIGQUIT: quit");
        assertThat(end.lines).contains("goroutine 1 [select (no cases)]:")
                .anyMatch(line -> line.matches("goroutine \\d+ \\[sleep]:"))
                .noneMatch(line -> line.contains("Full thread dump"));
    }

    @Test
    void controlCJustEndsIt() throws Exception {
        End end = press(CTRL_C);
        assertThat(end.exitCode).isEqualTo(130);
        assertThat(end.lines).noneMatch(line -> line.contains("goroutine"));
    }
}
