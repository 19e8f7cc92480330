package dev.jopher.explore.internal.world;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * A thread of a controlled run: a goroutine or a thread of Java's. It is the scheduler of its own
 * virtual thread, and so of no other; that is how the run knows which thread becomes ready. Its
 * identity from run to run is its {@linkplain #path path}: its creator's, and how many that had
 * created before.
 */
public final class ControlledThread implements Executor {
    final World world;
    public final @Nullable ControlledThread creator;

    /** How many its creator had created before. */
    public final int nth;

    /** How many steps its creator had done before: the next one is the creation. */
    public final int atStep;

    /** How many the run had created before: 0 for main. */
    public final int id;

    /** A hash of its path. */
    public final long pathHash;

    int children;

    /** The thread, known when it is created or runs first. */
    @Nullable Thread thread;

    /** Its goroutine; null if it is none. */
    @Nullable Object goroutine;

    /** What the JDK gives us to continue it. Always the same object. */
    @Nullable Runnable continuation;

    /** Its index among those that are ready. */
    int readyIndex = ReadyList.ABSENT;

    /** Whether it is at a point and has not continued from there. */
    boolean atPoint;

    /** Whether its last step has not taken place yet, see {@link Op#isAcquiring}. */
    boolean uncommitted;

    /** A hash of its steps and of those before them, see {@link EventOrder}. */
    long order;

    /** It waits for {@link World#resume}. */
    boolean isSuspended;

    /** Its wait has a limit of time. */
    public boolean isTimed;

    /** The platform thread of the program that it runs the body of; null if there is none. */
    public @Nullable Thread platform;

    /** For {@link ShadowMonitors}: what it waits on, and what has ended the wait. */
    @Nullable Object awaited;

    int signal;

    /** Objects whose monitors code of the JDK has entered, innermost last. */
    public final List<Object> quietLocks = new ArrayList<>(0);

    int clockReads;

    /** How many random numbers it has got. */
    int numbers;

    /** What it is about to do, or has done last if it waits. */
    Op op = Op.START;

    @Nullable Object on;

    /** What the call is about that it does now, element by element; null if there is none. */
    @Nullable Object bulk;

    /** Whether it has asked a synchronized collection for an iterator. */
    boolean iterates;

    /** Whether that call has come to no element so far. */
    boolean isFirst;

    /** Number of its steps so far. */
    int steps;

    /** For a strategy. */
    public long priority;

    /** For a strategy. */
    public int mark;

    ControlledThread(World world, @Nullable ControlledThread creator, int nth, int id) {
        this.world = world;
        this.creator = creator;
        this.nth = nth;
        this.id = id;
        this.atStep = creator == null ? 0 : creator.steps;
        this.pathHash = SplitMix.mix(creator == null ? 7 : creator.pathHash, nth);
        this.order = creator == null ? pathHash : SplitMix.mix(creator.order, nth);
    }

    /** Makes it ready: its virtual thread starts, was unparked, or has yielded. */
    @Override
    public void execute(Runnable r) {
        Runnable known = continuation;
        if (known == null) {
            continuation = r;
        } else if (known != r) {
            // A virtual thread of the program inherits the scheduler of its creator.
            world.guest(this, r);
            return;
        }
        world.ready(this);
    }

    public Op op() {
        return op;
    }

    public @Nullable Object on() {
        return on;
    }

    public int steps() {
        return steps;
    }

    /**
     * Returns whether {@link #op} is what it does when it continues. Otherwise it has begun that,
     * had to wait, and continues from there; or it has not begun at all.
     */
    public boolean isAtPoint() {
        return atPoint;
    }

    public void thread(Thread t) {
        thread = t;
    }

    public @Nullable Thread thread() {
        return thread;
    }

    public @Nullable Object goroutine() {
        return goroutine;
    }

    public World run() {
        return world;
    }

    /** Returns whether it has neither ended nor can continue. */
    public boolean isWaiting() {
        Thread t = thread;
        return readyIndex == ReadyList.ABSENT && t != null && t.isAlive();
    }

    /** Returns whether {@link #op} has not taken place yet. */
    public boolean isPending() {
        return atPoint || uncommitted;
    }

    boolean hasEnded() {
        Thread t = thread;
        return t != null && !t.isAlive();
    }

    /** Returns whether it has run to its end. One that has not started yet has not. */
    boolean isOver() {
        Thread t = thread;
        return t != null && t.getState() == Thread.State.TERMINATED;
    }

    /** Returns "main", or for example "main.2.1": the second thread of the third of main's. */
    public String path() {
        return creator == null ? nth == 0 ? "main" : "timer" + nth : creator.path() + '.' + nth;
    }

    @Override
    public String toString() {
        return path() + ' ' + op;
    }
}
