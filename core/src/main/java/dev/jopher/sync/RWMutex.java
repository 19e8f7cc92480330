package dev.jopher.sync;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.Function;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.runtime.G;
import dev.jopher.runtime.GoRuntime;
import dev.jopher.runtime.Held;
import dev.jopher.runtime.LockOrder;
import dev.jopher.runtime.ShortLock;
import dev.jopher.runtime.Spin;
import dev.jopher.runtime.WaitQueue;
import dev.jopher.runtime.WaitReason;
import dev.jopher.runtime.Waiter;
import dev.jopher.runtime.Whereabouts;
import dev.jopher.sync.Waiting.Manner;
import dev.jopher.sync.Waiting.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One writer or many readers: Go's {@code sync.RWMutex}.
 *
 * {@snippet :
 * var mu = new RWMutex();
 * var ages = new HashMap<String, Integer>();
 * try (var _ = mu.hold()) { // mu.Lock(); defer mu.Unlock()
 *     ages.put("Dolly", 6);
 * }
 * try (var _ = mu.rHold()) { // mu.RLock(); defer mu.RUnlock()
 *     report(ages.get("Dolly"));
 * }
 * }
 *
 * <p>A writer that waits keeps new readers out, so that it is not starved by them; after a writer all readers
 * that wait go before the next writer. Hence no reader may lock again while it reads: if a writer comes in
 * between, both wait for ever. Not owned: any goroutine or thread may unlock. {@code lock} and {@code rLock}
 * do not hear interrupts; the other methods that wait do.
 *
 * <p>An unlock happens-before the return of each later lock or rLock; an rUnlock happens-before the return of
 * the next lock (The Go Memory Model, "Locks").
 */
/*
 * One short lock guards a count of readers, a flag for the writer, and two queues. The mutex is handed over, never
 * left free for whoever comes while somebody waits. The invariants, whenever the short lock is free:
 *
 *   - if the writer's flag is set, there is no reader;
 *   - readers wait only while there is a writer, or one waits;
 *   - writers wait only while there is a writer or a reader.
 *
 * A writer that gives up may have been what readers waited for: then it lets them in.
 */
public final class RWMutex extends ReaderCount implements ReadWriteLock {
    private final ShortLock lock = new ShortLock();
    private final WaitQueue readers = new WaitQueue();
    private final WaitQueue writers = new WaitQueue();
    private final Waiting asReader = new Waiting(lock, readers, WaitReason.RWMUTEX_RLOCK, this);
    private final Waiting asWriter = new Waiting(lock, writers, WaitReason.RWMUTEX_LOCK, this);
    private final Lock readLock = new ReadLock(this);
    private final Lock writeLock = new WriteLock(this);

    private boolean writing;

    /** The thread that writes, by its id; of the one before if none does. */
    private long writer;

    /** Makes an unlocked mutex. */
    public RWMutex() {}

    // ---- write ---------------------------------------------------------------------------------------

    /** Waits until nobody reads or writes, and locks it for writing. An interrupt does not end the wait and stays set. */
    public void lock() {
        var _ = lock(Manner.UNINTERRUPTIBLE);
    }

    /**
     * As {@link #lock()}, unless {@code ctx} is done first; one that is done already locks nothing.
     *
     * @throws ContextException the context's error; it is not locked
     * @throws UncheckedInterruptedException if interrupted while it would wait; it is not locked
     */
    public void lock(Context ctx) {
        ContextException.throwIfDone(ctx);
        asWriter.throwUnlessServed(lock(Manner.until(ctx)), ctx);
    }

    Outcome lock(Manner manner) {
        return LockOrder.ON ? noting(manner, this::lockAsWriter) : lockAsWriter(manner);
    }

    /** With the order of locks in mind: who may give up waits for nobody. */
    private Outcome noting(Manner manner, Function<Manner, Outcome> locking) {
        if (manner == Manner.UNINTERRUPTIBLE) {
            LockOrder.wanted(this);
        }
        Outcome outcome = locking.apply(manner);
        if (outcome == Outcome.SERVED) {
            var _ = LockOrder.taken(this);
        }
        return outcome;
    }

    private Outcome lockAsWriter(Manner manner) {
        if (takeAsWriter(null)) {
            return Outcome.SERVED;
        }
        for (int i = 0; Spin.pays(i); i++) {
            Spin.round();
            if (takeAsWriter(null)) {
                return Outcome.SERVED;
            }
        }
        Waiter w = new Waiter(G.current(), null);
        if (takeAsWriter(w)) {
            return Outcome.SERVED;
        }
        Outcome outcome = Outcome.INTERRUPTED;
        try {
            outcome = manner.await(asWriter, w);
        } finally {
            if (outcome != Outcome.SERVED) {
                letReadersIn();
            }
        }
        return outcome;
    }

    /** Locks it for writing if nobody reads or writes. Does not wait. */
    @CheckReturnValue
    public boolean tryLock() {
        return takeAsWriter(null) && (!LockOrder.ON || LockOrder.taken(this));
    }

    /** Takes it if it is free; if not, {@code w}, if it is given, waits. */
    private boolean takeAsWriter(@Nullable Waiter w) {
        lock.lock();
        try {
            boolean free = !writing && reading() == 0;
            if (free) {
                writing = true;
                noteWriter(Thread.currentThread());
            } else if (w != null) {
                writers.enqueue(w);
            }
            return free;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends writing, whoever has locked it: all readers that wait go on, or else the first writer. Does not wait.
     *
     * @throws IllegalMonitorStateException "sync: Unlock of unlocked RWMutex"
     */
    public void unlock() {
        if (LockOrder.ON) {
            LockOrder.released(this);
        }
        Waiter next;
        lock.lock();
        try {
            if (!writing) {
                throw new IllegalMonitorStateException("sync: Unlock of unlocked RWMutex");
            }
            writing = false;
            isSignal |= Whereabouts.NOTED && writer != Thread.currentThread().threadId();
            next = admitReaders();
            if (next == null) {
                next = admitWriter();
            }
        } finally {
            lock.unlock();
        }
        WaitQueue.readyAll(next);
    }

    // ---- read ----------------------------------------------------------------------------------------

    /** Waits until nobody writes or waits to write, and locks it for reading. An interrupt does not end the wait and stays set. */
    public void rLock() {
        var _ = rLock(Manner.UNINTERRUPTIBLE);
    }

    /**
     * As {@link #rLock()}, unless {@code ctx} is done first; one that is done already locks nothing.
     *
     * @throws ContextException the context's error; it is not locked
     * @throws UncheckedInterruptedException if interrupted while it would wait; it is not locked
     */
    public void rLock(Context ctx) {
        ContextException.throwIfDone(ctx);
        asReader.throwUnlessServed(rLock(Manner.until(ctx)), ctx);
    }

    Outcome rLock(Manner manner) {
        return LockOrder.ON ? noting(manner, this::lockAsReader) : lockAsReader(manner);
    }

    private Outcome lockAsReader(Manner manner) {
        if (takeAsReader(null)) {
            return Outcome.SERVED;
        }
        for (int i = 0; Spin.pays(i); i++) {
            Spin.round();
            if (takeAsReader(null)) {
                return Outcome.SERVED;
            }
        }
        Waiter w = new Waiter(G.current(), null);
        return takeAsReader(w) ? Outcome.SERVED : manner.await(asReader, w);
    }

    /** Locks it for reading if nobody writes or waits to write. Does not wait. */
    @CheckReturnValue
    public boolean tryRLock() {
        return takeAsReader(null) && (!LockOrder.ON || LockOrder.taken(this));
    }

    /** Takes it if no writer has it or waits for it; if not, {@code w}, if it is given, waits. */
    private boolean takeAsReader(@Nullable Waiter w) {
        lock.lock();
        try {
            boolean free = !writing && writers.isEmpty();
            if (free) {
                countIn();
            } else if (w != null) {
                readers.enqueue(w);
            }
            return free;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends one reading, whoever has locked it: after the last the first writer goes on. Does not wait.
     *
     * @throws IllegalMonitorStateException "sync: RUnlock of unlocked RWMutex"
     */
    public void rUnlock() {
        if (LockOrder.ON) {
            LockOrder.released(this);
        }
        Waiter next = null;
        lock.lock();
        try {
            if (reading() == 0) {
                throw new IllegalMonitorStateException("sync: RUnlock of unlocked RWMutex");
            }
            countOut();
            if (reading() == 0) {
                next = admitWriter();
            }
        } finally {
            lock.unlock();
        }
        WaitQueue.readyAll(next);
    }

    // ---- who reads and who goes on, under the short lock ---------------------------------------------

    /** All readers that wait; the caller makes them ready. */
    private @Nullable Waiter admitReaders() {
        Waiter admitted = readers.drain();
        for (Waiter w = admitted; w != null; w = w.following()) {
            countIn(w.g.thread());
        }
        return admitted;
    }

    /** The first writer that waits; the caller makes it ready. */
    private @Nullable Waiter admitWriter() {
        Waiter first = writers.dequeue();
        writing = first != null;
        if (first != null) {
            noteWriter(first.g.thread());
        }
        return first;
    }

    private void noteWriter(Thread thread) {
        if (Whereabouts.NOTED) {
            writer = thread.threadId();
        }
    }

    /** After a writer gave up: readers wait no longer if it was the last. */
    private void letReadersIn() {
        Waiter admitted = null;
        lock.lock();
        try {
            if (!writing && writers.isEmpty()) {
                admitted = admitReaders();
            }
        } finally {
            lock.unlock();
        }
        WaitQueue.readyAll(admitted);
    }

    // ---- who holds it --------------------------------------------------------------------------------

    /**
     * {@link Held#holders}: who writes, or else who reads, if that is known; but what keeps out one who only wants to
     * read is the writer that waits first.
     */
    long[] holders(boolean toRead) {
        lock.lock();
        try {
            if (isSignal || !Whereabouts.NOTED) {
                return Held.NOBODY;
            }
            if (writing) {
                return new long[] {writer};
            }
            Waiter first = writers.peek();
            if (!toRead || first == null) {
                return readers();
            }
            return new long[] {first.g.thread().threadId()};
        } finally {
            lock.unlock();
        }
    }

    // ---- as locks ------------------------------------------------------------------------------------

    /** {@link #lock()}, for a try statement, which then unlocks. */
    @CheckReturnValue
    public Hold hold() {
        Hold h = this::unlock;
        lock();
        return h;
    }

    /** {@link #rLock()}, for a try statement, which then unlocks. */
    @CheckReturnValue
    public Hold rHold() {
        Hold h = this::rUnlock;
        rLock();
        return h;
    }

    /** The same mutex, as a Lock for reading: Go's {@code RLocker}. */
    @Override
    public Lock readLock() {
        return readLock;
    }

    /** The same mutex, as a Lock for writing. */
    @Override
    public Lock writeLock() {
        return writeLock;
    }

    static long deadline(long nanos) {
        return GoRuntime.timers().deadline(nanos);
    }

    /** Tells who has it: for people, not for programs. */
    @Override
    public String toString() {
        lock.lock();
        try {
            return "RWMutex[" + (writing ? "writing" : reading() + " reading")
                    + (writers.isEmpty() ? "" : ", awaited") + "]";
        } finally {
            lock.unlock();
        }
    }
}
