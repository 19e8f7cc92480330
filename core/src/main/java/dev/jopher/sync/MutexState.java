package dev.jopher.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import dev.jopher.internal.base.Diagnostics;
import dev.jopher.internal.base.RaceEvents;
import dev.jopher.internal.base.StackRoom;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Operation;
import dev.jopher.internal.goroutine.OwnedTarget;
import dev.jopher.internal.goroutine.Probe;
import dev.jopher.internal.goroutine.Spin;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.goroutine.Waiter;
import dev.jopher.internal.sched.GoRuntime;
import dev.jopher.internal.track.Lines;
import dev.jopher.internal.track.Trace;
import dev.jopher.sync.WaitPoint.Outcome;
import dev.jopher.sync.WaitPoint.WaitMode;
import org.jspecify.annotations.Nullable;

/**
 * The algorithm of {@link Mutex}, which adds the public methods. Follows Go's {@code
 * internal/sync/mutex.go}.
 *
 * <p>One word, {@link #state}, of four bits, and a queue under a short lock. Any thread may take
 * the mutex whenever LOCKED is clear; a thread that cannot get it waits in the queue. At most one
 * <em>token</em> exists, the bit WOKEN: its holder is awake and about to try the mutex. So no
 * waiter is forgotten, and none is woken without need. An unlock that finds a queue and no token
 * makes the token and gives it to the first waiter; if a token exists already, it only unlocks. The
 * invariants:
 *
 * <ol>
 * <li>If a waiter is in the queue, QUEUED is set. Both are changed under the short lock only.
 * <li>If QUEUED is set, either LOCKED is set, or a thread holds the token. So the queue is always
 *     served by the next unlock or by the holder of the token.
 * <li>The token ends only (a) in the step that locks the mutex, (b) in the step that sees it locked
 *     and puts the holder back into the queue, or (c) when the queue is empty.
 * <li>Only a queued waiter may abandon its wait, by dequeuing itself. A waiter that was dequeued
 *     with the token keeps competing even if its context is cancelled, so the token cannot be lost.
 * <li>STARVING implies LOCKED, and no token.
 * </ol>
 *
 * <p>A woken waiter that finds the mutex taken goes back to the head of the queue. If it has waited
 * for more than a millisecond by then, it sets STARVING. While that is set, no thread can take the
 * mutex: unlock leaves it LOCKED and hands it to the first waiter. That ends with a waiter that has
 * waited for less than a millisecond, or when the queue is empty. Each hand-over costs a switch of
 * goroutines, during which the mutex protects nothing. So it is done only then.
 *
 * <p>A thread that finds the mutex locked spins for a moment before it queues. If there is a queue,
 * it takes the token meanwhile, so that unlock does not wake another waiter.
 */
abstract sealed class MutexState permits Mutex, RWMutexState.Writers {
    private static final int LOCKED = 1;

    /** The token. */
    private static final int WOKEN = 2;

    private static final int STARVING = 4;
    private static final int QUEUED = 8;

    /** Locked by an attempt that may still be refused: see {@link #tryToTake}. */
    private static final int TRIED = 16;

    private static final VarHandle STATE;
    private static final VarHandle WAIT_POINT;
    private static final VarHandle FOREIGN_UNLOCKS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(MutexState.class, "state", int.class);
            WAIT_POINT = lookup.findVarHandle(MutexState.class, "waitPoint", WaitPoint.class);
            FOREIGN_UNLOCKS = lookup.findVarHandle(MutexState.class, "foreignUnlocks", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int state;

    /**
     * Id of the thread that has locked it. 0 if it is unlocked, and for the moment until the new
     * owner has written its id. A plain field, and exact for a reader that reads in the right
     * order: a thread clears its id before it unlocks. So a thread that was first seen waiting, and
     * then here, has certainly not unlocked. Costs 1.5 % of lock and unlock (4.50 ns, 4.57 with it;
     * 2 cores, JDK 25.0.3, parallel collector, medians of five pairs of runs).
     */
    private long holder;

    /**
     * Line at which the holder locked it; null if that is not recorded. Only if {@link Trace#ON},
     * and then rationed.
     */
    private @Nullable StackTraceElement takenAt;

    /**
     * Whether a thread other than the holder has unlocked it. Then it is used as a signal and not
     * as a lock, so the holder means nothing.
     */
    private boolean isSignal;

    /**
     * Number of threads that are just unlocking it and are not its holder. Meanwhile the holder is
     * not known.
     */
    private volatile int foreignUnlocks;

    /** Tests change this value. */
    int starvationNanos = 1_000_000;

    /** The queue; made for the first waiter, because most mutexes never have one. */
    private volatile @Nullable WaitPoint waitPoint;

    /**
     * Locks it if it is unlocked and has no queue; otherwise the caller needs {@link #lockSlow}.
     */
    final boolean lockFast() {
        StackRoom.check();
        if (!STATE.compareAndSet(this, 0, LOCKED)) {
            return false;
        }
        taken();
        return true;
    }

    /**
     * Unlocks it; hands it to the first waiter or wakes that one, as needed.
     *
     * @throws IllegalMonitorStateException if it is not locked; nothing has changed
     */
    final void release() {
        StackRoom.checkEnd();
        if (RaceEvents.ON) {
            unlockEdge();
        }
        releaseNow();
    }

    /** Unlocks as {@link #release} does, for a caller that has checked the room on the stack. */
    final void releaseNow() {
        if (Diagnostics.ENABLED) {
            if (holder != Thread.currentThread().threadId()) {
                releaseForAnother();
                return;
            }
            if (Probe.installed() != null) {
                Probe.did(Operation.UNLOCK, this, 0, -1);
            }
            holder = 0; // this thread holds it, so the unlock cannot be refused
        }
        if (!STATE.compareAndSet(this, LOCKED, 0)) {
            unlockSlow();
        }
    }

    /**
     * Unlocks it for its holder. If it is locked, and only then, it counts as a signal from now on.
     * The holder is not known from before the unlock until that is recorded.
     */
    private void releaseForAnother() {
        requireLocked(state);
        if (Probe.installed() != null) {
            Probe.did(Operation.UNLOCK, this, 0, -1);
        }
        if (isSignal) {
            unlockSlow();
            return;
        }
        var _ = (int) FOREIGN_UNLOCKS.getAndAdd(this, 1);
        try {
            unlockSlow();
            isSignal = true;
        } finally {
            var _ = (int) FOREIGN_UNLOCKS.getAndAdd(this, -1);
        }
    }

    private static void requireLocked(int s) {
        if ((s & LOCKED) == 0) {
            throw new IllegalMonitorStateException("sync: unlock of unlocked mutex");
        }
    }

    /**
     * Orders what the current thread has done before later locks. If it is not the holder, it may
     * not know of earlier unlocks, which are ordered before those as well.
     */
    private void unlockEdge() {
        requireLocked(state);
        if (holder == Thread.currentThread().threadId()) {
            RaceEvents.release(this);
        } else {
            RaceEvents.releaseMerge(this);
        }
    }

    /** Orders earlier unlocks before what the current thread does, which has just locked it. */
    void lockEdge() {
        RaceEvents.acquire(this);
    }

    private void taken() {
        if (Trace.ON || RaceEvents.ON) {
            recordTaken();
        }
        if (Probe.installed() != null) {
            Probe.did(Operation.LOCK, this, 0, -1);
        }
        if (Diagnostics.ENABLED) {
            holder = Thread.currentThread().threadId();
        }
    }

    private void recordTaken() {
        if (RaceEvents.ON) {
            lockEdge();
        }
        if (Trace.ON) {
            takenAt = Lines.LOCKS.here();
        }
    }

    // ---- waiting --------------------------------------------------------------------------------

    /**
     * Locks it if the outcome is SERVED, and only then; an exception means that it is not locked.
     */
    final Outcome lockSlow(WaitMode mode) {
        boolean token = false;
        try {
            token = spin(false);
            if (take(token)) {
                return Outcome.SERVED;
            }
            Waiter w = new Waiter(G.current(), null);
            long since = GoRuntime.scheduler().nanoTime();
            boolean starving = false;
            for (boolean again = false;; again = true) {
                if (!enqueue(w, token, again, starving)) {
                    return Outcome.SERVED;
                }
                token = false;
                Outcome outcome = mode.await(waitPoint(), w);
                if (outcome != Outcome.SERVED) {
                    clearQueuedIfEmpty(starving);
                    return outcome;
                }
                token = !w.success;
                starving = GoRuntime.scheduler().nanoTime() - since > starvationNanos;
                if (!token) { // it was handed the mutex itself
                    if (Trace.ON || RaceEvents.ON) {
                        recordTaken();
                    }
                    if (Probe.installed() != null) {
                        Probe.did(Operation.LOCK, this, 0, -1);
                    }
                    if (!starving) {
                        STATE.getAndBitwiseAnd(this, ~STARVING);
                    }
                    return Outcome.SERVED;
                }
                if (takeAfterPark()) {
                    return Outcome.SERVED;
                }
            }
        } catch (Throwable e) { // could not park, or no memory
            if (token) {
                forwardToken();
            }
            throw e;
        }
    }

    /** Spins in the hope of a quick unlock. Returns whether the caller now holds the token. */
    private boolean spin(boolean token) {
        boolean mine = token;
        for (int i = 0; Spin.canSpin(i); i++) {
            int s = state;
            if ((s & (LOCKED | STARVING)) != LOCKED) {
                break;
            }
            if ((s & (QUEUED | WOKEN)) == QUEUED) {
                mine |= STATE.compareAndSet(this, s, s | WOKEN);
            }
            Spin.doSpin();
        }
        return mine;
    }

    /**
     * Tries once more, with the token. Not inlined before the first goroutine reaches this: see
     * {@code Parking}.
     */
    private boolean takeAfterPark() {
        return take(spin(true));
    }

    /** Locks it if it is unlocked, regardless of waiters. */
    final boolean take() {
        StackRoom.check();
        return take(false);
    }

    /** Locks it if it is unlocked, which ends the token. */
    private boolean take(boolean token) {
        for (int s = state; (s & LOCKED) == 0; s = state) {
            int locked = token ? (s | LOCKED) & ~WOKEN : s | LOCKED;
            if (STATE.compareAndSet(this, s, locked)) {
                taken();
                return true;
            }
        }
        return false;
    }

    /**
     * Locks it as {@link #take} does, for a caller that may still have to {@link #takeBack} it.
     * That, or {@link #keep}, follows within a few instructions. Another thread that tries in
     * between waits for the decision: it must not be refused because of an attempt that is refused
     * itself.
     */
    final boolean tryToTake() {
        StackRoom.check();
        for (int looks = 0;; looks++) {
            int s = state;
            if ((s & LOCKED) == 0) {
                if (STATE.compareAndSet(this, s, s | LOCKED | TRIED)) {
                    return true;
                }
            } else if ((s & TRIED) == 0) {
                return false;
            } else {
                Spin.backOff(looks);
            }
        }
    }

    /** Confirms a {@link #tryToTake}: it is locked. */
    final void keep() {
        taken();
        STATE.getAndBitwiseAnd(this, ~TRIED);
    }

    /** Undoes a {@link #tryToTake}. */
    final void takeBack() {
        unlockSlow();
    }

    /**
     * Enqueues the waiter, which ends the token. Returns false if the mutex was unlocked in between
     * and is now taken.
     */
    private boolean enqueue(Waiter w, boolean token, boolean again, boolean starving) {
        WaitPoint p = waitPoint();
        p.lock.lock();
        try {
            int s;
            int waiting;
            do {
                if (take(token)) {
                    return false;
                }
                s = state;
                waiting = s | QUEUED | (starving ? STARVING : 0);
                waiting = token ? waiting & ~WOKEN : waiting;
            } while ((s & LOCKED) == 0 || !STATE.compareAndSet(this, s, waiting));
            if (again) {
                p.queue.enqueueFirst(w);
            } else {
                p.queue.enqueue(w);
            }
            return true;
        } finally {
            p.lock.unlock();
        }
    }

    final WaitPoint waitPoint() {
        WaitPoint p = waitPoint;
        if (p == null) {
            p = newWaitPoint();
            WaitPoint other = (WaitPoint) WAIT_POINT.compareAndExchange(this, null, p);
            p = other == null ? p : other;
        }
        return p;
    }

    /** Makes the queue. */
    WaitPoint newWaitPoint() {
        return new WaitPoint(WaitReason.MUTEX_LOCK, this);
    }

    /**
     * Cleans up after a waiter gave up. Clears QUEUED if the queue is empty, which saves later
     * unlocks a check of the queue. If this waiter asked for a hand-over, no other one has; others
     * that starve will ask again.
     */
    private void clearQueuedIfEmpty(boolean starving) {
        WaitPoint p = waitPoint();
        p.lock.lock();
        try {
            if (p.queue.isEmpty()) {
                STATE.getAndBitwiseAnd(this, ~(QUEUED | STARVING));
            } else if (starving) {
                STATE.getAndBitwiseAnd(this, ~STARVING);
            }
        } finally {
            p.lock.unlock();
        }
    }

    // ---- unlock ---------------------------------------------------------------------------------

    private void unlockSlow() {
        for (;;) {
            int s = state;
            requireLocked(s);
            if ((s & STARVING) != 0) {
                handOver();
                return;
            }
            boolean wake = (s & (QUEUED | WOKEN)) == QUEUED;
            int unlocked = s & ~(LOCKED | TRIED);
            if (STATE.compareAndSet(this, s, wake ? unlocked | WOKEN : unlocked)) {
                if (wake) {
                    wakeFirst();
                }
                return;
            }
        }
    }

    /** Gives the token, which the caller holds, to the first waiter. */
    private void wakeFirst() {
        WaitPoint p = waitPoint();
        Waiter w;
        p.lock.lock();
        try {
            w = p.queue.dequeue();
            if (p.queue.isEmpty()) {
                STATE.getAndBitwiseAnd(this, w == null ? ~(QUEUED | WOKEN) : ~QUEUED);
            }
        } finally {
            p.lock.unlock();
        }
        if (w != null) {
            w.g.ready();
        }
    }

    /**
     * Passes the token on, because its holder cannot use it. If the mutex is locked, its unlock
     * will make another one.
     */
    private void forwardToken() {
        for (;;) {
            int s = state;
            if ((s & (LOCKED | QUEUED)) == QUEUED) {
                wakeFirst();
                return;
            }
            if (STATE.compareAndSet(this, s, s & ~WOKEN)) {
                return;
            }
        }
    }

    /** Hands the mutex itself to the first waiter. */
    private void handOver() {
        WaitPoint p = waitPoint();
        Waiter w;
        p.lock.lock();
        try {
            w = p.queue.dequeue();
            if (w == null) { // all waiters gave up
                STATE.getAndBitwiseAnd(this, ~(LOCKED | TRIED | STARVING | QUEUED));
                return;
            }
            w.success = true;
            takenAt = null;
            if (Diagnostics.ENABLED) {
                holder = w.g.thread().threadId();
            }
            int over = p.queue.isEmpty() ? TRIED | STARVING | QUEUED : TRIED;
            STATE.getAndBitwiseAnd(this, ~over);
        } finally {
            p.lock.unlock();
        }
        w.g.ready();
    }

    /** Returns the thread that has locked it, if known: {@link OwnedTarget#holders}. */
    final long[] holders() {
        long h = holder;
        boolean known = h != 0 && (state & LOCKED) != 0 && foreignUnlocks == 0 && !isSignal;
        return known ? new long[] {h} : OwnedTarget.NO_HOLDERS;
    }

    /** Implements {@link OwnedTarget#takenAt}. */
    final @Nullable StackTraceElement takenAt(long thread) {
        StackTraceElement at = takenAt;
        return holder == thread ? at : null;
    }

    /** Returns whether it is as new: unlocked, with no waiter and no token. For tests. */
    final boolean isIdle() {
        return state == 0;
    }

    final boolean isAwaited() {
        return (state & QUEUED) != 0;
    }

    /** @param locked the word for a mutex that is locked */
    final String describe(String locked) {
        int s = state;
        return ((s & LOCKED) != 0 ? locked : "unlocked")
                + ((s & QUEUED) != 0 ? ", awaited" : "")
                + ((s & STARVING) != 0 ? ", starving" : "");
    }
}
