package dev.jopher.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.Func;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.internal.base.RaceEvents;
import dev.jopher.internal.base.SpinLock;
import dev.jopher.internal.base.StackRoom;
import dev.jopher.internal.deadlock.LockCycleDetector;
import dev.jopher.internal.goroutine.ExitHook;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.OwnedTarget;
import dev.jopher.internal.goroutine.Spin;
import dev.jopher.internal.goroutine.WaitQueue;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.goroutine.Waiter;
import dev.jopher.internal.program.Rehearsal;
import dev.jopher.internal.track.Trace;
import dev.jopher.sync.WaitPoint.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a collection of goroutines to finish: Go's {@code sync.WaitGroup}. Any number of
 * goroutines may wait. A group can be used again once it is zero.
 *
 * {@snippet :
 * var wg = new WaitGroup();
 * for (var url : urls) {
 *     wg.go(() -> fetch(url));
 * }
 * wg.await();
 * }
 *
 * <p>A {@link #done}, or the end of a function started by {@code go}, happens-before the return of
 * the {@link #await} that it ends.
 */
/*-
 * One word and a queue under a short lock. done and add(1) change the word by one getAndAdd each.
 * (With a compare-and-set for done, which has to read first, a pair of add and done took a quarter
 * longer; with one for both, half as long again.)
 *
 * The word is a value v, or v + AWAITED, far below zero, while goroutines wait. The counter is
 * max(v, 0), and one more while the word is awaited: an awaited counter is never 0. It becomes zero
 * only under the short lock, by a compare-and-set that also takes AWAITED away. The same section
 * empties the queue. So a round is over before the next one begins.
 *
 * A getAndAdd changes the word before it can be refused. No thread sees that, because the counter
 * does not change below v = 0:
 *
 * - done at v > 0: the counter is one less.
 * - done at v <= 0: it has not happened, and is pending. If v < 0 now, it adds its one back, by a
 *   compare-and-set. If v >= 0, it leaves a debt: an add will do that. Then it decides anew, by a
 *   compare-and-set.
 * - add at v >= 0: the counter is one more.
 * - add at v < 0: it has not happened. It waits for a debt, takes it, and adds one. If v was >= 0,
 *   the counter is one more, and that is this add. Else it waits for the next debt.
 *
 * The invariant, with A for the adds that have not happened, and D for pending dones and debts: v <
 * 0 means D - A = -v, and v >= 0 means D = A. Each line keeps it. A done leaves a debt only after
 * it has seen v >= 0. So below zero at least -v of the pending dones have seen nothing else, and
 * they add back: once all have decided, v >= 0, and there are as many debts as adds that wait. An
 * add waits no longer than the few instructions that a pending done takes.
 *
 * All other operations decide first and then change the word, by one compare-and-set.
 */
public final class WaitGroup {
    /** Added to the value while goroutines wait. */
    private static final long AWAITED = -(1L << 62);

    /** A word below this value is awaited. */
    private static final long MIDDLE = AWAITED / 2;

    /** Far more than can be added one by one. */
    private static final long MOST = 1L << 60;

    private static final VarHandle STATE;
    private static final VarHandle DEBTS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(WaitGroup.class, "state", long.class);
            DEBTS = lookup.findVarHandle(WaitGroup.class, "debts", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A {@link GroupTrace} if that is {@link Trace#ON}. Tests hold it. */
    final SpinLock lock = Trace.ON ? new GroupTrace(this) : new SpinLock();

    private final WaitQueue waiters = new WaitQueue();
    private final WaitPoint waitPoint;
    private volatile long state;

    /** How many ones are to be added back to the value by adds that wait. */
    private volatile int debts;

    /** Makes a group whose counter is zero. */
    public WaitGroup() {
        Rehearsal.once();
        waitPoint = new WaitPoint(lock, waiters, WaitReason.WAITGROUP_WAIT, this);
    }

    /**
     * Makes a group as {@link #WaitGroup()} does. Reports name {@code owner} as the object that
     * goroutines wait on.
     */
    WaitGroup(Object owner) {
        Rehearsal.once();
        waitPoint = new WaitPoint(lock, waiters, WaitReason.WAITGROUP_WAIT, owner);
    }

    /**
     * Makes a group whose counter is {@code n}, for an object that others see only later. That is
     * no use of the group, so it is in no race with a wait: the race detector does not see how the
     * object reaches the goroutines that wait.
     */
    WaitGroup(int n) {
        this();
        state = n;
        if (Trace.ON) {
            trace().used(Trace.Act.ADD);
        }
    }

    // ---- add and done ---------------------------------------------------------------------------

    /**
     * Adds {@code delta}, which may be negative, to the counter. At zero all waiters continue. Does
     * not wait. Call it before a goroutine is started and not in that goroutine. The counter may
     * exceed an {@code int}.
     *
     * @throws IllegalStateException "sync: negative WaitGroup counter"; the counter is unchanged,
     *     and no other thread has seen it changed
     */
    public void add(int delta) {
        if (delta > 0) {
            StackRoom.check(); // more than done needs: so a caller that has added can subtract
        } else {
            StackRoom.checkEnd();
        }
        if (delta == 1) {
            addOne();
        } else if (delta == -1) {
            done();
        } else if (delta > 0) {
            addAll(delta);
        } else if (delta < 0) {
            takeAll(-(long) delta);
        }
        if (Trace.ON && delta != 0 && delta != -1) {
            trace().used(delta > 0 ? Trace.Act.ADD : Trace.Act.DONE);
        }
    }

    /**
     * Subtracts one from the counter: {@link #add add(-1)}.
     *
     * @throws IllegalStateException "sync: negative WaitGroup counter"; the counter is unchanged,
     *     and no other thread has seen it changed
     */
    public void done() {
        StackRoom.checkEnd();
        if (RaceEvents.ON) {
            RaceEvents.releaseMerge(this);
        }
        long before = (long) STATE.getAndAdd(this, -1L);
        if (before > 0 || before > AWAITED && before < MIDDLE) {
            if (Trace.ON) {
                trace().used(Trace.Act.DONE);
            }
            return;
        }
        for (;;) { // no method of its own: on a full stack its call could fail
            long s = state;
            if (s >= 0 || s >= AWAITED && s < MIDDLE) {
                var _ = (int) DEBTS.getAndAdd(this, 1);
                break;
            }
            if (STATE.compareAndSet(this, s, s + 1)) {
                break;
            }
        }
        takeAll(1);
        if (Trace.ON) {
            trace().used(Trace.Act.DONE);
        }
    }

    private Trace trace() {
        return (Trace) lock;
    }

    /** Checks that the first add is ordered with the wait that it makes possible, as in Go. */
    private void usesIfFirst(long before) {
        if (RaceEvents.ON && before == 0) {
            RaceEvents.uses(this);
            RaceEvents.report();
        }
    }

    private void addOne() {
        long before = (long) STATE.getAndAdd(this, 1L);
        usesIfFirst(before);
        for (int looks = 0; before < AWAITED || before >= MIDDLE && before < 0; looks++) {
            int d = debts;
            if (d > 0 && DEBTS.compareAndSet(this, d, d - 1)) {
                before = (long) STATE.getAndAdd(this, 1L);
            } else {
                giveWay(looks);
            }
        }
    }

    private static void giveWay(int looks) {
        try {
            Spin.backOff(looks);
        } catch (StackOverflowError e) {
            return; // no room for the call: checks again at once
        }
    }

    private void addAll(int n) {
        for (int looks = 0;; looks++) {
            long s = state;
            if (value(s) > MOST) {
                throw new IllegalStateException("sync: WaitGroup counter overflow");
            }
            if (value(s) < 0) {
                giveWay(looks); // until the pending dones have decided
            } else if (STATE.compareAndSet(this, s, s + n)) {
                usesIfFirst(s);
                return;
            }
        }
    }

    private void takeAll(long n) {
        for (;;) {
            long s = state;
            long count = count(s);
            if (count < n) {
                throw new IllegalStateException("sync: negative WaitGroup counter");
            }
            if (RaceEvents.ON && n > 1) {
                RaceEvents.releaseMerge(this);
            }
            if (isAwaited(s) && count == n ? releaseWaiters(s, n)
                    : STATE.compareAndSet(this, s, s - n)) {
                return;
            }
        }
    }

    /**
     * Brings the counter to zero and releases all waiters. Returns false if the word is no longer
     * {@code s}.
     */
    private boolean releaseWaiters(long s, long n) {
        Waiter served;
        lock.lock();
        try {
            if (!STATE.compareAndSet(this, s, value(s) - (n - 1))) {
                return false;
            }
            served = waiters.drain();
        } finally {
            lock.unlock();
        }
        WaitQueue.readyAll(served);
        return true;
    }

    private static boolean isAwaited(long s) {
        return s < MIDDLE;
    }

    private static long value(long s) {
        return isAwaited(s) ? s - AWAITED : s;
    }

    private static long count(long s) {
        return Math.max(value(s), 0) + (isAwaited(s) ? 1 : 0);
    }

    // ---- go -------------------------------------------------------------------------------------

    /**
     * Adds one, runs {@code f} in a new goroutine, and subtracts one when it has ended, in whatever
     * way. An exception that leaves {@code f} is its goroutine's, and is reported before that.
     */
    public void go(Func f) {
        start(Objects.requireNonNull(f, "go of nil func value"), f);
    }

    /** Calls {@code f} as {@link #go(Func)} does; the caller evaluates the argument here. */
    public <A extends @Nullable Object> void go(Func.Of1<? super A> f, A a) {
        Objects.requireNonNull(f, "go of nil func value");
        start(f, () -> f.call(a));
    }

    /** Calls {@code f} as {@link #go(Func)} does; the caller evaluates the arguments here. */
    public <A extends @Nullable Object, B extends @Nullable Object> void go(
            Func.Of2<? super A, ? super B> f, A a, B b) {
        Objects.requireNonNull(f, "go of nil func value");
        start(f, () -> f.call(a, b));
    }

    /** Calls {@code f} as {@link #go(Func)} does; the caller evaluates the arguments here. */
    public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> void go(
            Func.Of3<? super A, ? super B, ? super C> f, A a, B b, C c) {
        Objects.requireNonNull(f, "go of nil func value");
        start(f, () -> f.call(a, b, c));
    }

    /** Calls {@code f} as {@link #go(Func)} does; the caller evaluates the arguments here. */
    public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, D extends @Nullable Object> void go(
            Func.Of4<? super A, ? super B, ? super C, ? super D> f, A a, B b, C c, D d) {
        Objects.requireNonNull(f, "go of nil func value");
        start(f, () -> f.call(a, b, c, d));
    }

    /** Calls {@code f} as {@link #go(Func)} does; the caller evaluates the arguments here. */
    public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, D extends @Nullable Object, E extends @Nullable Object> void go(
            Func.Of5<? super A, ? super B, ? super C, ? super D, ? super E> f, A a, B b, C c, D d,
            E e) {
        Objects.requireNonNull(f, "go of nil func value");
        start(f, () -> f.call(a, b, c, d, e));
    }

    private void start(Object function, Func f) {
        add(1);
        try {
            G.start(function, f::call, new Done(this));
        } catch (Throwable e) {
            done(); // no memory for a goroutine
            throw e;
        }
    }

    // ---- await ----------------------------------------------------------------------------------

    /**
     * Waits until the counter is zero.
     *
     * @throws UncheckedInterruptedException if interrupted while it would wait
     */
    public void await() {
        Waiter w = enqueueUnlessZero();
        if (w == null) {
            return;
        }
        LockCycleDetector.requestCheck();
        Outcome outcome = Outcome.INTERRUPTED;
        try {
            outcome = waitPoint.interruptibly(w);
        } finally {
            settle(outcome);
        }
        if (outcome == Outcome.INTERRUPTED) {
            throw waitPoint.interrupted();
        }
    }

    /**
     * Waits until the counter is zero or {@code ctx} is done. Does not wait if it is done already.
     *
     * @throws ContextException the context's error
     * @throws UncheckedInterruptedException if interrupted while it would wait
     */
    public void await(Context ctx) {
        ContextException.throwIfDone(ctx);
        Waiter w = enqueueUnlessZero();
        if (w == null) {
            return;
        }
        Outcome outcome = Outcome.INTERRUPTED;
        try {
            outcome = waitPoint.until(ctx, w);
        } finally {
            settle(outcome);
        }
        waitPoint.throwUnlessServed(outcome, ctx);
    }

    /**
     * Waits until the counter is zero, for at most {@code d}. Does not wait if {@code d} is not
     * positive.
     *
     * @return whether the counter was zero in time
     * @throws UncheckedInterruptedException if interrupted while it would wait
     */
    @CheckReturnValue
    public boolean await(Duration d) {
        if (!d.isPositive()) {
            return isZeroNow();
        }
        Waiter w = enqueueUnlessZero();
        if (w == null) {
            return true;
        }
        Outcome outcome = Outcome.INTERRUPTED;
        try {
            outcome = waitPoint.until(WaitPoint.deadline(d), w);
        } finally {
            settle(outcome);
        }
        if (outcome == Outcome.INTERRUPTED) {
            throw waitPoint.interrupted();
        }
        return outcome == Outcome.SERVED;
    }

    private @Nullable Waiter enqueueUnlessZero() {
        StackRoom.check();
        if (isZeroNow()) {
            return null;
        }
        Waiter w = new Waiter(G.current(), null);
        lock.lock();
        try {
            for (long s = state; count(s) != 0; s = state) {
                if (isAwaited(s) || STATE.compareAndSet(this, s, s - 1 + AWAITED)) {
                    if (RaceEvents.ON && !isAwaited(s)) {
                        RaceEvents.waits(this);
                    }
                    waiters.enqueue(w);
                    return w;
                }
            }
            if (RaceEvents.ON) {
                RaceEvents.acquire(this);
            }
            return null;
        } finally {
            lock.unlock();
            if (RaceEvents.ON) {
                RaceEvents.report();
            }
        }
    }

    /** Returns whether a wait can end at once. */
    private boolean isZeroNow() {
        boolean zero = count(state) == 0;
        if (RaceEvents.ON && zero) {
            RaceEvents.acquire(this);
        }
        return zero;
    }

    /**
     * Cleans up after a wait. If it was abandoned, the word is as if it had not begun. Below zero a
     * done is pending, which then takes AWAITED away.
     */
    private void settle(Outcome outcome) {
        if (outcome == Outcome.SERVED) {
            if (RaceEvents.ON) {
                RaceEvents.acquire(this);
            }
            return;
        }
        lock.lock();
        try {
            for (long s = state; waiters.isEmpty() && isAwaited(s) && value(s) >= 0; s = state) {
                if (STATE.compareAndSet(this, s, value(s) + 1)) {
                    return;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether it is as new. For tests. */
    boolean isIdle() {
        return state == 0 && debts == 0;
    }

    /**
     * The last action of a goroutine of this group. By it the runtime knows that the goroutine
     * belongs to a group.
     */
    private record Done(WaitGroup of) implements ExitHook {
        @Override
        public void run() {
            of.done();
        }

        @Override
        public OwnedTarget group() {
            return of.group();
        }
    }

    /** Returns whether the counter is zero: its waiters are about to be released. */
    boolean isZero() {
        return count(state) == 0;
    }

    /** Returns the target that waiters of this group wait on. */
    OwnedTarget group() {
        return waitPoint;
    }

    /**
     * Shows the counter: for people, not for programs.
     *
     */
    @Override
    public String toString() {
        return "WaitGroup[" + count(state) + "]";
    }
}
