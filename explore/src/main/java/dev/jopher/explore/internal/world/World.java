package dev.jopher.explore.internal.world;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import dev.jopher.explore.internal.java.VirtualThreads;
import dev.jopher.race.Race;
import org.jspecify.annotations.Nullable;

/**
 * One controlled run. All its threads are virtual, and one platform thread, the controller, runs
 * them one at a time. At each <em>point</em>, before an operation that others could see, the
 * current thread asks the strategy which one continues. It decides by itself, and switches only if
 * another one is chosen: a point without a switch costs some nanoseconds.
 *
 * <p>Invariant: at any moment at most one thread of the run is between two points. So the order of
 * the choices, and what chance gives, determine the run. A new run is a new object. What comes
 * late, for a thread of a run that is over, finds that run and has no effect on others.
 *
 * <p>Time passes only while no thread can continue: then to the moment at which the first timer is
 * due.
 */
public final class World extends Turns {
    private static final long START_NANOS = 1_000_000_000;
    private static final int MANY = 1024;

    /**
     * So many timers fire after main has returned. A thread that still waits then has been left
     * behind, even if a ticker wakes it again and again.
     */
    private static final int TIMERS_AFTER_MAIN = 1000;

    /**
     * A seed of runs in which no wait ends without a reason. A strategy that tries every choice
     * would try mostly these.
     */
    public static final long NO_CHANCE = 0;

    /**
     * What the clock on the wall shows at nanosecond 0: a run begins at midnight, 2000-01-01 UTC.
     */
    public static final long EPOCH_MILLIS = 946_684_800_000L - START_NANOS / 1_000_000;

    /** The run of this moment. There is one at a time in a JVM. */
    private static volatile @Nullable World active;

    private final boolean untilQuiet;
    private final Thread controller = Thread.currentThread();

    private final List<ControlledThread> all = new ArrayList<>();

    /** Virtual threads that the program has made, by what continues them. */
    private final Map<Runnable, ControlledThread> guests = new IdentityHashMap<>();

    /** What Java's own threads, monitors and timers need. */
    public final JavaState java;

    private @Nullable Race race;
    private int roots;
    private int created;

    /** The length of {@code all} at which those that have ended leave it. */
    private int crowded = MANY;

    /** When the run is given up, by the clock of the JVM. */
    private volatile long deadline = Long.MAX_VALUE;

    private volatile @Nullable String unfinished;

    /** A thread that waits until no other one can continue. */
    private @Nullable ControlledThread quietWaiter;

    private boolean timeEndsWithMain;
    private long clock = START_NANOS;
    private @Nullable Object timers;
    private LongSupplier nextTimer = () -> Long.MAX_VALUE;
    private Runnable fireTimer = () -> {};

    private boolean mainReturned;
    private int timersAfterMain;

    /**
     * @param maxSteps after so many steps the run is over
     * @param untilQuiet whether other threads continue after main has returned, until none can
     * @param recorder sees each step; null for none
     */
    public World(Strategy strategy, long seed, int maxSteps, boolean untilQuiet,
            @Nullable Recorder recorder) {
        super(strategy, seed, maxSteps, recorder);
        this.java = new JavaState(this, seed);
        this.untilQuiet = untilQuiet;
    }

    /** Returns the run of the current thread; null if it is in none. */
    public static @Nullable World here() {
        World w = active;
        if (w == null) {
            return null;
        }
        Thread t = Thread.currentThread();
        return t == w.controller || w.isCurrent(t) ? w : null;
    }

    static @Nullable World active() {
        return active;
    }

    /** Lets time pass only until main has returned, as in a bubble of Go's. */
    public void timeEndsWithMain() {
        timeEndsWithMain = true;
    }

    /**
     * Keeps nothing of what is over: for a run that may last long, and that is neither compared
     * with others nor shown.
     */
    public void keepsNothing() {
        isKept = false;
    }

    /** Gives the run up at that moment of {@link System#nanoTime}. */
    public void endAt(long nanos) {
        deadline = nanos;
    }

    /** Returns where the run was when it was given up; null if it was not. */
    public @Nullable String unfinished() {
        return unfinished;
    }

    /**
     * Ends the run if its time is over. It names the thread that has run last: between two of them
     * none runs.
     */
    boolean endIfOutOfTime() {
        if (deadline == Long.MAX_VALUE || System.nanoTime() - deadline < 0) {
            return false;
        }
        if (unfinished == null) {
            ControlledThread c = last;
            unfinished = c == null ? "the start" : c.path() + at(c.thread);
            end(Verdict.OUT_OF_TIME, null);
        }
        return true;
    }

    /** Returns the innermost line of the program. */
    private static String at(@Nullable Thread t) {
        if (t != null) {
            for (StackTraceElement f : t.getStackTrace()) {
                if (ProgramFrames.isProgram(f.getClassName())) {
                    return " at " + f.getFileName() + ':' + f.getLineNumber();
                }
            }
        }
        return "";
    }

    private boolean isCurrent(Thread t) {
        ControlledThread c = current;
        if (c == null) {
            return false;
        }
        if (c.thread == null && t.isVirtual()) {
            c.thread = t;
        }
        return c.thread == t;
    }

    // ---- the run --------------------------------------------------------------------------------

    /** Runs {@code main} and what it starts. Called once, by the controller. */
    public Verdict run(Runnable main) {
        if (active != null) {
            throw new IllegalStateException("a controlled run is under way");
        }
        PinnedWatch.start();
        active = this;
        StepLog.ONE.clear();
        try {
            Goroutines.startMain(() -> {
                main.run();
                mainReturned = true;
            });
            loop();
            verdict = conclude();
            return verdict;
        } finally {
            active = null;
            RaceChecks.ended(all);
            orderHash = EventOrder.ONE.sum();
            Goroutines.discard(all);
            strategy.end(this);
            EventOrder.ONE.clear();
        }
    }

    private void loop() {
        while (verdict == null && (untilQuiet || !mainReturned)) {
            takeInbox();
            ControlledThread next = next();
            if (next != null) {
                current = next;
                last = next;
                Loops.restart();
                if (recorder != null) {
                    recorder.resumed(next);
                }
                continuation(next).run();
                current = null;
                if (next.uncommitted && next.readyIndex == ReadyList.ABSENT) {
                    stopped(next);
                }
            } else if (!wakeQuietWaiter() && !fireTimer() && !RealWaits.await(this)) {
                return;
            }
        }
    }

    private static Runnable continuation(ControlledThread t) {
        Runnable r = t.continuation;
        if (r == null) {
            throw new IllegalStateException(t + " was never started");
        }
        return r;
    }

    /** Wakes the thread that waits for this: no other can continue, and no timer is due. */
    private boolean wakeQuietWaiter() {
        ControlledThread t = quietWaiter;
        if (t == null || nextMoment() <= clock) {
            return false;
        }
        quietWaiter = null;
        LockSupport.unpark(t.thread);
        return true;
    }

    /**
     * Lets time pass to the first timer, and fires it. Others that are due at the same moment fire
     * too, or some of them only when no thread can continue again: what they wake may run at the
     * same time, or not.
     */
    private boolean fireTimer() {
        long next = nextMoment();
        if (next == Long.MAX_VALUE || mainReturned
                && (timeEndsWithMain || timersAfterMain >= TIMERS_AFTER_MAIN)) {
            return false;
        }
        clock = Math.max(clock, next);
        if (watched) {
            strategy.timePassed();
        }
        do {
            fireOne();
        } while (nextMoment() <= clock && random(2) == 0);
        return true;
    }

    private long nextMoment() {
        return Math.min(nextTimer.getAsLong(), java.alarms.next());
    }

    private void fireOne() {
        long when = nextTimer.getAsLong();
        long alarm = java.alarms.next();
        timersAfterMain += mainReturned ? 1 : 0;
        if (recorder != null) {
            recorder.timer(clock);
        }
        if (alarm < when || alarm == when && random(2) == 0) {
            java.alarms.fire();
        } else {
            fireTimer.run();
        }
    }

    private Verdict conclude() {
        if (verdict != null) {
            return verdict;
        }
        if (!mainReturned) {
            return Verdict.DEADLOCK;
        }
        return untilQuiet && all.stream().anyMatch(ControlledThread::isWaiting)
                ? Verdict.LEAK
                : Verdict.PASSED;
    }

    // ---- threads become ready -------------------------------------------------------------------

    /** Returns a new thread, which the current one has created. */
    public ControlledThread newThread() {
        ControlledThread c = current;
        if (!isKept && all.size() >= crowded) {
            forgetEnded();
        }
        ControlledThread t = new ControlledThread(this, c, c == null ? roots++ : c.children++,
                created++);
        all.add(t);
        strategy.created(t);
        return t;
    }

    private void forgetEnded() {
        all.removeIf(ControlledThread::isOver);
        guests.values().removeIf(ControlledThread::isOver);
        crowded = Math.max(MANY, all.size() * 2);
    }

    /** Makes a virtual thread of the program, not made by us, ready. */
    void guest(ControlledThread creator, Runnable continuation) {
        ControlledThread t = guests.get(continuation);
        if (t == null) {
            t = newThread();
            t.continuation = continuation;
            t.thread = VirtualThreads.of(continuation);
            guests.put(continuation, t);
        }
        ready(t);
    }

    void ready(ControlledThread t) {
        if (active != this || t.isSuspended) {
            return; // of a run that is over, or resume() makes it ready
        }
        Thread here = Thread.currentThread();
        if (here != controller && !isCurrent(here)) {
            inbox.add(t);
            LockSupport.unpark(controller);
            return;
        }
        add(t);
    }

    private void add(ControlledThread t) {
        ControlledThread c = current;
        if (watched && c != null && c != t) {
            strategy.woken(t, c);
        }
        ready.add(t);
    }

    /**
     * Suspends the current thread until {@link #resume}. No permit of LockSupport is used for it.
     */
    void suspend() {
        if (!trySuspend()) {
            end(Verdict.ABANDONED, null);
            throw new Abandoned();
        }
    }

    /**
     * Does the same as {@link #suspend}. Returns false at once if a class initialiser or native
     * code is on the stack: then the thread cannot give way.
     */
    boolean trySuspend() {
        ControlledThread c = java.current();
        c.isSuspended = true;
        Thread.yield();
        boolean done = !c.isSuspended;
        c.isSuspended = false;
        return done;
    }

    /** Leaves the thread if the run was ended while it waited and could not give way. */
    public void checkNotAbandoned() {
        if (verdict == Verdict.ABANDONED || verdict == Verdict.OUT_OF_TIME) {
            throw new Abandoned();
        }
    }

    void resume(ControlledThread t) {
        if (t.isSuspended) {
            t.isSuspended = false;
            ready(t);
        }
    }

    /**
     * Waits until no other thread can continue without the passing of time.
     *
     * @throws IllegalStateException if another thread does so
     */
    void awaitQuiet() {
        ControlledThread c = current;
        if (c == null || quietWaiter != null) {
            throw new IllegalStateException(
                    c == null ? "not on a goroutine" : "wait already in progress");
        }
        boolean interrupted = false;
        quietWaiter = c;
        while (quietWaiter == c) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets others continue, and time pass: the current thread has looped long without a point. */
    void looped() {
        ControlledThread c = current;
        if (c == null || isRecording()) {
            return;
        }
        if (verdict != null) {
            Thread.yield(); // for the last time
            throw new Abandoned();
        }
        java.passTime(c);
    }

    public void uncaught(Throwable e) {
        end(Verdict.PANIC, e);
    }

    /** Ends the run of this moment: it shows nothing that another one has not shown. */
    public static void abandon() {
        World w = active;
        if (w != null) {
            w.end(Verdict.REDUNDANT, null);
        }
    }

    // ---- what is asked --------------------------------------------------------------------------

    public long nanoTime() {
        return clock;
    }

    @Nullable Object timers() {
        return timers;
    }

    void timers(Object now, LongSupplier next, Runnable fire) {
        timers = now;
        nextTimer = next;
        fireTimer = fire;
    }

    /** Returns the thread that runs; null while a timer fires. */
    public @Nullable ControlledThread current() {
        return current;
    }

    /** Returns the race that has ended the run; null if none has. */
    public @Nullable Race race() {
        return race;
    }

    /** Ends the run: two accesses are not ordered. */
    void race(Race r) {
        race = r;
        end(Verdict.RACE, new DataRace(r));
    }

    /**
     * Returns all threads, main first, in the order in which they were created. If nothing is kept,
     * some of those that have ended are missing.
     */
    public List<ControlledThread> threads() {
        return all;
    }
}
