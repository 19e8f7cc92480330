package dev.jopher.explore.internal.world;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import dev.jopher.explore.internal.java.VirtualThreads;
import org.jspecify.annotations.Nullable;

/**
 * One controlled run. All its threads are virtual, and one platform thread, the controller, runs
 * them one at a time. At each <em>point</em>, before an operation that others could see, the
 * current thread asks the strategy which one continues. It decides by itself, and switches only if
 * another one is chosen: a point without a switch costs some nanoseconds.
 *
 * <p>Invariant: at any moment at most one thread of the run is between two points. So the order of
 * the choices, and what chance gives, determine the run. A new run is a new object. What comes late,
 * for a thread of a run that is over, finds that run and has no effect on others.
 *
 * <p>Time passes only while no thread can continue: then to the moment at which the first timer is
 * due.
 */
public final class World {
    private static final int HASH = 16;
    private static final long START_NANOS = 1_000_000_000;

    /** What the clock on the wall shows at nanosecond 0: a run begins at midnight, 2000-01-01 UTC. */
    public static final long EPOCH_MILLIS = 946_684_800_000L - START_NANOS / 1_000_000;

    /** The run of this moment. There is one at a time in a JVM. */
    private static volatile @Nullable World active;

    /** One for all runs, because allocating them would take longer than a short run. */
    private static final StepLog LOG = new StepLog();
    private static final EventOrder ORDER = new EventOrder();

    private final Strategy strategy;
    private final SplitMix random;
    private final int maxSteps;
    private final boolean untilQuiet;
    private final @Nullable Recorder recorder;
    private final Thread controller = Thread.currentThread();

    /** What has come from threads outside. */
    private final ConcurrentLinkedQueue<ControlledThread> inbox = new ConcurrentLinkedQueue<>();

    private final List<ControlledThread> all = new ArrayList<>();
    private final ReadyList ready = new ReadyList();
    private @Nullable ControlledThread current;

    /** Chosen at a point by a thread that gives way just now. */
    private @Nullable ControlledThread chosen;

    /** Virtual threads that the program has made, by what continues them. */
    private final Map<Runnable, ControlledThread> guests = new IdentityHashMap<>();

    /** What Java's own threads, monitors and timers need. */
    public final JavaState java = new JavaState(this);

    private int roots;

    /** A thread that waits until no other one can continue. */
    private @Nullable ControlledThread quietWaiter;

    private boolean timeEndsWithMain;
    private long clock = START_NANOS;
    private @Nullable Object timers;
    private LongSupplier nextTimer = () -> Long.MAX_VALUE;
    private Runnable fireTimer = () -> {};

    private boolean isRecording;
    private int steps;
    private int switches;
    private long hash = HASH;
    private long orderHash;
    private int spins;
    private boolean mainReturned;
    private @Nullable Verdict verdict;
    private @Nullable Throwable failure;
    private @Nullable ControlledThread failed;

    /**
     * @param maxSteps after so many steps the run is over
     * @param untilQuiet whether other threads continue after main has returned, until none can
     * @param recorder sees each step; null for none
     */
    public World(Strategy strategy, long seed, int maxSteps, boolean untilQuiet,
            @Nullable Recorder recorder) {
        this.strategy = strategy;
        this.random = new SplitMix(SplitMix.mix(seed, 1));
        this.maxSteps = maxSteps;
        this.untilQuiet = untilQuiet;
        this.recorder = recorder;
        strategy.begin(new SplitMix(SplitMix.mix(seed, 0)));
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

    /** Lets time pass only until main has returned, as in a bubble of Go's. */
    public void timeEndsWithMain() {
        timeEndsWithMain = true;
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
        active = this;
        LOG.clear();
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
            orderHash = ORDER.sum();
            Goroutines.discard(all);
            strategy.end(this);
            ORDER.clear();
        }
    }

    private void loop() {
        while (verdict == null && (untilQuiet || !mainReturned)) {
            takeInbox();
            ControlledThread next = next();
            if (next != null) {
                current = next;
                if (recorder != null) {
                    recorder.resumed(next);
                }
                continuation(next).run();
                current = null;
                if (next.uncommitted && next.readyIndex == ReadyList.ABSENT && next.hasEnded()) {
                    commit(next);
                }
            } else if (!wakeQuietWaiter() && !fireTimer()) {
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

    private @Nullable ControlledThread next() {
        ControlledThread c = chosen;
        chosen = null;
        if (c != null && c.readyIndex != ReadyList.ABSENT) {
            return ready.take(c);
        }
        return switch (ready.size) {
            case 0 -> null;
            case 1 -> ready.take(at(0));
            default -> ready.take(at(strategy.pick(threads(ready.all), ready.size, null)));
        };
    }

    private ControlledThread at(int index) {
        return threads(ready.all)[index];
    }

    @SuppressWarnings("NullAway") // the first ones are not null
    private static ControlledThread[] threads(@Nullable ControlledThread[] ready) {
        return ready;
    }

    /** Wakes the thread that waits for this: no other can continue, and no timer is due. */
    private boolean wakeQuietWaiter() {
        ControlledThread t = quietWaiter;
        if (t == null || Math.min(nextTimer.getAsLong(), java.alarms.next()) <= clock) {
            return false;
        }
        quietWaiter = null;
        LockSupport.unpark(t.thread);
        return true;
    }

    private boolean fireTimer() {
        long when = nextTimer.getAsLong();
        long alarm = java.alarms.next();
        if (when == Long.MAX_VALUE && alarm == Long.MAX_VALUE
                || timeEndsWithMain && mainReturned) {
            return false;
        }
        clock = Math.max(clock, Math.min(when, alarm));
        if (recorder != null) {
            recorder.timer(clock);
        }
        if (alarm < when || alarm == when && random(2) == 0) {
            java.alarms.fire();
        } else {
            fireTimer.run();
        }
        return true;
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
        ControlledThread t = new ControlledThread(this, c, c == null ? roots++ : c.children++,
                all.size());
        all.add(t);
        strategy.created(t);
        return t;
    }

    /** A virtual thread of the program, not made by us, is ready. */
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
        if (c != null && c != t) {
            EventOrder.woken(t, c);
        }
        ready.add(t);
    }

    private void takeInbox() {
        for (ControlledThread t = inbox.poll(); t != null; t = inbox.poll()) {
            ready.add(t);
        }
    }

    // ---- points ---------------------------------------------------------------------------------

    /** The current thread is about to do something that others may see. */
    public void point(Op op, @Nullable Object on) {
        ControlledThread c = current;
        if (c == null || isRecording) {
            return; // a timer fires, or the recorder uses what it records
        }
        arrive(c, op, on);
        if (ready.size > 0 && strategy.sees(op)) {
            decide(c);
        }
        c.atPoint = false;
        if (op.isAcquiring()) {
            c.uncommitted = true;
        } else {
            ORDER.add(c, op, on);
        }
    }

    /** The same, where nothing else can continue in between: the next point comes before it. */
    public void pass(Op op, @Nullable Object on) {
        ControlledThread c = current;
        if (c != null) {
            arrive(c, op, on);
            c.atPoint = false;
            ORDER.add(c, op, on);
        }
    }

    private void arrive(ControlledThread c, Op op, @Nullable Object on) {
        if (c.uncommitted) {
            commit(c);
        }
        c.op = op;
        c.on = on;
        c.atPoint = true;
        c.steps++;
        hash = (hash ^ c.pathHash + op.ordinal()) * 0x100000001B3L;
        LOG.add(c, op);
        if (recorder != null) {
            isRecording = true;
            recorder.step(c, op, on);
            isRecording = false;
        }
        if (++steps > maxSteps && verdict == null) {
            end(Verdict.TOO_LONG, null);
        }
        if (verdict != null) {
            Thread.yield(); // for the last time
            throw new Abandoned();
        }
    }

    private static void commit(ControlledThread c) {
        c.uncommitted = false;
        ORDER.add(c, c.op, c.on);
    }

    private void decide(ControlledThread c) {
        takeInbox();
        ready.show(c);
        ControlledThread next = at(strategy.pick(threads(ready.all), ready.size + 1, c));
        if (next != c) {
            switchTo(next);
        }
    }

    private void switchTo(ControlledThread next) {
        switches++;
        chosen = next;
        Thread.yield();
        chosen = null; // still there if the thread is pinned and could not give way
    }

    /** The current thread waits until {@link #resume}. No permit of LockSupport is used for it. */
    void suspend() {
        ControlledThread c = java.current();
        c.isSuspended = true;
        Thread.yield();
        if (c.isSuspended) {
            end(Verdict.ABANDONED, null); // a class initialiser or native code is on its stack
            throw new Abandoned();
        }
    }

    void resume(ControlledThread t) {
        if (t.isSuspended) {
            t.isSuspended = false;
            ready(t);
        }
    }

    /** Lets another one continue, whichever the strategy prefers. */
    public void yieldNow() {
        ControlledThread c = current;
        if (c != null) {
            arrive(c, Op.YIELD, null);
            strategy.yielded(c);
            if (ready.size > 0) {
                switchTo(at(ready.size == 1
                        ? 0
                        : strategy.pick(threads(ready.all), ready.size, null)));
            }
            c.atPoint = false;
            ORDER.add(c, Op.YIELD, null);
        }
    }

    /** The current thread spins for what another thread is about to do. */
    public void spin() {
        takeInbox();
        if (current != null && ready.size > 0) {
            switchTo(at(spins++ % ready.size));
        } else {
            Thread.onSpinWait();
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

    /** Returns a number from 0 to {@code bound - 1} that the run chooses. */
    public int random(int bound) {
        int result = strategy.random(bound, random);
        ControlledThread c = current;
        if (c != null) {
            c.order = SplitMix.mix(c.order, result);
        }
        if (recorder != null) {
            recorder.random(c, bound, result);
        }
        return result;
    }

    /** The last step of the current thread was with this value. */
    void value(@Nullable Object value) {
        ControlledThread c = current;
        if (recorder != null && c != null) {
            recorder.value(c, value);
        }
    }

    // ---- ends -----------------------------------------------------------------------------------

    public void uncaught(Throwable e) {
        end(Verdict.PANIC, e);
    }

    /** Ends the run at the next point. The first verdict counts. */
    public void end(Verdict how, @Nullable Throwable why) {
        if (verdict == null) {
            verdict = how;
            failure = why;
            failed = current;
        }
    }

    // ---- what is asked ----------------------------------------------------------------------------

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

    /** Returns all threads, main first, in the order in which they were created. */
    public List<ControlledThread> threads() {
        return all;
    }

    /** Returns the exception that has ended the run; null if none has. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** Returns the thread that has ended the run; null if it just could not continue. */
    public @Nullable ControlledThread failed() {
        return failed;
    }

    public int steps() {
        return steps;
    }

    public int switches() {
        return switches;
    }

    /** Returns a number that depends on which thread has done what, in which order. */
    public long hash() {
        return hash;
    }

    /** Returns such a number that is the same if only independent steps change places. */
    public long orderHash() {
        return orderHash;
    }

    /** Returns how the run has ended. */
    public Verdict verdict() {
        return verdict == null ? Verdict.PASSED : verdict;
    }

    /** Returns the steps of the last run, to be compared with another's. */
    public int[] log() {
        return LOG.copy();
    }

    /** Returns how a step is in {@link #log}. */
    public static int logEntry(ControlledThread t, Op op) {
        return StepLog.entry(t, op);
    }

    /** Returns the operation of a step in {@link #log}. */
    public static Op loggedOp(int entry) {
        return StepLog.op(entry);
    }

    /** Returns the thread of a step in {@link #log}. */
    public ControlledThread loggedThread(int entry) {
        return all.get(StepLog.threadId(entry));
    }

    /** Returns how many objects of the run had been used before this one. For strategies. */
    public static int objectNumber(Object on) {
        return ORDER.number(on);
    }
}
