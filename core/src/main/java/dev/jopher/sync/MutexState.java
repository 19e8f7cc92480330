package dev.jopher.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import dev.jopher.internal.base.Diagnostics;
import dev.jopher.internal.base.StackRoom;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.OwnedTarget;
import dev.jopher.internal.goroutine.Spin;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.goroutine.Waiter;
import dev.jopher.internal.sched.GoRuntime;
import dev.jopher.internal.track.Lines;
import dev.jopher.internal.track.Trace;
import dev.jopher.sync.WaitPoint.WaitMode;
import dev.jopher.sync.WaitPoint.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The algorithm of {@link Mutex}, which adds the ways to call it; after that of Go's {@code internal/sync/mutex.go}.
 *
 * <p>One word, {@link #state}, of four bits, and a queue under a short lock. Everybody may take the mutex
 * whenever LOCKED is clear; who cannot have it stands in the queue. To make sure that those are not forgotten,
 * and not woken in vain either, there is at most one <em>token</em>, the bit WOKEN: its holder is awake, on
 * his way to the mutex. An unlock that finds a queue and no token makes the token and gives it to the first
 * in the queue; if there is a token already, it just unlocks. The invariants:
 *
 * <ol>
 * <li>If somebody is in the queue, QUEUED is set. Both are changed under the short lock only.
 * <li>If QUEUED is set, either LOCKED is, or somebody holds the token. So there is always one who will look
 *     after the queue: the next unlock, or the holder of the token.
 * <li>The token ends only (a) in the step that locks the mutex, (b) in a step that sees it locked, that in which
 *     its holder goes back into the queue, or (c) when nobody is in the queue.
 * <li>Only who is in the queue can give up, by taking himself out of it. Who has been taken out, with the token,
 *     competes on, whatever becomes of his context meanwhile; so he cannot vanish together with the token.
 * <li>STARVING implies LOCKED, and no token.
 * </ol>
 *
 * <p>One who was woken and finds the mutex taken by somebody quicker goes back to the head of the queue. If he
 * has waited for more than a millisecond by then, he sets STARVING. As long as it is set, nobody takes the
 * mutex: unlock leaves it LOCKED and hands it to the first in the queue. That ends with one who has
 * waited for less than a millisecond, or when the queue is empty. A hand-over costs a switch of goroutines each time, and
 * meanwhile the mutex protects nothing, hence only then.
 *
 * <p>One who comes when the mutex is locked spins for a moment before he stands in the queue; if there is a
 * queue he takes the token for it, so that unlock does not wake anybody else meanwhile.
 */
abstract sealed class MutexState permits Mutex, RWMutexState.Writers {
    private static final int LOCKED = 1;

    /** The token. */
    private static final int WOKEN = 2;

    private static final int STARVING = 4;
    private static final int QUEUED = 8;

    /** Locked by a try that may be refused yet: see {@link #tryToTake}. */
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
     * The thread that has locked it, by its id; 0 if nobody has, or for the moment until he has said so. Plain, and
     * exact for who looks in the right order: a thread takes its id away before it unlocks, so of one that was seen
     * waiting first, and then here, it is sure that it has not unlocked. Costs 1.5 % of lock and unlock (4.50 ns,
     * 4.57 with it; 2 cores, JDK 25.0.3, parallel collector, medians of five pairs of runs).
     */
    private long holder;

    /** The line at which the holder locked it; null if that is not recorded. Only if {@link Trace#ON}, and then rationed. */
    private @Nullable StackTraceElement takenAt;

    /** Somebody else than the holder has unlocked it: then it is no lock but a signal, and who holds it tells nothing. */
    private boolean isSignal;

    /** Threads that are just unlocking it, and are not its holder. Meanwhile nothing tells who holds it. */
    private volatile int foreignUnlocks;

    /** Tests change it. */
    int starvationNanos = 1_000_000;

    /** Where one waits; made when the first has to, for most mutexes never see one. */
    private volatile @Nullable WaitPoint waitPoint;

    /** Locks it if that is simple; else it takes {@link #lockSlow}. */
    final boolean lockFast() {
        StackRoom.check();
        if (!STATE.compareAndSet(this, 0, LOCKED)) {
            return false;
        }
        taken();
        return true;
    }

    /**
     * Unlocks it: hands it over, or wakes one, as the case may be.
     *
     * @throws IllegalMonitorStateException if it is not locked; nothing has changed
     */
    final void release() {
        StackRoom.checkEnd();
        releaseNow();
    }

    /** As {@link #release}, for who has looked for room on the stack. */
    final void releaseNow() {
        if (Diagnostics.ENABLED) {
            if (holder != Thread.currentThread().threadId()) {
                releaseForAnother();
                return;
            }
            holder = 0; // it is mine, so this cannot be refused
        }
        if (!STATE.compareAndSet(this, LOCKED, 0)) {
            unlockSlow();
        }
    }

    /**
     * It becomes a signal if it is locked, and only then. Who holds it is not known from before the unlock until that is
     * noted.
     */
    private void releaseForAnother() {
        if (isSignal) {
            unlockSlow();
            return;
        }
        requireLocked(state);
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

    private void taken() {
        if (Trace.ON) {
            takenAt = Lines.LOCKS.here();
        }
        if (Diagnostics.ENABLED) {
            holder = Thread.currentThread().threadId();
        }
    }

    // ---- waiting -------------------------------------------------------------------------------------

    /** Locks it, if the outcome is SERVED; in all other cases, exceptions included, it does not. */
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
                if (!token) { // but the mutex itself
                    if (Trace.ON) {
                        takenAt = Lines.LOCKS.here();
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

    /** Hopes for a quick unlock; returns whether it now holds the token. */
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

    /** Tries once more, with the token. Not inlined before the first goroutine comes here: see {@code Parking}. */
    private boolean takeAfterPark() {
        return take(spin(true));
    }

    /** Locks it if it is unlocked, whoever waits. */
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
     * As {@link #take}, for who may yet have to {@link #takeBack} it. One or the other follows within a few instructions,
     * or {@link #keep}. Another that tries meanwhile waits for that: if the first one is refused, it must not be refused
     * because of it.
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

    /** After {@link #tryToTake}: it is locked. */
    final void keep() {
        taken();
        STATE.getAndBitwiseAnd(this, ~TRIED);
    }

    /** After {@link #tryToTake}: it is as if that had not been. */
    final void takeBack() {
        unlockSlow();
    }

    /** Into the queue, which ends the token; false if the mutex was unlocked meanwhile: then it is taken. */
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

    /** For those who wait for it. */
    WaitPoint newWaitPoint() {
        return new WaitPoint(WaitReason.MUTEX_LOCK, this);
    }

    /**
     * After one gave up. An empty queue is forgotten, which saves the next unlocks the look into it. If it was this one that
     * asked to be handed the mutex, nobody else has; those who also starve will.
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

    // ---- unlock --------------------------------------------------------------------------------------

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

    /** Gives the token, which the caller holds, to the first in the queue. */
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

    /** The holder of the token cannot use it. If the mutex is locked, its unlock will make another. */
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

    /** Gives the mutex itself to the first in the queue. */
    private void handOver() {
        WaitPoint p = waitPoint();
        Waiter w;
        p.lock.lock();
        try {
            w = p.queue.dequeue();
            if (w == null) { // all gave up
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

    /** Who has locked it, if that is known: {@link OwnedTarget#holders}. */
    final long[] holders() {
        long h = holder;
        boolean known = h != 0 && (state & LOCKED) != 0 && foreignUnlocks == 0 && !isSignal;
        return known ? new long[] {h} : OwnedTarget.NO_HOLDERS;
    }

    /** {@link OwnedTarget#takenAt}. */
    final @Nullable StackTraceElement takenAt(long thread) {
        StackTraceElement at = takenAt;
        return holder == thread ? at : null;
    }

    /** Whether it is as it was when it was new: unlocked, and nobody waits or is on his way. For tests. */
    final boolean isIdle() {
        return state == 0;
    }

    final boolean isAwaited() {
        return (state & QUEUED) != 0;
    }

    final String describe() {
        int s = state;
        return ((s & LOCKED) != 0 ? "locked" : "unlocked")
                + ((s & QUEUED) != 0 ? ", awaited" : "")
                + ((s & STARVING) != 0 ? ", starving" : "");
    }
}
