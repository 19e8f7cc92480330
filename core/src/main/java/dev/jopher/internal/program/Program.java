package dev.jopher.internal.program;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import dev.jopher.internal.base.Controlled;
import dev.jopher.internal.base.Goexit;
import dev.jopher.internal.base.JdkInternals;
import dev.jopher.internal.base.RaceEvents;
import dev.jopher.internal.base.RuntimeThread;
import dev.jopher.internal.base.StackRoom;
import dev.jopher.internal.base.Task;
import dev.jopher.internal.deadlock.DeadlockDetector;
import dev.jopher.internal.deadlock.FullDump;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Probe;
import dev.jopher.internal.goroutine.ProgramScope;
import dev.jopher.internal.goroutine.Registry;
import dev.jopher.internal.goroutine.Scope;
import dev.jopher.internal.goroutine.Selection;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.record.Recordings;
import dev.jopher.internal.report.ProcessEnd;
import dev.jopher.internal.report.ReportCounts;
import dev.jopher.internal.report.Reports;
import dev.jopher.internal.report.ShortPanic;
import org.jspecify.annotations.Nullable;

/**
 * One {@code Go.run}: a main goroutine and all that it starts. It ends when main returns, when an
 * exception leaves any of its goroutines, or when all goroutines are asleep. Goroutines that still
 * run then are abandoned.
 *
 * <p>Under the command there is one program for the whole JVM, and its end is the end of the
 * process.
 */
public final class Program extends ProgramScope {
    private static final int ENDED = 0;

    /**
     * How long an exception may take to describe itself; one whose methods wait may wait forever.
     */
    private static final long REPORT_NANOS = 5_000_000_000L;

    /**
     * Go's {@code GOTRACEBACK=all}: a panic that ends the process prints where all goroutines were.
     */
    private static final boolean PRINTS_OTHERS =
            "all".equals(System.getProperty("jopher.traceback"));

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final G caller = G.current();
    private final Selection outcome = new Selection();
    private final Function<String, ? extends Throwable> deadlockException;
    private final boolean isCommand;
    private @Nullable Throwable failure;

    /**
     * An exception has left a goroutine of the command's program. As in Go, main's return does not
     * end it then.
     */
    private volatile boolean panicking;

    /** Main called goexit, and the others continue. */
    private volatile boolean mainExited;

    private Program(Function<String, ? extends Throwable> deadlockException, boolean isCommand) {
        super(Scope.of(G.current()));
        this.deadlockException = deadlockException;
        this.isCommand = isCommand;
    }

    /**
     * Starts {@code main} as a goroutine of a new program.
     *
     * @param deadlockException makes the exception of {@link #failure} from Go's report, when all
     *         goroutines are asleep
     */
    public static Program start(Task main,
            Function<String, ? extends Throwable> deadlockException) {
        return new Program(deadlockException, false).start(main);
    }

    /**
     * Runs {@code main} as goroutine 1 and exits the JVM as Go exits a process; does not return.
     */
    public static void exec(Task main) {
        Program p = startCommand(main);
        p.await();
        ProcessEnd.flushOut();
        JdkInternals.exitNormally();
    }

    /**
     * Starts the command's program. Without a thread to run goroutines on there is no program; Go
     * prints that too, and exits.
     */
    private static Program startCommand(Task main) {
        try {
            Program p = new Program(IllegalStateException::new, true);
            ProgramScope.command(p);
            Reports.underCommand();
            QuitSignal.listen();
            Recordings.startIfWanted();
            return p.start(main);
        } catch (OutOfMemoryError e) {
            ProcessEnd.die(ShortPanic.notStarted(e));
            throw e;
        }
    }

    /**
     * Returns whether the command's program has neither ended nor died, though the JVM may be about
     * to end.
     */
    public static boolean isUnderWay() {
        ProgramScope p = command();
        return p != null && p.isRunning();
    }

    private Program start(Task main) {
        StackRoom.checkMore();
        // A controlled run sees by itself that nothing can continue.
        boolean watched = !(Controlled.ON && Controlled.isHere());
        if (watched) {
            DeadlockDetector.start();
        }
        G.startMain(this, () -> runMain(main));
        if (watched) {
            DeadlockDetector.register(this); // not before: without goroutines it looks dead
        }
        return this;
    }

    private void runMain(Task main) throws Exception {
        try {
            main.run();
        } catch (Goexit e) {
            mainExited = true;
            throw e;
        }
        if (panicking) {
            awaitExit();
        }
        end(null);
    }

    /** Waits for the end. Returns false if the thread is interrupted before. */
    public boolean await() {
        try {
            if (caller.parkInterruptibly(WaitReason.SEMACQUIRE, this)) {
                return true;
            }
            if (outcome.claim(Selection.CANCELED)) {
                return false;
            }
            caller.park(WaitReason.SEMACQUIRE, this);
            return true;
        } catch (StackOverflowError | OutOfMemoryError e) { // could not park
            if (outcome.claim(Selection.CANCELED)) {
                throw e;
            }
            caller.awaitReady();
            return true;
        } finally {
            if (RaceEvents.ON) {
                RaceEvents.acquire(this);
            }
            DeadlockDetector.unregister(this);
        }
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public boolean isRunning() {
        return outcome.winner() == Selection.OPEN;
    }

    /** Returns what ended it, null if main returned. Called after {@link #await}. */
    public @Nullable Throwable failure() {
        return failure;
    }

    private boolean end(@Nullable Throwable cause) {
        boolean first = outcome.claim(ENDED);
        if (first) {
            failure = cause;
            if (RaceEvents.ON) {
                RaceEvents.release(this);
            }
            caller.ready();
        }
        return first;
    }

    @Override
    public void panic(G g, Throwable e) {
        Recordings.keep();
        if (isCommand) {
            panicking = true;
            limitReport(e);
            die(report(g, e));
        } else if (!end(e)) {
            g.uncaught(e); // of an abandoned goroutine: still reported
        }
    }

    private static String report(G g, Throwable e) {
        try {
            String report = PanicReport.of(g, e);
            String others = PRINTS_OTHERS ? FullDump.others().text() : "";
            return others.isEmpty() ? report : report + '\n' + others;
        } catch (Throwable second) {
            return ShortPanic.text(e, second);
        }
    }

    /** Ends the process if {@code e} does not finish describing itself. */
    private void limitReport(Throwable e) {
        try {
            RuntimeThread.start("jopher-panic", () -> {
                long start = System.nanoTime();
                for (long left = REPORT_NANOS; left > 0;) {
                    LockSupport.parkNanos(this, left);
                    left = REPORT_NANOS - (System.nanoTime() - start);
                }
                die(ShortPanic.unprinted(e, "its methods do not return"));
            });
        } catch (OutOfMemoryError second) {
            // Then there is no limit.
        }
    }

    @Override
    public void deadlock(String dump) {
        if (panicking) {
            return; // the exception's own methods wait: the panic ends the program
        }
        boolean empty = mainExited && Registry.allMatch(g -> g.program() != this);
        String text = empty
                ? "no goroutines (main called runtime.Goexit) - deadlock!"
                : "all goroutines are asleep - deadlock!\n\n" + dump;
        ReportCounts.DEADLOCKS.incrementAndGet();
        Probe.deadlock(text);
        if (isCommand) {
            die("fatal error: " + text + (empty ? "\n" : ""));
        } else {
            end(deadlockException.apply(text));
        }
    }

    /**
     * Prints the report and ends the process. One report is enough: a second caller waits for the
     * end.
     */
    private void die(String report) {
        if (outcome.claim(ENDED)) {
            ProcessEnd.die(report);
        }
        awaitExit();
    }

    private void awaitExit() {
        for (;;) {
            G.current().park(WaitReason.SEMACQUIRE, this);
        }
    }

    @Override
    public String describe() {
        return isRunning() ? "program" : "program that has ended";
    }
}
