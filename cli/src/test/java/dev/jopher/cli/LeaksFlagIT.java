package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import dev.jopher.cli.Shell.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jopher run -leaks}, in a checkout of its own. */
class LeaksFlagIT {
    @TempDir
    static Path checkouts;

    private static Checkout checkout = new Checkout(Path.of(""));

    @TempDir
    Path temporary;

    private ProgramDirectory programs;
    private Shell shell;

    @BeforeAll
    static void install() throws Exception {
        checkout = Checkout.built(checkouts.resolve("leaks"));
    }

    @BeforeEach
    void setUp() {
        programs = new ProgramDirectory(temporary);
        shell = new Shell(temporary);
    }

    private Result run(String... words) throws IOException, InterruptedException {
        return checkout.run(shell, words);
    }

    /** With -leaks, a program that hangs in part shows where it hangs when a user ends it. */
    @Test
    void leaksAreAskedForAlsoWhenItIsKilled() throws Exception {
        programs.write("Hangs.java", """
                import static dev.jopher.Go.*;
                import dev.jopher.*;
                void main() {
                    go(() -> {
                        while (!dump().contains("1 [chan receive]")) gosched();
                        IO.println("ready");
                        for (;;) sleep(Duration.ofMillis(100));
                    });
                    new Channel<Unit>().receive();
                }
                """);
        Shell.Running program = shell.start(checkout.script(), "run", "-leaks", "Hangs.java");
        Processes.until(() -> program.out().equals("ready\n"));

        shell.run("kill", program.process().pid());

        assertThat(program.await().err())
                .startsWith("left when the program was ended: 2 goroutines\n\n")
                .contains("goroutine 1 [chan receive]:", "Hangs.java:9");
    }

    /** The partner has ended, and is in no list of goroutines. */
    @Test
    void leaksAreReportedWithMissingPartner() throws Exception {
        programs.write("Stage.java", """
                import static dev.jopher.Go.*;
                import dev.jopher.*;
                void main() {
                    var lines = new Channel<String>();
                    go(() -> {
                        lines.send("one");
                        lines.send("two");
                    });
                    parse(lines);
                    sleep(Duration.ofMillis(100));
                }
                void parse(ReceiveChannel<String> lines) {
                    go(() -> {
                        lines.receive();
                    });
                }
                """);

        assertThat(run("-leaks", "Stage.java").err())
                .contains(
                        "1 goroutine blocked in chan send at Stage.java:7, created at Stage.java:5")
                .containsPattern("waiting on chan 0/0 0x[0-9a-f]+ \\(made at Stage.java:4; "
                        + "last receive or try at Stage.java:14 by goroutine 3, which has ended\\)\n");
    }

    /**
     * As long as goroutines go on they may be about to end. They take longer than the command waits
     * for one that stands still, and far less than it waits at most.
     */
    @Test
    void goroutinesThatMoveAreWaitedFor() throws Exception {
        programs.write("Slow.java", """
                import static dev.jopher.Go.*;
                import dev.jopher.*;
                void main() {
                    var steps = new Channel<Integer>();
                    go(() -> {
                        for (int i = 0; i < 15; i++) {
                            sleep(Duration.ofMillis(20));
                            steps.send(i);
                        }
                        steps.close();
                    });
                    go(() -> { for (var _ : steps) {} });
                }
                """);

        assertThat(run("-leaks", "Slow.java").err()).isEmpty();
    }

    @Test
    void aHolderThatHasLeakedIsTheOneAbove() throws Exception {
        programs.write("Kept.java", """
                import static dev.jopher.Go.*;
                import dev.jopher.*;
                import dev.jopher.sync.*;
                static final Mutex MU = new Mutex();
                void main() {
                    var locked = new Channel<Unit>();
                    go(() -> {
                        MU.lock();
                        locked.close();
                        new Channel<Integer>().receive();
                    });
                    locked.receive();
                    go(() -> MU.lock());
                }
                """);

        assertThat(run("-leaks", "Kept.java").err()).containsPattern("\tgoroutine (\\d+)\n(?s:.*)"
                + ", held by goroutine \\1, which has leaked \\(above\\), locked at Kept.java:8\n");
    }

    /** Also when nothing refers to them any more, and folded by line. */
    @Test
    void resourcesThatAreNeverSettledAreReported() throws Exception {
        programs.write("Replies.java", """
                import dev.jopher.*;
                void main() {
                    for (int i = 0; i < 3; i++) {
                        var reply = Leaks.track("the reply to orders");
                        if (i == 1) reply.close();
                    }
                    Leaks.track("a lease");
                }
                """);

        assertThat(run("-leaks", "Replies.java")).isEqualTo(new Result(0, "", """
                never settled: 3 resources

                a lease
                \topened at Replies.main(Replies.java:7) by goroutine 1

                2 times: the reply to orders
                \topened at Replies.main(Replies.java:4) by goroutine 1

                """));
        assertThat(run("Replies.java")).isEqualTo(new Result(0, "", ""));
    }
}
