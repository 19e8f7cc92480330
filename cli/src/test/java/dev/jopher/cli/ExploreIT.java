package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.cli.Shell.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs under {@code jopher explore} and {@code jopher run -replay}. */
class ExploreIT {
    private static final String LOST = """
            import static dev.jopher.Go.*;
            import dev.jopher.sync.*;
            final Mutex mu = new Mutex();
            int n;
            int get() { try (var _ = mu.hold()) { return n; } }
            void set(int v) { try (var _ = mu.hold()) { n = v; } }
            void main() {
                var wg = new WaitGroup();
                for (int i : range(2)) wg.go(() -> set(get() + 1));
                wg.await();
                IO.println("n is " + n);
                if (n != 2) throw new IllegalStateException("lost");
            }
            """;

    @TempDir
    static Path checkouts;

    private static Checkout checkout = new Checkout(Path.of(""));

    @TempDir
    Path temporary;

    private ProgramDirectory programs;
    private Shell shell;

    @BeforeAll
    static void install() throws Exception {
        checkout = Checkout.built(checkouts.resolve("check out"));
        Path program = Files.writeString(checkouts.resolve("Hi.java"), "void main() {}");
        Result first = new Shell(checkouts).run(checkout.script(), "explore", program);
        assertThat(first.exitCode()).as(first.err()).isZero();
    }

    @BeforeEach
    void setUp() {
        programs = new ProgramDirectory(temporary);
        shell = new Shell(temporary);
    }

    private Result jopher(Object... words) throws IOException, InterruptedException {
        List<Object> command = new ArrayList<>(List.of(checkout.script()));
        command.addAll(List.of(words));
        return shell.run(command.toArray());
    }

    private static String token(String report) {
        return report.replaceAll("(?s).*Replay: jopher run -replay (\\S+) .*", "$1");
    }

    @Test
    void aFailureIsReportedAndItsTokenRepeatsIt() throws Exception {
        programs.write("Lost.java", LOST);
        Result found = jopher("explore", "-o", "lost.schedule", "-html=lost.html", "Lost.java");
        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(found.err()).isEmpty();
        assertThat(found.out()).startsWith("panic: java.lang.IllegalStateException: lost\n")
                .contains("Lost.java:12", "\nReplay: jopher run -replay x1")
                .endsWith(" Lost.java\n")
                .doesNotContain("n is");
        assertThat(temporary.resolve("lost.html")).content().contains("<html");

        Result again = jopher("run", "-replay", token(found.out()), "Lost.java");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.out()).isEqualTo("n is 1\n");
        assertThat(again.err()).startsWith("panic: java.lang.IllegalStateException: lost\n");

        programs.write("Lost.java", LOST.replace("void main() {", "void main() { set(get());"));
        Result edited = jopher("run", "-replay", "lost.schedule", "Lost.java");
        assertThat(edited.exitCode()).as(edited.err()).isEqualTo(1);

        programs.write("Lost.java",
                LOST.replace("set(get() + 1)", "{ try (var _ = mu.hold()) { n++; } }"));
        Result mended = jopher("run", "-replay", "lost.schedule", "-repeat", "20", "Lost.java");
        assertThat(mended.exitCode()).as(mended.err()).isZero();
        assertThat(mended.err()).startsWith("jopher: the schedule passes");
    }

    @Test
    void withoutAFailureThereIsOneLine() throws Exception {
        programs.write("Calm.java",
                LOST.replace("set(get() + 1)", "{ try (var _ = mu.hold()) { n++; } }"));
        Result result = jopher("explore", "-schedules=50", "Calm.java");
        assertThat(result.out()).matches("passed: 50 schedules, \\d+ distinct; 3 goroutines,"
                + " \\d+ scheduling points\n");
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(jopher("explore", "-schedules", "20", "-json", "Calm.java").out())
                .startsWith("{\"verdict\":\"passed\",\"schedules\":20,");
        assertThat(jopher("explore", "-schedules", "40", "-jobs", "2", "Calm.java").out())
                .startsWith("passed: 40 schedules in 2 processes, at least ");
    }

    @Test
    void theFirstFailureOfTheJobsCounts() throws Exception {
        programs.write("Lost.java", LOST);
        Result found = jopher("explore", "-jobs", "2", "Lost.java");
        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(found.out()).startsWith("panic: java.lang.IllegalStateException: lost\n");
    }

    /** As os.Exit in Go: no other statement is executed, and the explorer goes on. */
    @Test
    void exitEndsTheScheduleOnly() throws Exception {
        programs.write("Bye.java", "void main() { Runtime.getRuntime().exit(0); throw null; }");
        assertThat(jopher("explore", "-schedules", "3", "Bye.java").out())
                .startsWith("passed: 3 schedules");
        programs.write("Bad.java", "void main() { System.exit(3); }");
        Result result = jopher("explore", "Bad.java");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).startsWith("the program ends itself with exit status 3\n")
                .contains("Bad.java:1");
    }

    @Test
    void eachScheduleReadsTheSameInputAndHasItsOwnStatics() throws Exception {
        programs.write("Reads.java",
                """
                        class Reads {
                            static int runs;
                            static final List<String> lines = new ArrayList<>();
                            static void main(String[] args) {
                                lines.add(IO.readln() + IO.readln() + args[0]);
                                if (++runs != 1 || !lines.equals(List.of("abx"))) throw new Error("" + lines);
                            }
                        }
                        """
                        .replace("class Reads", "import java.util.*;\nclass Reads"));
        Result result = shell.run("sh", "-c", "printf 'a\\nb\\n' | '" + checkout.script()
                + "' explore -schedules 5 Reads.java x");
        assertThat(result.out()).startsWith("passed: 5 schedules, 1 distinct");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void aRaceIsFoundUnlessTheCheckIsOff() throws Exception {
        programs.write("Racy.java", """
                import static dev.jopher.Go.*;
                import dev.jopher.*;
                int n;
                void main() {
                    var done = new Channel<Unit>(1);
                    go(() -> { n = 1; done.send(UNIT); });
                    n = 2;
                    done.receive();
                }
                """);
        Result result = jopher("explore", "Racy.java");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).startsWith("data race: ").contains("Racy.java:6", "Racy.java:7");
        assertThat(result.err()).isEmpty();
        assertThat(jopher("explore", "-race=off", "-schedules", "9", "Racy.java").out())
                .startsWith("passed: 9 schedules");
    }

    @Test
    void wrongWordsGetOneLine() throws Exception {
        programs.write("Hi.java", "void main() {}");
        for (String[] wrong : new String[][] {
            {"explore -schedules 0 Hi.java", "-schedules must be a positive number, not '0'"},
            {"explore -time 5 Hi.java", "-time must be a number with ms, s, m or h, not '5'"},
            {"explore -strategy best Hi.java", "no strategy best; there are mixed, "},
            {"explore -procs 2 Hi.java",
                "unknown flag -procs; \"jopher help explore\" lists the flags"},
            {"explore", "explore: name the program, as in \"jopher explore File.java\""},
            {"run -repeat 2 Hi.java", "-repeat goes with -replay"},
            {"run -replay x1 Hi.java", "-replay: not a schedule's token: "}}) {
            Result result = jopher((Object[]) wrong[0].split(" "));
            assertThat(result.err()).startsWith("jopher: " + wrong[1]);
            assertThat(result.exitCode()).as(wrong[0]).isEqualTo(2);
        }
        programs.write("Wrong.java", "void main() { nothing(); }");
        Result result = jopher("explore", "Wrong.java");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("Wrong.java:1: error: cannot find symbol");
    }
}
