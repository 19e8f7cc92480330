package dev.jopher.explore.internal.world;

import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is: the part of a run that takes place at points. A step of a thread has three
 * moments. It <em>arrives</em> at the point, and the strategy sees what it is about to do. It
 * continues, now or after others. And it is <em>committed</em>: what others can see of it has taken
 * place. That is when it continues; but when it waits for a lock, then once it has the lock.
 */
abstract class Turns {
    private static final long FIRST_HASH = 16;
    private static final long PRIME = 0x100000001B3L;

    final Strategy strategy;
    final @Nullable Recorder recorder;

    /** Whether the strategy sees more than the points. */
    final boolean watched;

    private final SplitMix random;
    private final int maxSteps;

    /** What has come from threads outside. */
    final ConcurrentLinkedQueue<ControlledThread> inbox = new ConcurrentLinkedQueue<>();

    final ReadyList ready = new ReadyList();
    @Nullable ControlledThread current;

    /** The thread that was current last, or is. The watch reads it without a lock, for a report. */
    @Nullable ControlledThread last;

    /** Chosen at a point by a thread that gives way just now. */
    private @Nullable ControlledThread chosen;

    /** Whether it is asked later what was, see {@link World#keepsNothing}. */
    boolean isKept = true;

    private boolean isRecording;
    private int steps;
    private int switches;
    private int spins;
    private long hash = FIRST_HASH;
    long orderHash;

    @Nullable Verdict verdict;
    private @Nullable Throwable failure;
    private @Nullable ControlledThread failed;

    Turns(Strategy strategy, long seed, int maxSteps, @Nullable Recorder recorder) {
        this.strategy = strategy;
        this.random = new SplitMix(SplitMix.mix(seed, 1));
        this.maxSteps = maxSteps;
        this.recorder = recorder;
        this.watched = strategy.isWatching();
        strategy.begin(new SplitMix(SplitMix.mix(seed, 0)));
    }

    // ---- between two threads --------------------------------------------------------------------

    /** Returns the thread that continues, no longer among the ready ones; null if none can. */
    final @Nullable ControlledThread next() {
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

    /** Runs when {@code t} waits or has ended, and its last step was not committed. */
    final void stopped(ControlledThread t) {
        if (t.hasEnded()) {
            commit(t, t.op, t.on);
        } else if (watched && verdict == null) {
            strategy.blocked(t);
        }
    }

    final void takeInbox() {
        for (ControlledThread t = inbox.poll(); t != null; t = inbox.poll()) {
            ready.add(t);
        }
    }

    // ---- points ---------------------------------------------------------------------------------

    /** Marks a point: the current thread is about to do something that others may see. */
    public final void point(Op op, @Nullable Object on) {
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
            commit(c, op, c.on);
        }
    }

    /** Returns whether the current thread uses an iterator of a synchronized collection. */
    final boolean iterates() {
        ControlledThread c = current;
        return c != null && c.iterates;
    }

    final void beginIterating() {
        ControlledThread c = current;
        if (c != null) {
            c.iterates = true;
        }
    }

    /** Begins or ends a call of the current thread that is about several elements. */
    final void bulk(boolean begins) {
        ControlledThread c = current;
        if (c != null) {
            c.bulk = begins ? c.on : null;
            c.isFirst = begins;
        }
    }

    /** Marks a point before the next element of such a call. */
    final void element(@Nullable Object of) {
        ControlledThread c = current;
        if (c == null || c.bulk == null || of != null && Shared.of(of) != c.bulk) {
            return;
        }
        if (c.isFirst) {
            c.isFirst = false;
        } else {
            point(Op.OTHER, c.bulk);
        }
    }

    /** Returns whether a recorder looks at the run, and must not change it. */
    final boolean isRecording() {
        return isRecording;
    }

    /**
     * Does the same as {@link #point} where nothing else can continue in between: the next point
     * comes before it.
     */
    public final void pass(Op op, @Nullable Object on) {
        ControlledThread c = current;
        if (c != null) {
            arrive(c, op, on);
            c.atPoint = false;
            commit(c, op, c.on);
        }
    }

    private void arrive(ControlledThread c, Op op, @Nullable Object on) {
        if (c.uncommitted) {
            commit(c, c.op, c.on);
        }
        c.op = op;
        c.on = Shared.of(on);
        c.atPoint = true;
        c.steps++;
        hash = (hash ^ c.pathHash + op.ordinal()) * PRIME;
        StepLog.ONE.add(c, op);
        Loops.restart();
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

    /** Commits a step: it takes place now. */
    private void commit(ControlledThread c, Op op, @Nullable Object on) {
        c.uncommitted = false;
        if (isKept) {
            EventOrder.ONE.add(c, op, on);
        }
        if (watched) {
            strategy.committed(c, op, on);
        }
    }

    private void decide(ControlledThread c) {
        takeInbox();
        ready.show(c);
        ControlledThread next = at(strategy.pick(threads(ready.all), ready.size + 1, c));
        if (verdict != null) {
            Thread.yield(); // the strategy has ended the run
            throw new Abandoned();
        } else if (next != c) {
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
    public final void yieldNow() {
        ControlledThread c = current;
        if (c != null && watched && strategy.seesYield()) {
            point(Op.YIELD, null);
        } else if (c != null) {
            arrive(c, Op.YIELD, null);
            strategy.yielded(c);
            if (ready.size > 0) {
                switchTo(at(ready.size == 1
                        ? 0
                        : strategy.pick(threads(ready.all), ready.size, null)));
            }
            c.atPoint = false;
            commit(c, Op.YIELD, null);
        }
    }

    /** Lets another thread continue: the current one spins for what it is about to do. */
    public final void spin() {
        takeInbox();
        if (current != null && ready.size > 0) {
            switchTo(at(spins++ % ready.size));
        } else {
            Thread.onSpinWait();
        }
    }

    /** Returns a number from 0 to {@code bound - 1} that the run chooses. */
    public final int random(int bound) {
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

    /** Records the value of the last step of the current thread. */
    final void value(@Nullable Object value) {
        ControlledThread c = current;
        if (recorder != null && c != null) {
            recorder.value(c, value);
        }
    }

    // ---- ends -----------------------------------------------------------------------------------

    /** Ends the run at the next point. The first verdict counts. */
    public void end(Verdict how, @Nullable Throwable why) {
        if (verdict == null) {
            verdict = how;
            failure = why;
            failed = current;
        }
    }

    // ---- what is asked --------------------------------------------------------------------------

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
}
