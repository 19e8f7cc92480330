package dev.jopher.internal.record;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import dev.jopher.internal.base.VirtualThreadAccess;
import dev.jopher.internal.goroutine.CreationSite;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.goroutine.WaitTarget;
import dev.jopher.internal.sched.Carrier;
import dev.jopher.internal.sched.P;
import org.jspecify.annotations.Nullable;

/**
 * One recording: its buffers, its tables, its clock. Threads that record use it, and one thread
 * writes what they have recorded.
 */
final class Session {
    /** A program of a few thousand switches has a stack for each of them. */
    static final long STACK_CREDIT = 20_000_000;

    /** The part of the time that may be spent on stacks: one in this many. */
    private static final int STACK_SHARE = 20;

    /** How many locks and unlocks are recorded after a goroutine has waited for a lock. */
    private static final int RECORDED_USES = 32;

    /** How many objects are known to have been described. */
    private static final int OBJECTS = 1 << 14;

    private static final boolean OWN_SCHEDULER = VirtualThreadAccess.canSchedule();

    final Blocks blocks;
    final Table<String> strings = new Table<>(1 << 12);
    final Table<CreationSite> places = new Table<>(1 << 12);
    final Table<Stack> stacks = new Table<>(1 << 14);

    /** Counts the turns of the writer. Plain: an event may take an old time for a new one. */
    int tick;

    /** Whether the writer sleeps until something is recorded. */
    volatile boolean asleep;

    private final long start;
    private final AtomicReference<@Nullable Buffer> buffers = new AtomicReference<>();
    private final AtomicInteger bufferNumbers = new AtomicInteger();
    private final AtomicLong lost = new AtomicLong();
    private final SharedBuffers shared;

    /** The objects that were described last; an entry is an object's number and what is known. */
    private final int[] described = new int[OBJECTS];

    /** The locks that goroutines have waited for, as numbers. */
    private final int[] contended = new int[OBJECTS];

    /** How many more uses of each of those are recorded, until a goroutine waits for it again. */
    private final int[] uses = new int[OBJECTS];

    private final Runnable wakeWriter;

    Session(int blocks, Runnable wakeWriter) {
        this.blocks = new Blocks(blocks);
        this.wakeWriter = wakeWriter;
        this.start = Buffer.nanoTime();
        this.shared = new SharedBuffers(this);
    }

    /** Returns the nanoseconds since the start. */
    long now() {
        return Buffer.nanoTime() - start;
    }

    /** Returns the moment {@code nanos} of the scheduler's clock as nanoseconds since the start. */
    long at(long nanos) {
        return Math.max(0, nanos - start);
    }

    // ---- buffers --------------------------------------------------------------------------------

    Buffer newBuffer(int processor, boolean isShared) {
        Buffer b = new Buffer(this, bufferNumbers.incrementAndGet(), processor, isShared);
        Buffer before;
        do {
            before = buffers.get();
            b.next = before;
        } while (!buffers.compareAndSet(before, b));
        return b;
    }

    /** Returns the buffer that was made last, linked to those before it. */
    @Nullable Buffer buffers() {
        return buffers.get();
    }

    /** Returns the buffer for the current thread, which closes it after use; null for none. */
    @Nullable Buffer buffer() {
        Thread t = Thread.currentThread();
        Thread c = !t.isVirtual() ? t : OWN_SCHEDULER ? VirtualThreadAccess.currentCarrier() : null;
        return c instanceof Carrier carrier ? of(carrier.p) : shared.take(t, idOf(t));
    }

    /** Returns the buffer of a processor. Called on its carrier. */
    Buffer of(P p) {
        if (p.log instanceof Buffer b && b.session == this) {
            return b;
        }
        Buffer made = newBuffer(p.id, false);
        p.log = made;
        return made;
    }

    /** Returns the number of a goroutine; that of another thread is negative. */
    static long idOf(Thread t) {
        return t.isVirtual() && t.getUncaughtExceptionHandler() instanceof G g
                ? g.id()
                : -t.threadId();
    }

    void full(Block b) {
        blocks.putFull(b);
        wakeWriter();
    }

    void wakeWriter() {
        asleep = false;
        wakeWriter.run();
    }

    void lost(int events) {
        if (events > 0) {
            lost.addAndGet(events);
        }
    }

    /** Returns how many events were lost so far. */
    long lost() {
        long sum = lost.get();
        for (Buffer b = buffers(); b != null; b = b.next) {
            sum += b.lost();
        }
        return sum;
    }

    // ---- what events refer to -------------------------------------------------------------------

    int place(@Nullable CreationSite site) {
        return site == null ? 0 : places.numberOf(site);
    }

    /**
     * Returns the current stack, or 0 if stacks have taken enough time on this processor. As long
     * as a program is small, each is taken. Then only as many as make it a twentieth slower.
     *
     * @param spare how much of the credit is kept for more important stacks
     */
    int stack(Buffer b, long spare) {
        long credit = b.stackCredit + (b.last() - b.creditedUntil) / STACK_SHARE;
        b.creditedUntil = b.last();
        b.stackCredit = Math.min(credit, STACK_CREDIT);
        if (b.stackCredit <= spare) {
            return 0;
        }
        long before = Buffer.nanoTime();
        int number = stacks.numberOf(Stack.here());
        b.stackCredit -= Buffer.nanoTime() - before;
        return number;
    }

    /** Returns the number of an object, and describes it if it was not described recently. */
    int object(Buffer b, @Nullable Object on, int capacity) {
        if (on == null) {
            return 0;
        }
        Object o = on instanceof WaitTarget t ? t.identity() : on;
        int number = Math.max(1, System.identityHashCode(o));
        int known = number << 1 | (capacity >= 0 ? 1 : 0);
        if (described[number & OBJECTS - 1] != known) {
            describe(b, o, number, known, capacity);
        }
        return number;
    }

    private void describe(Buffer b, Object o, int number, int known, int capacity) {
        int slot = number & OBJECTS - 1;
        if (described[slot] != (known | 1)) { // with its capacity it may be known already
            described[slot] = known;
            b.put(Format.OBJECT, false, 3, number,
                    strings.numberOf(o.getClass().getSimpleName()), capacity + 1, 0);
        }
    }

    /** Lets each object be described again at its next use. */
    void forgetObjects() {
        Arrays.fill(described, 0);
    }

    /** Returns the number of an object that the current goroutine waits on. */
    int waits(Buffer b, WaitReason why, Object on) {
        int number = object(b, on, -1);
        if (why == WaitReason.MUTEX_LOCK) {
            contended[number & OBJECTS - 1] = number;
            uses[number & OBJECTS - 1] = RECORDED_USES;
        }
        return number;
    }

    /**
     * Returns whether a goroutine has waited for that lock not long ago. Others are locked and
     * unlocked in a few nanoseconds, too few for a record.
     */
    boolean isContended(Object lock) {
        int number = Math.max(1, System.identityHashCode(lock));
        int slot = number & OBJECTS - 1;
        if (contended[slot] != number) {
            return false;
        }
        int left = uses[slot];
        if (left <= 0) {
            return false;
        }
        uses[slot] = left - 1;
        return true;
    }
}
