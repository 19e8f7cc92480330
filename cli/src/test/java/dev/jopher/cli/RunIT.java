package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.jopher.cli.Shell.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs started by the script {@code jopher} in its own checkout, whose path has blanks. */
class RunIT {
    private static final int SIGINT_EXIT = 130;

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
        Result version = new Shell(checkouts).run(checkout.script(), "version");
        assertThat(version.exitCode()).as(version.err()).isZero();
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
    void mainReturnsAndNothingElseIsSaid() throws Exception {
        programs.write("Sheep.java", """
                import static dev.jopher.Go.*;
                import dev.jopher.*;

                void main() {
                    var c = new Channel<String>();
                    go(() -> count("sheep", c));
                    for (var msg : c) IO.println(msg);
                    go(() -> { for (;;) sleep(Duration.ofHours(1)); });
                }

                void count(String thing, SendChannel<String> c) {
                    for (int i = 1; i <= 3; i++) c.send(thing + i);
                    c.close();
                }
                """);

        assertThat(run("Sheep.java")).isEqualTo(new Result(0, "sheep1\nsheep2\nsheep3\n", ""));
    }

    @Test
    void argumentsAreThePrograms() throws Exception {
        programs.write("Echo.java",
                "void main(String[] args) { IO.println(String.join(\"|\", args)); }");

        assertThat(run("Echo.java", "-procs", "3", "a b", "", "*", "--help", "$HOME").out())
                .isEqualTo("-procs|3|a b||*|--help|$HOME\n");
    }

    @Test
    void theExitCodeIsTheProgramsOwn() throws Exception {
        programs.write("Exit.java", "void main() { System.exit(7); }");

        assertThat(run("Exit.java")).isEqualTo(new Result(7, "", ""));
    }

    @Test
    void anUncaughtExceptionIsReportedAsGoReportsAPanic() throws Exception {
        programs.write("Boom.java",
                """
                        import static dev.jopher.Go.*;
                        void main() { go(() -> { throw new IllegalStateException("boom"); }); sleep(Duration.ofHours(1)); }
                        """);
        Result result = run("Boom.java");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("panic: java.lang.IllegalStateException: boom\n\ngoroutine ")
                .contains("\tBoom.java:2\n", "created by Boom.main in goroutine 1\n");
    }

    @Test
    void aDeadlockIsReportedAsGoReportsIt() throws Exception {
        programs.write("Asleep.java",
                "void main() { new dev.jopher.Channel<Integer>().receive(); }");
        Result result = run("Asleep.java");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .startsWith(
                        "fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:\n");
    }

    @Test
    void compileErrorIsExitCode1WithJavacsMessages() throws Exception {
        programs.write("Wrong.java", "void main() {\n    nowhere();\n}\n");

        assertThat(run("Wrong.java")).isEqualTo(new Result(1, "", """
                Wrong.java:2: error: cannot find symbol
                    nowhere();
                    ^
                  symbol:   method nowhere()
                  location: class Wrong
                1 error
                """));
    }

    @Test
    void siblingsPackagesAndResources() throws Exception {
        programs.write("src/a/App.java", """
                package a;
                public class App {
                    public static void main(String... args) throws Exception {
                        var text = App.class.getResourceAsStream("text.txt").readAllBytes();
                        System.out.println(b.Util.hello() + new String(text));
                    }
                }
                """);
        programs.write("src/b/Util.java",
                "package b; public class Util { public static String hello() { return \"hello \"; } }");
        programs.write("src/a/text.txt", "resource");

        assertThat(run("src/a/App.java").out()).isEqualTo("hello resource\n");
        shell.in(temporary.resolve("src/a"));
        assertThat(run("App.java").out()).isEqualTo("hello resource\n");
    }

    @Test
    void theSecondRunNeedsNoCompilerAndAChangeIsSeen() throws Exception {
        programs.write("Main.java", "void main() { IO.println(Near.NAME + Near.other()); }");
        programs.write("Near.java",
                "class Near { static final String NAME = \"one\"; static int other() { return 1; } }");

        assertThat(run("Main.java").out()).isEqualTo("one1\n");
        assertThat(compiledPrograms()).hasSize(1);
        assertThat(run("Main.java").out()).isEqualTo("one1\n");

        programs.write("Near.java",
                "class Near { static final String NAME = \"two\"; static int other() { return 2; } }");
        assertThat(run("Main.java").out()).isEqualTo("two2\n");
        assertThat(compiledPrograms()).hasSize(1);
    }

    @Test
    void theCacheCanBeTurnedOff() throws Exception {
        programs.write("Main.java", "void main() { IO.println(1); }");
        shell.set("JOPHER_CACHE", "off");

        assertThat(run("Main.java").out()).isEqualTo("1\n");
        assertThat(temporary.resolve("cache")).doesNotExist();
    }

    private List<Path> compiledPrograms() throws IOException {
        try (Stream<Path> files = Files.list(temporary.resolve("cache/jopher"))) {
            return files.toList();
        }
    }

    @Test
    void aProgramFromStandardInputFindsItsOwnStandardInputEmpty() throws Exception {
        shell.input(
                "void main(String[] a) throws Exception { IO.println(a[0] + System.in.read()); }");

        assertThat(run("-", "x")).isEqualTo(new Result(0, "x-1\n", ""));
    }

    @Test
    void standardInputIsThePrograms() throws Exception {
        programs.write("Cat.java", "void main() { IO.println(IO.readln() + IO.readln()); }");
        shell.input("one\ntwo\n");

        assertThat(run("Cat.java").out()).isEqualTo("onetwo\n");
    }

    @Test
    void aScriptForTheShell() throws Exception {
        Path script = programs.write("sheep",
                "#!" + checkout.script() + "\nvoid main() { IO.println(\"script\"); }\n");

        assertThat(run(script.toString()).out()).isEqualTo("script\n");
    }

    @Test
    void theClassPathIsTheCompilersAndThePrograms() throws Exception {
        programs.write("lib/p/Lib.java",
                "package p; public class Lib { public static String name() { return \"lib\"; } }");
        Path classes = programs.compileTo("classes", "lib/p/Lib.java");
        Path jars = Files.createDirectories(temporary.resolve("jars"));
        String jar = Path.of(System.getProperty("java.home"), "bin", "jar").toString();
        shell.run(jar, "cf", jars.resolve("lib.jar"), "-C", classes, ".");
        programs.write("App.java", "import p.Lib; void main() { IO.println(Lib.name()); }");

        assertThat(run("-cp", "classes", "App.java").out()).isEqualTo("lib\n");
        assertThat(run("-classpath", "jars/lib.jar", "App.java").out()).isEqualTo("lib\n");
        assertThat(run("--class-path=nowhere:jars/*", "App.java")).isEqualTo(new Result(0, "lib\n",
                "jopher: -cp: no such file or directory: nowhere\n"));
        assertThat(run("App.java").err()).contains("package p does not exist");
    }

    /** As with {@code java -cp}: frameworks look there, and threads that no program makes. */
    @Test
    void theClassPathIsTheApplications() throws Exception {
        programs.write("lib/p/Lib.java", """
                package p;
                public class Lib implements Runnable { public void run() { IO.print("run "); } }
                """);
        Path classes = programs.compileTo("classes", "lib/p/Lib.java");
        programs.write("classes/META-INF/services/java.lang.Runnable", "p.Lib\n");
        programs.write("classes/note.txt", "note");
        programs.write("App.java",
                """
                        void main() throws Exception {
                            var system = ClassLoader.getSystemClassLoader();
                            var known = Class.forName("p.Lib");
                            IO.println(system.loadClass("p.Lib") == known);
                            IO.println(Thread.currentThread().getContextClassLoader().loadClass("p.Lib") == known);
                            IO.println(java.util.concurrent.CompletableFuture.supplyAsync(() -> {
                                try {
                                    return Thread.currentThread().getContextClassLoader().loadClass("p.Lib");
                                } catch (ClassNotFoundException e) {
                                    return e;
                                }
                            }).get() == known);
                            for (var r : ServiceLoader.load(Runnable.class)) r.run();
                            for (var r : ServiceLoader.load(Runnable.class, system)) r.run();
                            IO.println(new String(system.getResourceAsStream("note.txt").readAllBytes()));
                            IO.println(List.of(System.getProperty("java.class.path").split(":")).contains("classes"));
                        }
                        """);
        String all = "true\ntrue\ntrue\nrun run note\ntrue\n";

        assertThat(run("-cp", "classes", "App.java")).isEqualTo(new Result(0, all, ""));
        Path jars = Files.createDirectories(temporary.resolve("jars"));
        String jar = Path.of(System.getProperty("java.home"), "bin", "jar").toString();
        shell.run(jar, "cf", jars.resolve("lib.jar"), "-C", classes, ".");
        assertThat(run("-cp", "jars/*:classes", "App.java").out()).isEqualTo(all);
    }

    @Test
    void optionsOfTheJvmAndOfJavacAreTaken() throws Exception {
        programs.write("Options.java",
                """
                        class Named { void f(int hello) {} }
                        void main(String[] args) throws Exception {
                            boolean asserts = false;
                            assert asserts = true;
                            IO.println(asserts + " " + System.getProperty("a b") + " " + List.of(args));
                            IO.println(Named.class.getDeclaredMethod("f", int.class).getParameters()[0].getName());
                            IO.println(Runtime.getRuntime().maxMemory() < 200_000_000);
                            IO.println(ArrayList.class.getModule().isOpen("java.util", Named.class.getModule()));
                        }
                        """);

        assertThat(run("-ea", "-Da b=c d", "-Xmx100m", "-parameters", "-Xlint:all", "--add-opens",
                "java.base/java.util=ALL-UNNAMED", "--enable-preview", "-leaks", "Options.java",
                "-ea")).isEqualTo(new Result(0, "true c d [-ea]\nhello\ntrue\ntrue\n", ""));
        // compiled anew: the cache knows with which options
        assertThat(run("Options.java", "x"))
                .isEqualTo(new Result(0, "false null [x]\narg0\nfalse\nfalse\n", ""));
        assertThat(run("-XX:+UseSerialGC", "-XX:OnOutOfMemoryError=kill -9 %p", "Options.java")
                .exitCode()).isZero();
    }

    @Test
    void brokenPipeEndsProgram() throws Exception {
        programs.write("Forever.java",
                "void main() { for (long i = 0;; i++) IO.println(\"line \" + i); }");
        programs.write("Errors.java",
                "void main() { for (long i = 0;; i++) System.err.println(\"line \" + i); }");
        programs.write("Written.java", """
                void main() {
                    var out = new java.io.PrintWriter(new java.io.OutputStreamWriter(System.out));
                    for (;;) out.println("line 0");
                }
                """);
        for (String run : List.of("Forever.java", "Errors.java 2>&1", "Written.java")) {
            assertThat(shell.run("bash", "-c", "'" + checkout.script() + "' run " + run
                    + " | head -n 1; exit ${PIPESTATUS[0]}"))
                    .as(run)
                    .isEqualTo(new Result(141, "line 0\n", ""));
        }
    }

    @Test
    void standardStreamsMayBeClosed() throws Exception {
        programs.write("Streams.java", """
                void main() throws Exception {
                    int read = System.in.read();
                    System.out.println("out " + read);
                    System.err.println("err " + read);
                }
                """);
        String run = "'" + checkout.script() + "' run Streams.java ";

        assertThat(shell.run("sh", "-c", run + "<&-"))
                .isEqualTo(new Result(0, "out -1\n", "err -1\n"));
        assertThat(shell.run("sh", "-c", run + ">&-")).isEqualTo(new Result(0, "", "err -1\n"));
        assertThat(shell.run("sh", "-c", run + "2>&-")).isEqualTo(new Result(0, "out -1\n", ""));
        assertThat(shell.run("sh", "-c", "'" + checkout.script() + "' run - <&-")).isEqualTo(
                new Result(1, "", "jopher: <stdin> is empty; there is no program to run\n"));
    }

    @ParameterizedTest
    @CsvSource({"LC_ALL,C", "LC_ALL,POSIX", "LANG,C", "LC_CTYPE,C", "LANG,"})
    void namesOfFilesAreUtf8WhereTheLocaleSaysNothing(String variable, String value)
            throws Exception {
        // through a shell, for the JVM of this test may not be able to name such a file
        shell.set(variable, value);
        Result result = shell.run("sh", "-c",
                """
                        mkdir -p ä && printf 'class Größe { static String s() { return "größe"; } }' >ä/Größe.java
                        printf 'void main(String[] a) { IO.println(Größe.s() + a[0]); }' >ä/Übung.java
                        '%s' run ä/Übung.java é
                        """
                        .formatted(checkout.script()));

        assertThat(result).isEqualTo(new Result(0, "größeé\n", ""));
    }

    @Test
    void theSchedulerIsTraced() throws Exception {
        programs.write("Wait.java",
                "void main() { dev.jopher.Go.sleep(java.time.Duration.ofSeconds(1)); }");
        String line = "SCHED \\d+ms: gomaxprocs=2 idleprocs=\\d threads=\\d+ spinningthreads=\\d"
                + " idlethreads=\\d+ runqueue=\\d+ \\[ [\\d ]*\\] schedticks=\\[ [\\d ]*\\]";

        assertThat(run("-procs", "2", "-schedtrace", "10", "Wait.java").err().lines())
                .isNotEmpty()
                .allMatch(l -> l.matches(line));
        shell.set("JOPHER_SCHEDTRACE", "10");
        assertThat(run("-procs", "2", "Wait.java").err().lines())
                .isNotEmpty()
                .allMatch(l -> l.matches(line));
    }

    @Test
    void twoOrdersOfLocksAreReportedOnDemand() throws Exception {
        programs.write("Orders.java", """
                import dev.jopher.sync.*;

                void main() {
                    var a = new Mutex();
                    var b = new Mutex();
                    lock(a, b);
                    lock(b, a);
                }

                void lock(Mutex first, Mutex second) {
                    try (var _ = first.hold(); var _ = second.hold()) {}
                }
                """);

        assertThat(run("-lockorder", "Orders.java").err())
                .startsWith("lock order: two locks are taken in two orders")
                .contains("Orders.java:11");
        assertThat(run("Orders.java").err()).isEmpty();
    }

    @Test
    void theFlagAndTheVariableSetTheProcessors() throws Exception {
        programs.write("Procs.java", "void main() { IO.println(dev.jopher.Go.maxProcs()); }");

        assertThat(run("-procs", "3", "Procs.java").out()).isEqualTo("3\n");
        shell.set("GOMAXPROCS", "5");
        assertThat(run("Procs.java").out()).isEqualTo("5\n");
        assertThat(run("-procs=300", "Procs.java").out()).isEqualTo("300\n");
        shell.set("GOMAXPROCS", "many");
        assertThat(run("Procs.java"))
                .isEqualTo(new Result(0, Runtime.getRuntime().availableProcessors() + "\n",
                        "jopher: GOMAXPROCS must be a whole number from 1 on, not 'many'; it is ignored\n"));
    }

    /** The program runs on. */
    @Test
    void ineffectiveSettingsAreReported() throws Exception {
        programs.write("Hi.java", "void main() { dev.jopher.Go.gosched(); IO.println(\"hi\"); }");
        shell.set("JOPHER_SCHEDTRACE", "x").set("JOPHER_CACHES", "off");

        assertThat(run("-Djopher.scheduler=foo", "-Djopher.schduler=jdk", "Hi.java"))
                .isEqualTo(new Result(0, "hi\n",
                        """
                                jopher: there is no variable JOPHER_CACHES; "jopher help environment" lists them
                                jopher: property jopher.scheduler must be jdk, not 'foo'; it is ignored
                                jopher: JOPHER_SCHEDTRACE must be a whole number, not 'x'; it is ignored
                                jopher: there is no property jopher.schduler
                                """));
    }

    @Test
    void theUsersOptionsReachTheJvm() throws Exception {
        programs.write("Options.java",
                """
                        void main() {
                            for (var gc : java.lang.management.ManagementFactory.getGarbageCollectorMXBeans()) IO.println(gc.getName());
                            IO.println(System.getProperty("x"));
                        }
                        """);
        shell.set("JOPHER_JAVA_OPTS", " -Dx=* -XX:+UseSerialGC ");

        assertThat(run("Options.java"))
                .isEqualTo(new Result(0, "Copy\nMarkSweepCompact\n*\n", ""));
    }

    /** The search takes time, so it is left out where it can find nothing. */
    @Test
    void propagatorsAreSearchedWhereOneMayBe() throws Exception {
        programs.write("Searches.java",
                """
                        void main() {
                            IO.println(System.getProperty("jopher.propagation"));
                        }
                        """);

        assertThat(run("Searches.java").out()).isEqualTo("false\n");
        assertThat(run("-cp", ".", "Searches.java").out()).isEqualTo("null\n");
        assertThat(run("-Dx=y", "Searches.java").out()).isEqualTo("null\n");
        shell.set("JOPHER_JAVA_OPTS", "-Dx=y");
        assertThat(run("Searches.java").out()).isEqualTo("null\n");
    }

    @Test
    void theEndOfMainRunsShutdownHooksAndWaitsForNoThread() throws Exception {
        programs.write("Ends.java",
                """
                        void main() {
                            Runtime.getRuntime().addShutdownHook(new Thread(() -> IO.println("hook")));
                            Thread.ofPlatform().start(java.util.concurrent.locks.LockSupport::park);
                            IO.println("main");
                        }
                        """);

        assertThat(run("Ends.java")).isEqualTo(new Result(0, "main\nhook\n", ""));
    }

    @Test
    void aStackOfTenThousandsOfCallsFits() throws Exception {
        programs.write("Deep.java",
                """
                        import static dev.jopher.Go.*;
                        import dev.jopher.*;
                        int depth(int n, long a, long b, long c) { return n == 0 ? 0 : 1 + depth(n - 1, b, c, a); }
                        void main() {
                            var c = new Channel<Integer>();
                            go(() -> c.send(depth(500_000, 1, 2, 3)));
                            IO.println(c.receive());
                        }
                        """);

        assertThat(run("Deep.java")).isEqualTo(new Result(0, "500000\n", ""));
    }

    @Test
    void controlCEndsItAtOnce() throws Exception {
        programs.write("Forever.java", """
                import static dev.jopher.Go.*;
                void main() { IO.println("ready"); for (;;) sleep(Duration.ofHours(1)); }
                """);
        Shell.Running program = startWithSignals(checkout.script(), "run", "Forever.java");
        Processes.until(() -> program.out().equals("ready\n"));

        // The script has become the JVM: the signal need not be handed on.
        shell.run("kill", "-INT", program.process().pid());

        assertThat(program.await()).isEqualTo(new Result(SIGINT_EXIT, "ready\n", ""));
    }

    /** A build in the background runs with SIGINT ignored, and hands that on. */
    private Shell.Running startWithSignals(Object... command) throws IOException {
        Path status = Path.of("/proc/self/status");
        boolean ignored = Files.exists(status) && Files.readAllLines(status)
                .stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
        if (!ignored) {
            return shell.start(command);
        }
        List<Object> words = new ArrayList<>(List.of("env", "--default-signal=INT"));
        words.addAll(List.of(command));
        return shell.start(words.toArray());
    }

    @Test
    void itIsFoundThroughLinksAndFromAnyDirectory() throws Exception {
        programs.write("Hi.java", "void main() { IO.println(\"hi\"); }");
        Path bin = Files.createDirectories(temporary.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("one"), checkout.script());
        Files.createSymbolicLink(bin.resolve("jopher"), Path.of("one"));

        assertThat(shell.run(bin.resolve("jopher"), "run", "Hi.java").out()).isEqualTo("hi\n");
        assertThat(shell.run("sh", "-c", "PATH=\"" + bin + ":$PATH\"; cd /; jopher run " + temporary
                + "/Hi.java").out()).isEqualTo("hi\n");
        shell.in(checkout.home());
        assertThat(shell.run("sh", "jopher", "run", temporary.resolve("Hi.java")).out())
                .isEqualTo("hi\n");
        assertThat(shell.run("bash", "jopher", "run", temporary.resolve("Hi.java")).out())
                .isEqualTo("hi\n");
    }
}
