package dev.jopher.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import dev.jopher.internal.base.Diagnostics;
import dev.jopher.internal.base.RaceEvents;
import dev.jopher.internal.base.SpinLock;
import dev.jopher.internal.base.StackRoom;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.OwnedTarget;
import dev.jopher.internal.goroutine.Spin;
import dev.jopher.internal.goroutine.WaitQueue;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.goroutine.Waiter;
import dev.jopher.sync.WaitPoint.Outcome;
import dev.jopher.sync.WaitPoint.WaitMode;
import org.jspecify.annotations.Nullable;

/**
 * The algorithm of {@link RWMutex}, which adds the public methods. Follows Go's {@code
 * sync/rwmutex.go}.
 *
 * <p>Writers share a mutex. Its owner is <em>the</em> writer. It sets the bit WRITER of {@link
 * #state}, which keeps new readers out, waits until the earlier readers have left, and writes. Then
 * it clears the bit, which admits all waiting readers, and unlocks the mutex. Other writers wait
 * for the mutex and keep no reader out. Like every {@link Mutex}, it goes to the first thread that
 * tries. That matters: when the lock was always handed to the longest waiting writer, two
 * goroutines on one processor switched at each write (RWMutexWrite10: 40 ns, Go 7).
 *
 * <p>The word also holds the number of readers, the sum of their {@link ThreadFingerprint}s, and a
 * bit QUEUED. While QUEUED is clear, each reader locks and unlocks by one compare-and-set. While it
 * is set, the word changes under the short lock only. The invariants, whenever the short lock is
 * free:
 *
 * <ol>
 * <li>If a waiter is in a queue, QUEUED is set. It is set and cleared under the short lock only.
 * <li>If QUEUED is set, WRITER is.
 * <li>If WRITER is set, a writer owns the mutex. Until it writes or gives up, it is in its queue.
 * <li>The writer is queued only while there are readers; readers are queued only while WRITER is
 *     set.
 * </ol>
 *
 * <p>A writer that gives up leaves its queue first, and then calls {@link #withdraw}: between the
 * two steps, the third invariant does not hold. If the last reader unlocks in between, it clears
 * WRITER instead of the writer. So WRITER without a reader always means that a goroutine writes,
 * and an unlock is refused if none does.
 */
abstract sealed class RWMutexState permits RWMutex {
    private static final long WRITER = 1;
    private static final long QUEUED = 2;
    private static final long FLAGS = WRITER | QUEUED;

    /** One reader. The count has room for 67 million. */
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

    /** The mutex that writers share. */
    final Writers mutex = new Writers(this);

    private final SpinLock lock = new SpinLock();
    private final WaitQueue readers = new WaitQueue();

    /** Holds at most one waiter: the writer. */
    private final WaitQueue writer = new WaitQueue();

    final WaitPoint asReader = new WaitPoint(lock, readers, WaitReason.RWMUTEX_RLOCK, this);
    final WaitPoint asWriter = new WaitPoint(lock, writer, WaitReason.RWMUTEX_LOCK, this);

    /** Made for the first reader. */
    private volatile @Nullable ReaderTracker tracker;

    private volatile long state;

    /**
     * Remaining times the lock may become free of readers before reader tracking stops. Tracking
     * would make rLock and rUnlock a tenth slower where a goroutine does nothing else (5.6 ns and
     * 6.3; one processor, medians of 25 rounds). By then the program has most likely done each
     * thing that it does at least once. With {@link ReaderTracker#ALWAYS} tracking never stops.
     */
    private int trackingBudget = TRACKING_BUDGET;

    /** Whether readers are tracked. Never set again, because a partial record means nothing. */
    private boolean tracking = Diagnostics.ENABLED;

    /**
     * Whether a thread has unlocked it for another reader. Then it is used as a signal, and its
     * readers mean nothing.
     */
    private boolean isSignal;

    // ---- write ----------------------------------------------------------------------------------

    final Outcome lockAsWriter(WaitMode mode) {
        if (!mutex.lockFast()) {
            Outcome outcome = mutex.lockSlow(mode);
            if (outcome != Outcome.SERVED) {
                return outcome;
            }
        }
        Outcome outcome = STATE.compareAndSet(this, 0L, WRITER) ? Outcome.SERVED
                : awaitReaders(mode);
        if (RaceEvents.ON && outcome == Outcome.SERVED) {
            writeEdge();
        }
        return outcome;
    }

    /** Orders earlier unlocks of writers and readers before what the new writer does. */
    private void writeEdge() {
        RaceEvents.acquire(asReader);
        RaceEvents.acquire(asWriter);
    }

    /** Waits for the readers to leave. The caller owns the mutex. */
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

    /** Enqueues the writer. Returns false if the readers have left; then it is locked. */
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

    /** Cleans up after the writer gave up: the goroutines that wait because of it continue. */
    private void withdraw() {
        Waiter admitted = null;
        lock.lock();
        try {
            long s = state;
            if ((s & WRITER) != 0) { // else the writer has not set it yet
                admitted = addQueuedReaders(s & ~FLAGS);
            }
        } finally {
            lock.unlock();
        }
        WaitQueue.readyAll(admitted);
        mutex.releaseNow();
    }

    /**
     * Takes it if it is free. While it is free but its mutex is not, another thread is between the
     * two steps of an unlock or of a lock: this waits for the second one. Otherwise a thread that
     * has seen it free, because its own unlock was refused, could be refused here as well.
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
            if (RaceEvents.ON) {
                writeEdge();
            }
        } else {
            mutex.takeBack();
        }
        return taken;
    }

    final void unlockAsWriter() {
        StackRoom.checkEnd();
        if (RaceEvents.ON && (state & WRITER) != 0 && !isRead()) {
            RaceEvents.releaseMerge(asReader);
        }
        for (;;) {
            long s = state;
            if ((s & WRITER) == 0 || (s & COUNT) != 0) {
                throw new IllegalMonitorStateException("sync: Unlock of unlocked RWMutex");
            }
            if (s == WRITER) { // no reader waits
                if (STATE.compareAndSet(this, s, 0L)) {
                    break;
                }
            } else if (admitReaders(s)) {
                break;
            }
        }
        mutex.releaseNow();
    }

    /**
     * Clears WRITER and admits the waiting readers. Returns false if the state is no longer {@code
     * s}.
     */
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

    /**
     * Adds all waiting readers to those of {@code s}, under the lock. Returns them; the caller
     * makes them ready.
     */
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

    // ---- read -----------------------------------------------------------------------------------

    final Outcome lockAsReader(WaitMode mode) {
        if (takeAsReader()) {
            return Outcome.SERVED;
        }
        Waiter w = new Waiter(G.current(), null);
        Outcome outcome = enqueueIfWritten(w) ? mode.await(asReader, w) : Outcome.SERVED;
        if (outcome != Outcome.SERVED) {
            clearQueuedIfEmpty();
        } else if (RaceEvents.ON) {
            RaceEvents.acquire(asReader);
        }
        return outcome;
    }

    /** Cleans up after a reader gave up: the word is as if it had not waited. */
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

    /** Locks it for reading if there is no writer. */
    final boolean takeAsReader() {
        StackRoom.check();
        return takeAsReaderNow();
    }

    private boolean takeAsReaderNow() {
        if (tracking && tracker == null) {
            ReaderTracker unused = tracker(); // before it is locked, because there may be no memory
        }
        Thread me = Thread.currentThread();
        long unit = readerUnit(me);
        for (long s = state; (s & WRITER) == 0; s = state) {
            if (STATE.compareAndSet(this, s, s + unit)) {
                track(me);
                if (RaceEvents.ON) {
                    RaceEvents.acquire(asReader);
                }
                return true;
            }
        }
        return false;
    }

    /** Records a reader, after it has begun to read. */
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

    /** Enqueues a reader. Returns false if the writer is gone; then it is locked. */
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
        if (RaceEvents.ON && isRead()) {
            RaceEvents.releaseMerge(asWriter); // not asReader: readers do not order readers
        }
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
        long rest;
        for (;;) {
            long s = state;
            if ((s & COUNT) == 0) {
                throw new IllegalMonitorStateException("sync: RUnlock of unlocked RWMutex");
            }
            rest = s - unit;
            long left = clearResidue(rest);
            if ((s & QUEUED) == 0) {
                if (STATE.compareAndSet(this, s, left)) {
                    break;
                }
            } else if (admitWriter(s, left)) {
                break;
            }
        }
        if ((rest & COUNT) == 0 && tracking) {
            onNoReaders((rest & ~FLAGS) != 0);
        }
    }

    private long readerUnit(Thread reader) {
        return tracking ? READER + ThreadFingerprint.of(reader) : READER;
    }

    /** Returns {@code rest} without the fingerprints if no reader is left. */
    private static long clearResidue(long rest) {
        return (rest & COUNT) == 0 ? rest & FLAGS : rest;
    }

    /**
     * Updates the tracking after the last reader has left. If fingerprints remain, one thread has
     * unlocked for another.
     */
    private void onNoReaders(boolean residue) {
        isSignal |= residue;
        trackingBudget--;
        tracking = ReaderTracker.ALWAYS || trackingBudget > 0;
    }

    /**
     * Stores {@code left}, and wakes the writer if no reader is left. Returns false if the state is
     * no longer {@code s}.
     */
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
                if (woken == null) { // the writer is giving up
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

    // ---- the holders ---------------------------------------------------------------------------

    /**
     * Returns the threads that a waiter in {@code point} waits for: {@link OwnedTarget#holders}.
     * Readers wait for the writer.
     */
    final long[] holders(WaitPoint point) {
        if (point != asWriter) {
            return mutex.holders();
        }
        long s = state;
        if (isSignal || !tracking) {
            return OwnedTarget.NO_HOLDERS;
        }
        return (s & COUNT) == READER ? new long[] {ThreadFingerprint.threadId(s)}
                : tracker().readers();
    }

    /** Implements {@link OwnedTarget#takenAt}. For readers the line is not recorded. */
    final @Nullable StackTraceElement takenAt(WaitPoint point, long thread) {
        return point == asWriter ? null : mutex.takenAt(thread);
    }

    /**
     * Implements {@link OwnedTarget#isHolderPending}: while there are readers, the writer only
     * keeps others out.
     */
    final boolean isHolderPending(WaitPoint point) {
        return point != asWriter && (state & COUNT) != 0;
    }

    /** Returns whether it is as new. For tests. */
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

    /** The mutex that writers share. A goroutine that waits for it waits to write. */
    static final class Writers extends MutexState {
        private final RWMutexState of;

        private Writers(RWMutexState of) {
            this.of = of;
        }

        /** Does nothing: the RWMutex has the edges, because its writer may still give up. */
        @Override
        void lockEdge() {}

        @Override
        WaitPoint newWaitPoint() {
            return new WaitPoint(WaitReason.RWMUTEX_LOCK, of);
        }
    }
}
