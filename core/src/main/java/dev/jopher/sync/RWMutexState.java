package dev.jopher.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import dev.jopher.internal.base.Diagnostics;
import dev.jopher.internal.base.SpinLock;
import dev.jopher.internal.base.StackRoom;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.OwnedTarget;
import dev.jopher.internal.goroutine.Spin;
import dev.jopher.internal.goroutine.WaitQueue;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.goroutine.Waiter;
import dev.jopher.sync.WaitPoint.WaitMode;
import dev.jopher.sync.WaitPoint.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The algorithm of {@link RWMutex}, which adds the ways to call it; after that of Go's {@code sync/rwmutex.go}.
 *
 * <p>Writers have a mutex among themselves. Who has that is <em>the</em> writer: it sets the bit WRITER of {@link #state},
 * which keeps new readers out, waits until the readers are gone that were there before, writes, clears the bit, which lets all
 * readers in that wait, and unlocks the mutex. The other writers, who wait for the mutex, keep nobody out, and
 * like every {@link Mutex} it goes to whoever comes first. That matters: where the one lock was always handed to the writer
 * that waited longest, two goroutines on one processor changed places at each write (RWMutexWrite10: 40 ns, Go 7).
 *
 * <p>The word also has a count of readers, who they are (see {@link ThreadFingerprint}), and a bit QUEUED. As long as that is clear,
 * readers come and go by a compare-and-set each; while it is set, the word changes under the short lock only. The
 * invariants, whenever the short lock is free:
 *
 * <ol>
 * <li>If somebody is in a queue, QUEUED is set. It is set and cleared under the short lock only.
 * <li>If QUEUED is set, WRITER is.
 * <li>If WRITER is set, one has the mutex. Until it has what it wants, or gave up, it is in its queue.
 * <li>The writer is in its queue only while there are readers; readers are in theirs only while WRITER is set.
 * </ol>
 *
 * <p>A writer that gives up leaves its queue first, and then calls {@link #withdraw}: between, the third does not hold. If
 * the last reader ends meanwhile, it clears WRITER in place of the writer. So WRITER without a reader always means that
 * one writes, and an unlock where none does is refused.
 */
abstract sealed class RWMutexState permits RWMutex {
    private static final long WRITER = 1;
    private static final long QUEUED = 2;
    private static final long FLAGS = WRITER | QUEUED;

    /** One reader: 67 million of them can be counted. */
    private static final long READER = 4;

    private static final long COUNT = (1L << ThreadFingerprint.SHIFT) - READER;

    static final int TRACKING_BUDGET = 10_000;

    private static final VarHandle STATE;
    private static final VarHandle TRACKER;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(RWMutexState.class, "state", long.class);
            TRACKER = lookup.findVarHandle(RWMutexState.class, "tracker", ReaderTracker.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Among writers. */
    final Writers mutex = new Writers(this);

    private final SpinLock lock = new SpinLock();
    private final WaitQueue readers = new WaitQueue();

    /** For one: the writer. */
    private final WaitQueue writer = new WaitQueue();

    final WaitPoint asReader = new WaitPoint(lock, readers, WaitReason.RWMUTEX_RLOCK, this);
    final WaitPoint asWriter = new WaitPoint(lock, writer, WaitReason.RWMUTEX_LOCK, this);

    /** Made for the first reader. */
    private volatile @Nullable ReaderTracker tracker;

    private volatile long state;

    /**
     * How often nobody will read any more before it is noted no more who does: it would make rLock and rUnlock a tenth slower where
     * a goroutine does nothing else (5.6 ns and 6.3; one processor, medians of 25 rounds). By then the program most likely
     * has done once what it does. With {@link ReaderTracker#ALWAYS} it is always noted.
     */
    private int trackingBudget = TRACKING_BUDGET;

    /** Never set again: what was noted in parts tells nothing. */
    private boolean tracking = Diagnostics.ENABLED;

    /** One reader has unlocked it for another once: then it is a signal, and who reads tells nothing. */
    private boolean isSignal;

    // ---- write ---------------------------------------------------------------------------------------

    final Outcome lockAsWriter(WaitMode mode) {
        if (!mutex.lockFast()) {
            Outcome outcome = mutex.lockSlow(mode);
            if (outcome != Outcome.SERVED) {
                return outcome;
            }
        }
        return STATE.compareAndSet(this, 0L, WRITER) ? Outcome.SERVED : awaitReaders(mode);
    }

    /** With the mutex. */
    private Outcome awaitReaders(WaitMode mode) {
        Outcome outcome = Outcome.INTERRUPTED;
        try {
            Waiter w = new Waiter(G.current(), null);
            outcome = enqueueIfRead(w) ? mode.await(asWriter, w) : Outcome.SERVED;
        } finally {
            if (outcome != Outcome.SERVED) {
                withdraw();
            }
        }
        return outcome;
    }

    /** False if the readers are gone: then it is taken. */
    private boolean enqueueIfRead(Waiter w) {
        lock.lock();
        try {
            for (;;) {
                long s = state;
                boolean read = s != 0;
                if (STATE.compareAndSet(this, s, read ? s | FLAGS : WRITER)) {
                    if (read) {
                        writer.enqueue(w);
                    }
                    return read;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** After a wait in vain: who waits because of this writer goes on. */
    private void withdraw() {
        Waiter admitted = null;
        lock.lock();
        try {
            long s = state;
            if ((s & WRITER) != 0) { // else it has not come so far
                admitted = addQueuedReaders(s & ~FLAGS);
            }
        } finally {
            lock.unlock();
        }
        WaitQueue.readyAll(admitted);
        mutex.releaseNow();
    }

    /**
     * Takes it if it is free. While it is free but its mutex is not, another thread is between the two steps of an unlock or
     * of a lock: this waits for the second one. Otherwise a thread that has seen it free, because its own unlock was
     * refused, could be refused here as well.
     */
    final boolean takeAsWriter() {
        for (int looks = 0;; looks++) {
            if (state != 0) {
                return false;
            }
            if (mutex.tryToTake()) {
                break;
            }
            Spin.backOff(looks);
        }
        boolean taken = STATE.compareAndSet(this, 0L, WRITER);
        if (taken) {
            mutex.keep();
        } else {
            mutex.takeBack();
        }
        return taken;
    }

    final void unlockAsWriter() {
        StackRoom.checkEnd();
        long s;
        do {
            s = state;
            if ((s & WRITER) == 0 || (s & COUNT) != 0) {
                throw new IllegalMonitorStateException("sync: Unlock of unlocked RWMutex");
            }
        } while (s == WRITER ? !STATE.compareAndSet(this, s, 0L) : !admitReaders(s));
        mutex.releaseNow();
    }

    /** False if the state is not {@code s} any more. */
    private boolean admitReaders(long s) {
        Waiter admitted;
        lock.lock();
        try {
            if (state != s) {
                return false;
            }
            admitted = addQueuedReaders(0);
        } finally {
            lock.unlock();
        }
        WaitQueue.readyAll(admitted);
        return true;
    }

    /** Beside those of {@code s}, all that wait; the caller makes them ready. Under the lock. */
    private @Nullable Waiter addQueuedReaders(long s) {
        Waiter admitted = readers.drain();
        long with = s;
        for (Waiter w = admitted; w != null; w = w.following()) {
            Thread reader = w.g.thread();
            with += readerUnit(reader);
            track(reader);
        }
        state = with;
        return admitted;
    }

    // ---- read ----------------------------------------------------------------------------------------

    final Outcome lockAsReader(WaitMode mode) {
        if (takeAsReader()) {
            return Outcome.SERVED;
        }
        Waiter w = new Waiter(G.current(), null);
        Outcome outcome = enqueueIfWritten(w) ? mode.await(asReader, w) : Outcome.SERVED;
        if (outcome != Outcome.SERVED) {
            clearQueuedIfEmpty();
        }
        return outcome;
    }

    /** After a reader gave up: the word is as if it had not waited. */
    private void clearQueuedIfEmpty() {
        lock.lock();
        try {
            if (state == FLAGS && readers.isEmpty() && writer.isEmpty()) {
                state = WRITER;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes it if there is no writer. */
    final boolean takeAsReader() {
        StackRoom.check();
        return takeAsReaderNow();
    }

    private boolean takeAsReaderNow() {
        if (tracking && tracker == null) {
            ReaderTracker unused = tracker(); // while it is not taken, for there may be no memory
        }
        Thread me = Thread.currentThread();
        long unit = readerUnit(me);
        for (long s = state; (s & WRITER) == 0; s = state) {
            if (STATE.compareAndSet(this, s, s + unit)) {
                track(me);
                return true;
            }
        }
        return false;
    }

    /** After it has begun to read. */
    private void track(Thread reader) {
        if (tracking && !tracker().add(reader.threadId())) {
            tracking = false;
        }
    }

    private ReaderTracker tracker() {
        ReaderTracker k = tracker;
        if (k == null) {
            ReaderTracker mine = new ReaderTracker();
            k = (ReaderTracker) TRACKER.compareAndExchange(this, null, mine);
            k = k == null ? mine : k;
        }
        return k;
    }

    /** False if the writer is gone: then it is taken. */
    private boolean enqueueIfWritten(Waiter w) {
        lock.lock();
        try {
            while (!takeAsReaderNow()) {
                long s = state;
                if ((s & WRITER) != 0 && STATE.compareAndSet(this, s, s | QUEUED)) {
                    readers.enqueue(w);
                    return true;
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    final void unlockAsReader() {
        StackRoom.checkEnd();
        ReaderTracker k = tracking ? tracker : null;
        if (k == null || isRead() && k.remove(Thread.currentThread().threadId())) {
            endReading();
            return;
        }
        boolean ended = false;
        k.beginForeignUnlock();
        try {
            endReading();
            ended = true;
        } finally {
            k.endForeignUnlock(ended);
        }
    }

    private boolean isRead() {
        return (state & COUNT) != 0;
    }

    private void endReading() {
        long unit = readerUnit(Thread.currentThread());
        long s;
        long rest;
        do {
            s = state;
            if ((s & COUNT) == 0) {
                throw new IllegalMonitorStateException("sync: RUnlock of unlocked RWMutex");
            }
            rest = s - unit;
        } while ((s & QUEUED) == 0
                ? !STATE.compareAndSet(this, s, clearResidue(rest))
                : !admitWriter(s, clearResidue(rest)));
        if ((rest & COUNT) == 0 && tracking) {
            onNoReaders((rest & ~FLAGS) != 0);
        }
    }

    private long readerUnit(Thread reader) {
        return tracking ? READER + ThreadFingerprint.of(reader) : READER;
    }

    /** When all have gone, nothing is left of their marks. */
    private static long clearResidue(long rest) {
        return (rest & COUNT) == 0 ? rest & FLAGS : rest;
    }

    /** If something was left of the marks, one has gone for another. */
    private void onNoReaders(boolean residue) {
        isSignal |= residue;
        trackingBudget--;
        tracking = ReaderTracker.ALWAYS || trackingBudget > 0;
    }

    /** If nobody reads any more; false if the state is not {@code s} any more. */
    private boolean admitWriter(long s, long left) {
        Waiter woken = null;
        lock.lock();
        try {
            if (state != s) {
                return false;
            }
            state = left;
            if (left == FLAGS) {
                woken = writer.dequeue();
                if (woken == null) { // it gives up
                    woken = addQueuedReaders(0);
                } else if (readers.isEmpty()) {
                    state = WRITER;
                }
            }
        } finally {
            lock.unlock();
        }
        WaitQueue.readyAll(woken);
        return true;
    }

    // ---- who has it ----------------------------------------------------------------------------------

    /** {@link OwnedTarget#holders}, for those who wait in {@code place}: what keeps readers out is the writer. */
    final long[] holders(WaitPoint point) {
        if (point != asWriter) {
            return mutex.holders();
        }
        long s = state;
        if (isSignal || !tracking) {
            return OwnedTarget.NO_HOLDERS;
        }
        return (s & COUNT) == READER ? new long[] {ThreadFingerprint.threadId(s)} : tracker().readers();
    }

    /** {@link OwnedTarget#takenAt}; of those that read it is not recorded. */
    final @Nullable StackTraceElement takenAt(WaitPoint point, long thread) {
        return point == asWriter ? null : mutex.takenAt(thread);
    }

    /** {@link OwnedTarget#isHolderPending}: while there are readers, the writer only keeps others out. */
    final boolean isHolderPending(WaitPoint point) {
        return point != asWriter && (state & COUNT) != 0;
    }

    /** As {@link MutexState#isIdle}. */
    final boolean isIdle() {
        return state == 0 && mutex.isIdle();
    }

    final String describe() {
        long s = state;
        boolean writing = (s & WRITER) != 0 && (s & COUNT) == 0;
        boolean awaited = writing ? mutex.isAwaited() : (s & WRITER) != 0;
        return (writing ? "writing" : (s & COUNT) / READER + " reading")
                + (awaited ? ", awaited" : "");
    }

    /** What writers have among themselves. Who waits for it waits to write. */
    static final class Writers extends MutexState {
        private final RWMutexState of;

        private Writers(RWMutexState of) {
            this.of = of;
        }

        @Override
        WaitPoint newWaitPoint() {
            return new WaitPoint(WaitReason.RWMUTEX_LOCK, of);
        }
    }
}
