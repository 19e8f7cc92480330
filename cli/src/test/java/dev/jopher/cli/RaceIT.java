package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import dev.jopher.cli.Shell.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs under {@code jopher run -race}: what is printed, and the exit code. */
class RaceIT {
    /**
     * Each access comes after the one before, but nothing that counts orders them: how many
     * goroutines there are is no synchronisation.
     */
    private static final String RACY = """
            import static dev.jopher.Go.*;
            import dev.jopher.*;
            int n;
            void race() {
                go(() -> n = 1);
                while (numGoroutine() > 1) sleep(Duration.ofMillis(1));
                n = 2;
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
        Result first = new Shell(checkouts).run(checkout.script(), "run", "-race", program);
        assertThat(first.exitCode()).as(first.err()).isZero();
    }

    @BeforeEach
    void setUp() {
        programs = new ProgramDirectory(temporary);
        shell = new Shell(temporary);
    }

    private Result run(String... words) throws IOException, InterruptedException {
        return checkout.run(shell, words);
    }

    @Test
    void aRaceIsReportedAsGoReportsIt() throws Exception {
        programs.write("Racy.java", RACY + "void main() { race(); IO.println(n); }");
        Result result = run("-race", "Racy.java");

        assertThat(result.err().replaceAll("oroutine \\d+", "oroutine N")).isEqualTo("""
                ==================
                WARNING: DATA RACE
                Write of Racy.n by main goroutine:
                  Racy.race()
                      Racy.java:7
                  Racy.main()
                      Racy.java:9

                Previous write of Racy.n by goroutine N:
                  Racy.race.func1()
                      Racy.java:5

                Goroutine N (finished) created at:
                  Racy.race()
                      Racy.java:5

                Nothing orders the two accesses:
                  goroutine N released nothing after its write
                  main goroutine held no lock
                  goroutine N held no lock
                ==================
                Found 1 data race(s)
                """);
        assertThat(result.exitCode()).isEqualTo(66);
        assertThat(result.out()).isEqualTo("2\n");
    }

    @Test
    void withoutTheFlagNothingIsReported() throws Exception {
        programs.write("Racy.java", RACY + "void main() { race(); IO.println(n); }");
        assertThat(run("Racy.java", "-race")).isEqualTo(new Result(0, "2\n", ""));
    }

    @Test
    void withoutARaceNothingIsReported() throws Exception {
        programs.write("Ordered.java", """
                import static dev.jopher.Go.*;
                import dev.jopher.*;
                int n;
                void main() {
                    var done = new Channel<Unit>();
                    go(() -> { n = 1; done.close(); });
                    done.receive();
                    IO.println(n);
                }
                """);
        assertThat(run("-race", "Ordered.java")).isEqualTo(new Result(0, "1\n", ""));
    }

    /**
     * A class of the JDK that calls a rewritten method, and that the AOT cache has with that call
     * resolved, must call the method as it is now.
     */
    @Test
    void theJdksOwnCallersOfRewrittenMethodsCallThem() throws Exception {
        programs.write("Text.java", """
                int x;
                void main() throws Exception {
                    var text = new StringWriter();
                    StringBuffer buffer = text.getBuffer();
                    Thread t = Thread.ofPlatform().start(() -> { x = 1; text.write("a"); });
                    while (buffer.length() == 0) Thread.onSpinWait();
                    x = 2;
                    t.join();
                }
                """);
        Result r = run("-race", "Text.java");
        assertThat(r.err()).isEmpty();
        assertThat(r.exitCode()).isZero();
    }

    @Test
    void anExitCodeOfTheProgramsStays() throws Exception {
        programs.write("Exit.java", RACY + "void main() { race(); System.exit(3); }");
        Result result = run("-race", "Exit.java");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("WARNING: DATA RACE").endsWith("Found 1 data race(s)\n");

        programs.write("Zero.java", RACY + "void main() { race(); System.exit(0); }");
        assertThat(run("-race", "Zero.java").exitCode()).isEqualTo(66);
    }

    @Test
    void aPanicAndADeadlockKeepTheirExitCode() throws Exception {
        programs.write("Panic.java",
                RACY + "void main() { race(); throw new IllegalStateException(\"boom\"); }");
        Result result = run("-race", "Panic.java");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("WARNING: DATA RACE", "panic: ")
                .endsWith("Found 1 data race(s)\n");

        programs.write("Asleep.java",
                RACY + "void main() { race(); new Channel<Unit>().receive(); }");
        result = run("-race", "Asleep.java");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("WARNING: DATA RACE", "all goroutines are asleep");
    }

    @Test
    void leaksChangeNoExitCode() throws Exception {
        programs.write("Leaks.java", RACY + """
                void main() { race(); go(() -> new Channel<Unit>().receive()); }
                """);
        Result result = run("-race", "-leaks", "Leaks.java");
        assertThat(result.exitCode()).isEqualTo(66);
        assertThat(result.err()).contains("WARNING: DATA RACE", "leaked: 1 goroutine")
                .endsWith("Found 1 data race(s)\n");
    }

    @Test
    void aProgramThatDoesNotCompileIsExitCode1() throws Exception {
        programs.write("Wrong.java", "void main() { nowhere(); }");
        Result result = run("-race", "Wrong.java");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("Wrong.java:1: error: cannot find symbol")
                .doesNotContain("race");
    }

    @Test
    void siblingsAndTheClassPathAreChecked() throws Exception {
        programs.write("lib/p/Lib.java", "package p; public class Lib { public static int n; }");
        Path classes = programs.compileTo("classes", "lib/p/Lib.java");
        programs.write("Near.java", "class Near { static int n; }");
        programs.write("App.java", RACY + """
                void main() {
                    go(() -> { Near.n = 1; p.Lib.n = 1; });
                    while (numGoroutine() > 1) sleep(Duration.ofMillis(1));
                    Near.n = p.Lib.n;
                }
                """);
        assertThat(run("-race", "-cp", classes.toString(), "App.java").err())
                .contains(" of Near.n by", " of Lib.n by").endsWith("Found 2 data race(s)\n");
    }

    @Test
    void optionsComeFromGorace() throws Exception {
        programs.write("Racy.java", RACY + "void main() { race(); IO.println(n); }");
        shell.set("GORACE", "exitcode=0 log_path=" + temporary.resolve("report"));
        assertThat(run("-race", "Racy.java")).isEqualTo(new Result(0, "2\n", ""));
        try (Stream<Path> files = Files.list(temporary)) {
            Path report = files.filter(f -> f.getFileName().toString().startsWith("report."))
                    .findFirst().orElseThrow();
            assertThat(report).content().contains("WARNING: DATA RACE")
                    .endsWith("Found 1 data race(s)\n");
        }

        shell.set("GORACE", "halt_on_error=1");
        Result halted = run("-race", "Racy.java");
        assertThat(halted.exitCode()).isEqualTo(66);
        assertThat(halted.out()).isEmpty();

        shell.set("GORACE", "halt=1");
        Result wrong = run("-race", "Racy.java");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).startsWith("jopher: race detector: GORACE: unknown option halt; ");
    }

    @Test
    void whatIsSuppressedOrAcceptedIsListedAtTheEnd() throws Exception {
        programs.write("Racy.java", RACY.replace("int n;",
                "@dev.jopher.race.BenignRace(\"of no use\") int n; int m;").replace("n = 1",
                        "n = m = 1")
                + "void main() { race(); m = 2; }");
        Path file = programs.write("races.txt", "# known\nRacy.m\n");
        shell.set("GORACE", "suppressions=" + file);
        Result result = run("-race", "Racy.java");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEqualTo("""
                Accepted data race on Racy.n: Racy.java:5 and Racy.java:7: of no use
                Suppressed 1 data race(s): Racy.m
                """);
    }

    @Test
    void aProgramCanAskForItsRaces() throws Exception {
        programs.write("Asks.java", RACY + """
                void main() {
                    dev.jopher.race.Races.onRace(r -> IO.println(r.access().variable()));
                    race();
                    IO.println(dev.jopher.race.Races.isActive());
                }
                """);
        assertThat(run("-race", "Asks.java").out()).isEqualTo("Asks.n\ntrue\n");
        assertThat(run("Asks.java").out()).isEqualTo("false\n");
    }
}
