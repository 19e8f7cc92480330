package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.jopher.cli.Shell.Result;
import dev.jopher.cli.Shell.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schedule is the same under the JDK's own debugger, jdb, that stops it and goes on in steps. */
class DebuggedReplayIT {
    private static final String DEBUGGER =
            "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0";
    private static final Pattern PORT = Pattern.compile("at address: (\\d+)");

    private static final String LOST = """
            import static dev.jopher.Go.*;
            import dev.jopher.sync.*;
            final Mutex mu = new Mutex();
            int n;
            void add(int delta) {
                mu.lock();
                int before = n;
                mu.unlock();
                int after = before + delta;
                mu.lock();
                n = after;
                mu.unlock();
            }
            void main() {
                var wg = new WaitGroup();
                for (int i : range(3)) wg.go(() -> add(10));
                wg.await();
                IO.println("n is " + n);
                if (n != 30) throw new IllegalStateException("lost");
            }
            """;

    @TempDir
    Path temporary;

    /** The debugger, and all that it has printed. */
    private record Jdb(Process process, Writer commands, BufferedReader printed,
            StringBuilder all) {
        static Jdb attach(String port) throws IOException {
            Process p = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "jdb").toString(), "-attach",
                    "127.0.0.1:" + port).redirectErrorStream(true).start();
            return new Jdb(p, p.outputWriter(StandardCharsets.UTF_8),
                    p.inputReader(StandardCharsets.UTF_8), new StringBuilder());
        }

        void say(String command) throws IOException {
            commands.write(command + "\n");
            commands.flush();
        }

        /** Reads until it has printed {@code text}, and then asks for the next command. */
        void untilPrompt(String text) throws IOException {
            until(text);
            until("[1] ");
        }

        void until(String text) throws IOException {
            StringBuilder since = new StringBuilder();
            while (since.indexOf(text) < 0) {
                int c = printed.read();
                if (c < 0) {
                    throw new AssertionError("no '" + text + "' after: " + all);
                }
                since.append((char) c);
                all.append((char) c);
            }
        }
    }

    private static String token(String report) {
        return report.replaceAll("(?s).*Replay: jopher run -replay (\\S+) .*", "$1");
    }

    private static String port(Running debugged) throws IOException, InterruptedException {
        while (debugged.process().isAlive()) {
            Matcher m = PORT.matcher(debugged.out() + debugged.err());
            if (m.find()) {
                return m.group(1);
            }
            Thread.sleep(20);
        }
        throw new AssertionError(debugged.out() + debugged.err());
    }

    private static String withoutDebugger(String printed) {
        return printed.replaceAll("Listening for transport .*\n", "");
    }

    @Test
    void theDebuggerDoesNotChangeTheSchedule() throws Exception {
        Checkout checkout = Checkout.built(temporary.resolve("checkout"));
        Path home = Files.createDirectory(temporary.resolve("home"));
        Files.writeString(home.resolve("Lost.java"), LOST);
        Shell shell = new Shell(home);
        Result found = shell.run(checkout.script(), "explore", "Lost.java");
        assertThat(found.out()).startsWith("panic: java.lang.IllegalStateException: lost\n");
        String token = token(found.out());
        Result alone = shell.run(checkout.script(), "run", "-replay", token, "Lost.java");
        assertThat(alone.exitCode()).isEqualTo(1);

        Running debugged = shell.start(checkout.script(), "run", "-replay", token, DEBUGGER,
                "Lost.java");
        Jdb jdb = Jdb.attach(port(debugged));
        try {
            jdb.until("VM Started");
            jdb.say("stop at Lost:9");
            jdb.until("Deferring breakpoint");
            jdb.say("cont");
            for (int goroutine = 0; goroutine < 3; goroutine++) {
                jdb.untilPrompt("Breakpoint hit:");
                jdb.say("print delta");
                jdb.untilPrompt("delta = 10");
                jdb.say("next");
                jdb.untilPrompt("Step completed:");
                jdb.say("print after");
                jdb.untilPrompt("after = ");
                if (goroutine == 2) {
                    jdb.say("clear Lost:9"); // the report comes from further runs
                    jdb.until("Removed");
                }
                jdb.say("cont");
            }
            Result result = debugged.await();
            assertThat(withoutDebugger(result.out())).isEqualTo(alone.out());
            // With -g, which a debugger needs, the report names local variables too.
            assertThat(token(result.err())).isEqualTo(token(alone.err())).isEqualTo(token);
            assertThat(result.exitCode()).isEqualTo(1);
        } finally {
            jdb.process().destroyForcibly();
            debugged.process().destroyForcibly();
        }
    }
}
