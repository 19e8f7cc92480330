package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.goexit;
import static dev.jopher.Go.select;
import static dev.jopher.Go.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.jopher.internal.base.Task;
import dev.jopher.internal.leak.RuntimeProbe;
import dev.jopher.internal.program.Program;
import dev.jopher.internal.support.ExitedProcess;
import dev.jopher.internal.support.Goroutine;
import dev.jopher.sync.ErrGroup;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.RWMutex;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a process with a main goroutine ends: the tests of runtime/crash_test.go, each a process. */
class ProcessExitTest {
    private static final String NO_GOROUTINES =
            "fatal error: no goroutines (main called runtime.Goexit) - deadlock!\n";
    private static final String ASLEEP = "fatal error: all goroutines are asleep - deadlock!\n\n";

    @TempDir
    private Path folder = Path.of("");

    // ---- the programs, in the other process -----------------------------------------------------

    private static final Map<String, Task> PROGRAMS = Map.ofEntries(
            Map.entry("Returns", () -> go(() -> select())),
            Map.entry("MainPanics", () -> {
                throw new IllegalStateException("test");
            }),
            Map.entry("GoroutinePanics", () -> {
                go(() -> {
                    while (RuntimeProbe.waiting("select (no cases)") == 0) {
                        Go.gosched(); // a report of all shows where main is
                    }
                    throw new IOException("two\nlines", new IllegalStateException("why"));
                });
                select();
            }),
            Map.entry("StackOverflow", () -> {
                throw new StackOverflowError();
            }),
            Map.entry("OutOfMemory", () -> {
                throw new OutOfMemoryError("Java heap space");
            }),
            Map.entry("OnPanic", () -> {
                Go.onPanic(e -> {
                    System.err.println(
                            "goroutine " + Goroutines.currentId() + " told " + e.getMessage());
                    throw new IllegalStateException("handler");
                });
                throw new IOException("boom");
            }),
            Map.entry("Grandchild", () -> {
                go(ProcessExitTest::child);
                select();
            }),
            Map.entry("ErrGroupFails", () -> {
                var group = new ErrGroup();
                group.go(ProcessExitTest::part);
                group.await();
            }),
            Map.entry("SendOnClosed", () -> {
                var c = new Channel<Integer>();
                c.close();
                c.send(1);
            }),
            Map.entry("WaitInsteadOfAwait", () -> new Object().wait()),
            Map.entry("GoNil", ProcessExitTest::goNil),
            Map.entry("SimpleDeadlock", () -> select()),
            Map.entry("TwoAsleep", () -> {
                go(() -> Channel.never().receive());
                new Channel<Integer>().receive();
            }),
            Map.entry("WaitsForItself", () -> {
                var mutex = new RWMutex();
                mutex.lock();
                mutex.unlock();
                mutex.rLock();
                go(() -> new Mutex().lock());
                mutex.lock();
            }),
            Map.entry("AbandonedWait", () -> {
                Go.run(() -> {
                    go(() -> new Channel<Integer>().receive());
                    go(() -> Go.select());
                });
                new Channel<Integer>().receive();
            }),
            Map.entry("GoexitDeadlock", () -> {
                go(() -> {});
                go(() -> sleep(Duration.ofMillis(1)));
                goexit();
            }),
            Map.entry("GoexitInPanic", () -> {
                go(ProcessExitTest::goexitInPanic);
                goexit();
            }),
            Map.entry("PanicAfterGoexit", ProcessExitTest::panicAfterGoexit),
            Map.entry("TwoPanicAtOnce", () -> {
                for (int i = 0; i < 20; i++) {
                    go(() -> {
                        throw new IllegalStateException("many");
                    });
                }
                select();
            }),
            Map.entry("ForEver", () -> forEver(0)),
            Map.entry("CloseFailsToo", () -> {
                try (AutoCloseable _ = () -> {
                    throw new IOException("close");
                }) {
                    throw new IllegalStateException("body");
                }
            }),
            Map.entry("MessageThrows", () -> {
                throw new MessageThrows();
            }),
            Map.entry("ExitInAGoroutine", () -> {
                go(() -> System.exit(7));
                select();
            }));

    @SuppressWarnings("NullAway")
    private static void goNil() {
        go(null);
    }

    @SuppressWarnings({"finally", "Finally"})
    private static void goexitInPanic() {
        try {
            throw new IllegalStateException("hello");
        } finally {
            throw goexit();
        }
    }

    @SuppressWarnings({"finally", "Finally"})
    private static void panicAfterGoexit() {
        try {
            throw goexit();
        } finally {
            throw new IllegalStateException("hello");
        }
    }

    private static final class MessageThrows extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public @Nullable String getMessage() {
            throw new IllegalStateException("double error");
        }
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int forEver(int n) {
        return forEver(n + 1) + n;
    }

    private static void child() {
        go(ProcessExitTest::part);
        select();
    }

    private static void part() throws IOException {
        throw new IOException("boom");
    }

    /** In the other process. */
    public static void main(String[] args) {
        Task program = Goroutine.must(PROGRAMS.get(args[0]));
        System.out.println("started");
        Program.exec(program);
    }

    // ---- the tests ------------------------------------------------------------------------------

    private ExitedProcess run(String program, String... flags) throws Exception {
        return ExitedProcess.of(ProcessExitTest.class, program, folder, flags);
    }

    private void dies(String program, String firstLines) throws Exception {
        var end = run(program);
        assertThat(end.err()).startsWith(firstLines);
        assertThat(end.code()).isEqualTo(2);
    }

    @Test
    void whenMainReturnsTheOthersAreAbandoned() throws Exception {
        assertThat(run("Returns")).isEqualTo(new ExitedProcess(0, ""));
    }

    /** TestMainGoroutineID */
    @Test
    void mainIsGoroutine1() throws Exception {
        dies("MainPanics",
                "panic: java.lang.IllegalStateException: test\n\ngoroutine 1 [running]:\n"
                        + "ProcessExitTest.");
    }

    @Test
    void aGoroutineThatFailsEndsTheProcess() throws Exception {
        var end = run("GoroutinePanics");
        assertThat(end.code()).isEqualTo(2);
        assertThat(end.err())
                .startsWith("panic: java.io.IOException: two\n\tlines\n\ngoroutine 2 [running]:\n")
                .containsPattern(
                        "created by ProcessExitTest\\.\\S* in goroutine 1\n\tProcessExitTest\\.java:\\d+\n")
                .contains("\ncaused by: java.lang.IllegalStateException: why\n");
    }

    @Test
    void stackOverflowAndOutOfMemoryArePrintedInGosWords() throws Exception {
        dies("StackOverflow",
                "runtime: goroutine stack exceeds its limit\nfatal error: stack overflow\n\ngoroutine 1 ");
        dies("OutOfMemory",
                "runtime: out of memory: Java heap space\nfatal error: out of memory\n\ngoroutine 1 ");
    }

    @Test
    void handlerIsCalledBeforeExitInTheGoroutine() throws Exception {
        dies("OnPanic", "goroutine 1 told boom\npanic: java.io.IOException: boom\n");
    }

    @Test
    void chainOfCreatorsIsPrintedOnRequest() throws Exception {
        String once = "created by ProcessExitTest\\.child in goroutine (\\d+)\n[^\n]*\n";
        String chain = once + "\\[originating from goroutine \\1\\]:\n"
                + "created by ProcessExitTest\\.\\S* in goroutine 1\n\tProcessExitTest";
        assertThat(run("Grandchild", "-Djopher.tracebackancestors=1").err()).containsPattern(chain);
        assertThat(run("Grandchild").err()).containsPattern(once).doesNotContain("originating");
    }

    /** Go's GOTRACEBACK: only the one that panics, unless all are asked for. */
    @Test
    void otherGoroutinesArePrintedOnRequest() throws Exception {
        String main = "\n\ngoroutine 1 [select (no cases)]:\nProcessExitTest.";
        assertThat(run("GoroutinePanics").err()).doesNotContain(main);
        assertThat(run("GoroutinePanics", "-Djopher.traceback=all").err()).contains(main)
                .containsOnlyOnce("goroutine 2 [");
    }

    /** The goroutine that waited, and the one that failed. */
    @Test
    void exceptionThroughErrGroupKeepsBothStacks() throws Exception {
        assertThat(run("ErrGroupFails").err()).containsPattern(
                "(?s)goroutine 1 \\[running\\]:\nProcessExitTest\\.\\S*\n"
                        + ".*\ncaused by: java.io.IOException: boom\nProcessExitTest\\.part\\(");
    }

    @Test
    void suppressedExceptionsArePrinted() throws Exception {
        assertThat(run("CloseFailsToo").err())
                .startsWith("panic: java.lang.IllegalStateException: body\n")
                .containsPattern("\nsuppressed: java.io.IOException: close\nProcessExitTest\\.");
    }

    @Test
    void deepStackIsPrintedAsElided() throws Exception {
        assertThat(run("ForEver").err()).contains("\n...additional frames elided...\n");
    }

    @Test
    void exceptionOfLibraryIsPrintedAsInGo() throws Exception {
        dies("SendOnClosed", "panic: send on closed channel\n\ngoroutine 1 [running]:\n");
    }

    @Test
    void callOfWaitHintsAtAwait() throws Exception {
        dies("WaitInsteadOfAwait", "panic: java.lang.IllegalMonitorStateException");
        assertThat(run("WaitInsteadOfAwait").err()).contains("did you mean await()?");
    }

    /** TestGoNil */
    @Test
    void goOfNothing() throws Exception {
        dies("GoNil", "panic: go of nil func value\n");
    }

    /** TestSimpleDeadlock */
    @Test
    void deadlock() throws Exception {
        dies("SimpleDeadlock", ASLEEP + "goroutine 1 [select (no cases)]:\n");
    }

    /** TestLockedDeadlock2 */
    @Test
    void deadlockOfTwo() throws Exception {
        var end = run("TwoAsleep");
        assertThat(end.code()).isEqualTo(2);
        assertThat(end.err()).startsWith(ASLEEP + "goroutine 1 [chan receive]:\n")
                .contains("\n\ngoroutine 2 [chan receive (nil chan)]:\n")
                .contains("created by ProcessExitTest.")
                .contains(" in goroutine 1\n");
    }

    /** For the board, which measures what they cost: the reports say less, that is all. */
    @Test
    void deadlockIsDetectedWithoutDiagnostics() throws Exception {
        assertThat(run("WaitsForItself").err()).contains("recursive");
        for (String program : List.of("TwoAsleep", "WaitsForItself")) {
            var end = run(program, "-Djopher.whereabouts=false");
            assertThat(end.code()).isEqualTo(2);
            assertThat(end.err()).startsWith(ASLEEP + "goroutine 1 [waiting]:\nProcessExitTest.")
                    .doesNotContain("created by", "recursive", "waiting on", "held by");
        }
    }

    /** What an ended program left behind counts only as long as it can act. */
    @Test
    void deadlockIsDetectedDespiteAbandonedGoroutines() throws Exception {
        dies("AbandonedWait", ASLEEP + "goroutine 1 [chan receive]:\n");
    }

    /** TestGoexitDeadlock, TestGoexitInPanic */
    @ParameterizedTest
    @ValueSource(strings = {"GoexitDeadlock", "GoexitInPanic"})
    void goexitOfMainWithoutOthersIsDeadlock(String program) throws Exception {
        assertThat(run(program)).isEqualTo(new ExitedProcess(2, NO_GOROUTINES));
    }

    /** TestPanicAfterGoexit */
    @Test
    void panicAfterGoexitIsAPanic() throws Exception {
        dies("PanicAfterGoexit",
                "panic: java.lang.IllegalStateException: hello\n\ngoroutine 1 [running]:\n");
    }

    @Test
    void concurrentFailuresAreReportedOnce() throws Exception {
        var end = run("TwoPanicAtOnce");
        assertThat(end.code()).isEqualTo(2);
        assertThat(end.err()).containsOnlyOnce("panic: ");
    }

    /** TestPanicLoop: the message itself cannot be made. */
    @Test
    void anExceptionWhoseMessageThrowsStillEndsTheProcess() throws Exception {
        var end = run("MessageThrows");
        assertThat(end.code()).isEqualTo(2);
        assertThat(end.err()).startsWith("panic: ")
                .contains("MessageThrows (panic while printing panic value: ");
    }

    @Test
    void exitIsExit() throws Exception {
        assertThat(run("ExitInAGoroutine")).isEqualTo(new ExitedProcess(7, ""));
    }
}
