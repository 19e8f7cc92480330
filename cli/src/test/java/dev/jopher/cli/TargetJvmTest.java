package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

import dev.jopher.Channel;
import dev.jopher.Go;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Goroutines of another JVM. */
@Timeout(600)
class TargetJvmTest {
    @TempDir
    Path temporary;

    /** One goroutine that waits, and main, which says so. */
    static final class Stuck {
        private Stuck() {}

        public static void main(String[] args) {
            var c = new Channel<Integer>();
            Go.go(() -> c.send(1));
            System.out.println("ready");
            c.receive();
            new Channel<Integer>().receive();
        }
    }

    static final class WithoutJopher {
        private WithoutJopher() {}

        public static void main(String[] args) throws InterruptedException {
            System.out.println("ready");
            Thread.sleep(1_000_000);
        }
    }

    @RegisterExtension
    final Processes processes = new Processes();

    private long start(Class<?> main, String... options) throws Exception {
        return processes.startJvm(main, options).pid();
    }

    /** What {@code jopher ps} prints. */
    private static String ps() {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed));
        try {
            PsCommand.run(List.of());
        } finally {
            System.setOut(out);
        }
        return printed.toString();
    }

    private static void isRefused(long pid, String message) {
        assertThatThrownBy(() -> DumpCommand.run(List.of(String.valueOf(pid))))
                .isInstanceOf(CommandException.class)
                .hasMessage(message.replace("PID", String.valueOf(pid)));
        assertThat(ps()).doesNotContainPattern("(?m)^ *" + pid + " ");
    }

    @Test
    void askPrintsWhereItsGoroutinesAre() throws Exception {
        long pid = start(Stuck.class);
        TargetJvm jvm = TargetJvm.of(pid);
        Processes.until(() -> jvm.ask(List.of()).contains("thread \"main\" [chan receive]"));
        assertThat(jvm.ask(List.of())).contains("thread \"main\" [chan receive]:\n",
                "\nTargetJvmTest.Stuck.main(...)\n")
                .doesNotContain("Channel.receive(...)");
        assertThat(jvm.ask(List.of("ALL_FRAMES"))).contains("Channel.receive(...)\n");
        assertThat(jvm.ask(List.of("JSON"))).startsWith("{\"time\"");
        assertThat(jvm.ask(List.of("count"))).isIn("0", "1");
        assertThat(ps()).containsPattern("(?m)^ *" + pid + " +- +"
                + Pattern.quote(Stuck.class.getName()));
    }

    /** Such a JVM is in no list of the JDK's. */
    @Test
    void aJvmThatKeepsNoPerformanceDataIsFoundToo() throws Exception {
        long pid = start(Stuck.class, "-XX:-UsePerfData");
        assertThat(TargetJvm.of(pid).ask(List.of("count"))).isIn("0", "1");
        assertThat(ps()).containsPattern("(?m)^ *" + pid + " ");
    }

    /** Loading an agent would start JVMTI, and print a warning. */
    @Test
    void nothingIsLoadedIntoAJvmWithoutJopher() throws Exception {
        long pid = start(WithoutJopher.class);
        isRefused(pid, "process PID does not run Jopher");
        assertThat(Files.readString(Path.of("/proc/" + pid + "/maps")))
                .doesNotContain("libinstrument");
    }

    @Test
    void aJvmThatForbidsItIsLeftAlone() throws Exception {
        // Asked all the same it would print its threads where the program prints.
        long pid = start(WithoutJopher.class, "-XX:+DisableAttachMechanism", "-XX:-UsePerfData");
        isRefused(pid, "cannot attach to process PID: "
                + "it runs with -XX:+DisableAttachMechanism");
    }

    /** Starts a process that hears SIGQUIT, as Go's runtime does, and ends by it. */
    private Process startNoJvm() throws Exception {
        return processes.startUntilReady(List.of("sh", "-c",
                "trap 'exit 2' QUIT; echo ready; while :; do sleep 0.1; done"));
    }

    @Test
    void processThatIsNoJvmIsNotTouched() throws Exception {
        Process p = startNoJvm();
        long pid = p.pid();
        isRefused(pid, "process PID is no JVM");
        assertThat(p.isAlive()).isTrue();
        p.destroyForcibly().waitFor();
        isRefused(pid, "no process PID");
    }

    /** The file left behind by a JVM that was killed says nothing of the number's next process. */
    @Test
    void aFileOfPerformanceDataMakesNoJvm() throws Exception {
        long jvm = start(Stuck.class);
        Process other = startNoJvm();
        Path directory = Path.of("/tmp/hsperfdata_" + System.getProperty("user.name"));
        Path left = directory.resolve(String.valueOf(other.pid()));
        Files.copy(directory.resolve(String.valueOf(jvm)), left);
        try {
            isRefused(other.pid(), "process PID is no JVM");
            assertThat(other.isAlive()).isTrue();
        } finally {
            Files.deleteIfExists(left);
        }
    }

    /** Those on the path whose JDK says in its file "release" that it is 17. */
    private static List<Path> javasOf17() throws Exception {
        List<Path> found = new ArrayList<>();
        for (String directory : System.getenv("PATH").split(":")) {
            Path java = Path.of(directory, "java");
            if (Files.isExecutable(java)) {
                Path release = java.toRealPath().resolveSibling("../release");
                if (Files.exists(release)
                        && Files.readString(release).contains("JAVA_VERSION=\"17")) {
                    found.add(java);
                }
            }
        }
        return found;
    }

    @Test
    void anOlderJvmIsLeftAlone() throws Exception {
        List<Path> found = javasOf17();
        assumeTrue(!found.isEmpty());
        Path java = found.getFirst();
        Path source = Files.writeString(temporary.resolve("Old.java"), """
                class Old {
                    public static void main(String[] args) throws InterruptedException {
                        System.out.println("ready");
                        Thread.sleep(1_000_000);
                    }
                }
                """);
        // Compiled here: the older one may be without a compiler.
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none",
                "--release", "17", "-d", temporary.toString(), source.toString())).isZero();
        long pid = processes.startUntilReady(
                List.of(java.toString(), "-cp", temporary.toString(), "Old")).pid();
        isRefused(pid, "process PID runs Java 17, so it cannot run Jopher");
        assertThat(Path.of("/proc/" + pid + "/root/tmp/.java_pid" + pid)).doesNotExist();
    }

    @Test
    void aThreadAndAStoppedProcessAreNamed() throws Exception {
        long pid = start(Stuck.class);
        String thread;
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            thread = tasks.map(t -> t.getFileName().toString())
                    .filter(t -> !t.equals(String.valueOf(pid))).findFirst().orElseThrow();
        }
        isRefused(Long.parseLong(thread), "PID is a thread of process " + pid);
        new ProcessBuilder("kill", "-STOP", String.valueOf(pid)).start().waitFor();
        Processes.until(() -> Files.readString(Path.of("/proc/" + pid + "/status"))
                .contains("State:\tT"));
        isRefused(pid, "process PID is stopped and cannot answer");
        isRefused(99_999_999_999L, "no process PID");
    }

    @Test
    void calledWrongly() {
        assertThatThrownBy(() -> DumpCommand.run(List.of()))
                .hasMessageContaining("name one process");
        assertThatThrownBy(() -> DumpCommand.run(List.of("1", "2")))
                .hasMessageContaining("name one process");
        assertThatThrownBy(() -> DumpCommand.run(List.of("Sheep")))
                .hasMessage("dump: a process is a number, not 'Sheep'");
        assertThatThrownBy(() -> DumpCommand.run(List.of("-long", "1")))
                .hasMessageStartingWith("unknown flag -long");
        assertThatThrownBy(() -> PsCommand.run(List.of("1"))).hasMessage("ps takes no arguments");
    }

    @Test
    void flagsMayFollowTheProcess() throws Exception {
        isRefused(99_999_999_999L, "no process PID");
        assertThatThrownBy(() -> DumpCommand.run(List.of("99999999999", "-json")))
                .hasMessage("no process 99999999999");
        assertThatThrownBy(() -> DumpCommand.run(List.of("99999999999", "-long")))
                .hasMessageStartingWith("unknown flag -long");
    }
}
