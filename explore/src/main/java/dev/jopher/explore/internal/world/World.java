package dev.jopher.explore.internal.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

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
    private static final int FIRST_SIZE = 16;
    private static final long START_NANOS = 1_000_000_000;

    /** The run of this moment. There is one at a time in a JVM. */
    private static volatile @Nullable World active;

    private final Strategy strategy;
    private final SplitMix random;
    private final int maxSteps;
    private final boolean untilQuiet;
    private final @Nullable Recorder recorder;
    private final Thread controller = Thread.currentThread();

    /** What has come from threads outside. */
    private final ConcurrentLinkedQueue<ControlledThread> inbox = new ConcurrentLinkedQueue<>();

    private final List<ControlledThread> all = new ArrayList<>();
    private ControlledThread[] ready = new ControlledThread[FIRST_SIZE];
    private int readyCount;
    private @Nullable ControlledThread current;

    /** Chosen at a point by a thread that gives way just now. */
    private @Nullable ControlledThread chosen;

    /** Virtual threads that the program has made, by what continues them. */
    private final Map<Runnable, ControlledThread> guests = new IdentityHashMap<>();

    private int roots;
    private long clock = START_NANOS;
    private @Nullable Object timers;
    private LongSupplier nextTimer = () -> Long.MAX_VALUE;
    private Runnable fireTimer = () -> {};

    private int steps;
    private int switches;
    private long hash = FIRST_SIZE;
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
    static @Nullable World here() {
        World w = active;
        if (w == null) {
            return null;
        }
        Thread t = Thread.currentThread();
        return t == w.controller || w.isCurrent(t) ? w : null;
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
        try {
            Goroutines.startMain(() -> {
                main.run();
                mainReturned = true;
            });
            loop();
            return conclude();
        } finally {
            active = null;
            Goroutines.discard(all);
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
            } else if (!fireTimer()) {
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
        if (c != null && c.isReady) {
            take(indexOf(c));
            return c;
        }
        return switch (readyCount) {
            case 0 -> null;
            case 1 -> take(0);
            default -> take(strategy.pick(ready, readyCount, null));
        };
    }

    private int indexOf(ControlledThread t) {
        int i = 0;
        while (ready[i] != t) {
            i++;
        }
        return i;
    }

    /** Takes one out, and keeps the order of the others: it must not depend on chance. */
    private ControlledThread take(int index) {
        ControlledThread t = ready[index];
        System.arraycopy(ready, index + 1, ready, index, --readyCount - index);
        t.isReady = false;
        return t;
    }

    private boolean fireTimer() {
        long when = nextTimer.getAsLong();
        if (when == Long.MAX_VALUE) {
            return false;
        }
        clock = Math.max(clock, when);
        if (recorder != null) {
            recorder.timer(clock);
        }
        fireTimer.run();
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

    ControlledThread newThread() {
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
            guests.put(continuation, t);
        }
        ready(t);
    }

    void ready(ControlledThread t) {
        if (active != this) {
            return; // of a run that is over
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
        if (t.isReady) {
            return;
        }
        if (readyCount == ready.length) {
            ready = Arrays.copyOf(ready, readyCount * 2);
        }
        t.isReady = true;
        ready[readyCount++] = t;
    }

    private void takeInbox() {
        for (ControlledThread t = inbox.poll(); t != null; t = inbox.poll()) {
            add(t);
        }
    }

    // ---- points ---------------------------------------------------------------------------------

    /** The current thread is about to do something that others may see. */
    void point(Op op, @Nullable Object on) {
        ControlledThread c = current;
        if (c == null) {
            return; // a timer fires
        }
        step(c, op, on);
        if (readyCount > 0 && strategy.sees(op)) {
            decide(c);
        }
    }

    private void step(ControlledThread c, Op op, @Nullable Object on) {
        c.op = op;
        c.on = on;
        c.steps++;
        hash = (hash ^ c.pathHash + op.ordinal()) * 0x100000001B3L;
        if (recorder != null) {
            recorder.step(c, op, on);
        }
        if (++steps > maxSteps && verdict == null) {
            end(Verdict.TOO_LONG, null);
        }
        if (verdict != null) {
            Thread.yield(); // for the last time
        }
    }

    private void decide(ControlledThread c) {
        takeInbox();
        add(c);
        ControlledThread next = ready[strategy.pick(ready, readyCount, c)];
        take(indexOf(c));
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

    /** Lets another one continue, whichever the strategy prefers. */
    void yieldNow() {
        ControlledThread c = current;
        if (c != null) {
            step(c, Op.YIELD, null);
            if (readyCount > 0) {
                switchTo(ready[readyCount == 1 ? 0 : strategy.pick(ready, readyCount, null)]);
            }
        }
    }

    /** The current thread spins for what another thread is about to do. */
    void spin() {
        takeInbox();
        if (current != null && readyCount > 0) {
            switchTo(ready[0]);
        } else {
            Thread.onSpinWait();
        }
    }

    int random(int bound) {
        int result = random.next(bound);
        if (recorder != null) {
            recorder.random(current, bound, result);
        }
        return result;
    }

    // ---- ends -----------------------------------------------------------------------------------

    void uncaught(Throwable e) {
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

    long nanoTime() {
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
}
