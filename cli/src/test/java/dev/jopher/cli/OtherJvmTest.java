package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;

import dev.jopher.Channel;
import dev.jopher.Go;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goroutines of another JVM. */
@Timeout(120)
class OtherJvmTest {
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

    private @Nullable Process process;

    private String start(Class<?> main) throws Exception {
        Process p = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+EnableDynamicAgentLoading", "-cp", System.getProperty("java.class.path"),
                main.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process = p;
        assertThat(p.inputReader().readLine()).isEqualTo("ready");
        return String.valueOf(p.pid());
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void tellsWhereItsGoroutinesAre() throws Exception {
        OtherJvm jvm = new OtherJvm(start(Stuck.class));
        assertThat(jvm.runsJopher()).isTrue();
        assertThat(jvm.ask(List.of())).contains("thread \"main\" [chan receive]:\n",
                "\nOtherJvmTest.Stuck.main(...)\n")
                .doesNotContain("Channel.receive(...)");
        assertThat(jvm.ask(List.of("ALL_FRAMES"))).contains("Channel.receive(...)\n");
        assertThat(jvm.ask(List.of("JSON"))).startsWith("{\"time\"");
        assertThat(jvm.ask(List.of("count"))).isIn("0", "1");
    }

    @Test
    void withoutJopherThereIsNothingToTell() throws Exception {
        String pid = start(WithoutJopher.class);
        OtherJvm jvm = new OtherJvm(pid);
        assertThat(jvm.runsJopher()).isFalse();
        assertThat(jvm.ask(List.of())).isNull();
        assertThatThrownBy(() -> DumpCommand.run(List.of(pid)))
                .hasMessage("process " + pid + " does not run Jopher");
    }

    @Test
    void whatIsNoJvmDoesNotAnswer() throws Exception {
        process = new ProcessBuilder("sleep", "1000").start();
        String pid = String.valueOf(process.pid());
        assertThatThrownBy(() -> DumpCommand.run(List.of(pid)))
                .hasMessageStartingWith("cannot ask process " + pid + ": ");
        process.destroyForcibly().waitFor();
        assertThatThrownBy(() -> DumpCommand.run(List.of(pid))).hasMessage("no process " + pid);
    }

    @Test
    void calledWrongly() {
        assertThatThrownBy(() -> DumpCommand.run(List.of()))
                .hasMessageContaining("name one process");
        assertThatThrownBy(() -> DumpCommand.run(List.of("Sheep")))
                .hasMessage("dump: a process is a number, not 'Sheep'");
        assertThatThrownBy(() -> DumpCommand.run(List.of("-long", "1")))
                .hasMessageStartingWith("unknown flag -long");
        assertThatThrownBy(() -> PsCommand.run(List.of("1"))).hasMessage("ps takes no arguments");
    }
}
