package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.jopher.Channel;
import dev.jopher.DumpOption;
import dev.jopher.Go;
import dev.jopher.Unit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code jopher top} and a program, two processes. */
@Timeout(600)
class TopIT {
    /** Without it the program has the JDK's scheduler. */
    private static final String OWN_SCHEDULER = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    /** Twenty goroutines behind a full channel, and a platform thread that reads what to do. */
    static final class Crowded {
        private Crowded() {}

        public static void main(String[] args) throws Exception {
            var results = new Channel<Integer>(3);
            for (int i = 0; i < 20; i++) {
                int number = i;
                Go.go(() -> results.send(number));
            }
            while (Go.dump(DumpOption.UNFOLDED).split("chan send", -1).length < 18) {
                Thread.onSpinWait(); // until those that find no room wait
            }
            System.out.println("ready");
            String word = new BufferedReader(
                    new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if ("deadlock".equals(word)) {
                Go.run(() -> new Channel<Unit>().receive());
            }
        }
    }

    @RegisterExtension
    final Processes processes = new Processes();

    private Process start(String... command) throws Exception {
        ProcessBuilder b = new ProcessBuilder(command);
        b.environment().put("TERM", "xterm");
        return processes.start(b);
    }

    private Process startProgram(String option) throws Exception {
        return processes.startJvm(Crowded.class, option);
    }

    private static String[] top(String... words) {
        List<String> command = new ArrayList<>(List.of(Processes.JAVA, "-cp",
                System.getProperty("java.class.path"), Main.class.getName(), "top"));
        command.addAll(Arrays.asList(words));
        return command.toArray(new String[0]);
    }

    private static void say(Process p, String word) throws Exception {
        OutputStream in = p.getOutputStream();
        in.write((word + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    @ParameterizedTest
    @ValueSource(strings = {OWN_SCHEDULER, "-Djopher.scheduler=jdk"})
    void aPipeGetsText(String option) throws Exception {
        String pid = Long.toString(startProgram(option).pid());
        Process top = start(top(pid, "-n", "2", "-d", "0.1"));
        String out = new String(top.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(new String(top.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(top.waitFor()).isZero();
        assertThat(out.split("\n\n")).hasSize(2).allSatisfy(s -> assertThat(s)
                .startsWith("jopher top " + pid + "   ")
                .contains("\ngoroutines 17   run 0   ready 0   wait 17   created 0/s")
                .containsPattern("\n +17 +0 +0 +17 +\\S+  chan send +TopIT\\.java:\\d+ "
                        + "TopIT\\.Crowded\\.main +TopIT\\.java:\\d+ .* chan 3/3 0x")
                .containsPattern("\n +100% +3/3 +17 +0 "));
        assertThat(out).contains(option.equals(OWN_SCHEDULER) ? "   run queues "
                : "   on the JDK's scheduler, which counts no switches");
    }

    @Test
    void theEndOfTheProgramIsReported() throws Exception {
        Process program = startProgram(OWN_SCHEDULER);
        Process top = start(top("-d", "0.1", Long.toString(program.pid())));
        assertThat(top.inputReader().readLine()).startsWith("jopher top " + program.pid());
        say(program, "end");
        top.inputReader().transferTo(Writer.nullWriter());
        assertThat(new String(top.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("jopher: process " + program.pid() + " has ended\n");
        assertThat(top.waitFor()).isEqualTo(Main.EXIT_USAGE);
    }

    /** The thread that answers must not look like one that could still wake a goroutine. */
    @Test
    void aDeadlockIsFoundAllTheSame() throws Exception {
        Process program = startProgram(OWN_SCHEDULER);
        Process top = start(top("-d", "0.3", Long.toString(program.pid())));
        assertThat(top.inputReader().readLine()).startsWith("jopher top " + program.pid());
        say(program, "deadlock");
        assertThat(program.errorReader().lines().toList())
                .anyMatch(l -> l.contains("all goroutines are asleep - deadlock!"));
    }

    /** What ends it, and with which exit code. */
    @ParameterizedTest
    @ValueSource(strings = {"q", "\3", "SIGTERM"})
    void theTerminalIsRestored(String how) throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/script")));
        String pid = Long.toString(startProgram(OWN_SCHEDULER).pid());
        String command = "trap : INT; stty rows 24 cols 80; '" + String.join("' '", top(pid))
                + "'; echo; echo exit code $?; stty -a";
        Process script = start("script", "-qec", command, "/dev/null");
        StringBuilder out = new StringBuilder();
        Thread reader = Thread.ofPlatform().daemon().start(() -> read(script, out));
        Awaitility.await().atMost(Duration.ofSeconds(100))
                .until(() -> shown(out).contains("chan send"));
        assertThat(shown(out)).contains("\033[?1049h\033[?25l");
        if (how.equals("SIGTERM")) {
            // Not by its arguments: the system does not give them if the class path is long.
            script.descendants().filter(p -> p.info().command().orElse("").endsWith("/java"))
                    .forEach(ProcessHandle::destroy);
        } else {
            script.getOutputStream().write(how.getBytes(StandardCharsets.US_ASCII));
            script.getOutputStream().flush();
        }
        assertThat(script.waitFor()).isZero();
        reader.join();
        String end = shown(out).substring(shown(out).indexOf("\033[?1049l"));
        assertThat(end).containsPattern("[ ;]icanon").containsPattern("[ ;]echo ")
                .contains("susp = ^Z");
    }

    private static void read(Process from, StringBuilder to) {
        try (InputStreamReader in =
                new InputStreamReader(from.getInputStream(), StandardCharsets.UTF_8)) {
            for (int c = in.read(); c >= 0; c = in.read()) {
                synchronized (to) {
                    to.append((char) c);
                }
            }
        } catch (IOException e) {
            // the terminal is gone
        }
    }

    private static String shown(StringBuilder out) {
        synchronized (out) {
            return out.toString();
        }
    }

    @Test
    void calledWrongly() {
        isRefused("top: name one process, as in \"jopher top 4711\"; \"jopher ps\" lists them");
        isRefused("top: a process is a number, not 'Sheep'", "Sheep");
        isRefused("unknown flag -x; \"jopher help top\" lists the flags", "-x", "1");
        isRefused("top: -d takes seconds, from 0.1 to 3600, not '0'", "-d", "0", "1");
        isRefused("top: -d takes seconds, from 0.1 to 3600, not 'NaN'", "-d=NaN", "1");
        isRefused("top: -n takes how many snapshots to print, not ''", "1", "-n");
        isRefused("top: -n takes how many snapshots to print, not '0'", "--n=0", "1");
        isRefused("no process 99999999999", "99999999999");
    }

    private static void isRefused(String message, String... words) {
        assertThatThrownBy(() -> TopCommand.run(List.of(words)))
                .isInstanceOf(CommandException.class).hasMessage(message);
    }
}
