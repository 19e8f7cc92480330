package dev.jopher.internal.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.jopher.internal.sched.GoRuntime;
import dev.jopher.internal.sched.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Encodes events into {@linkplain Block blocks}. Each processor has a buffer, which the thread that
 * runs on its carrier uses without a lock; what other threads record goes to {@link SharedBuffers}.
 *
 * <h2>Why a goroutine may use the buffer of its carrier</h2>
 *
 * <p>A goroutine finds the buffer through its carrier, then writes to it. If it moved to another
 * carrier in between, two threads would write to one buffer. It cannot: a virtual thread leaves its
 * carrier only where it parks, yields, or waits for a monitor, and nothing between the two does
 * that. The JVM preempts no virtual thread. The system may stop the carrier at any point, but then
 * nothing else runs on it.
 *
 * <h2>Who acts</h2>
 *
 * <p>An event has no field for the goroutine that caused it. That is the <em>actor</em>, the one
 * that the latest RUN, BASE or ACTOR of the same buffer names.
 *
 * <h2>Time</h2>
 *
 * <p>Reading the clock takes 25 ns or more, a tenth of a switch. So an event whose exact time is
 * not needed has the time of the one before it: it happened after that one and before the next.
 * Every {@value #UNTIMED}th reads the clock, and so does the first one in each tick of the writer.
 * With every 8th a stream of values through a channel took half as long again.
 * In a shared buffer each event does, because its actor may have used another buffer meanwhile.
 */
final class Buffer implements AutoCloseable {
    private static final Scheduler SCHEDULER = GoRuntime.scheduler();

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** The longest event without a text: a type, a time and four numbers. */
    private static final int LONGEST = 64;

    private static final int UNTIMED = 32;

    private static final int UNKNOWN = -1;

    final Session session;
    final int number;
    final int processor;

    /** Whether a thread uses it; null for the buffer of a processor. */
    final @Nullable AtomicBoolean busy;

    /** The buffer that was made before this one. */
    @Nullable Buffer next;

    /** The goroutine that acts: 0 for none, negative for a thread that is no goroutine. */
    long actor;

    /** Whether the actor runs: it has not recorded yet that it stops. */
    boolean running;

    /** For how many nanoseconds stacks may be taken, and until when that is counted. */
    long stackCredit = Session.STACK_CREDIT;

    long creditedUntil;

    private volatile @Nullable Block block;
    private byte[] bytes = new byte[0];
    private int blocks;

    /** The object of the latest event with one, in this block; or {@link #UNKNOWN}. */
    private int object = UNKNOWN;

    /** How many bytes of the block are complete events. */
    private int at;

    /** Where the next byte of the current event goes. */
    private int to;

    private long last;
    private long now;
    private int untimed;
    private int tick;
    private int lost;

    Buffer(Session session, int number, int processor, boolean shared) {
        this.session = session;
        this.number = number;
        this.processor = processor;
        this.busy = shared ? new AtomicBoolean() : null;
    }

    /** Returns the block that it fills; null if there is none. For the writer. */
    @Nullable Block block() {
        return block;
    }

    /** Returns the time of its latest event. */
    long last() {
        return last;
    }

    /** Lets other threads use it again, if it is shared. */
    @Override
    public void close() {
        AtomicBoolean b = busy;
        if (b != null) {
            b.set(false);
        }
    }

    /** Names the actor of the events that follow, in a shared buffer. */
    void actor(long id) {
        if (actor != id) {
            actor = id;
            running = false;
            put(Format.ACTOR, false, 1, Format.zigzag(id), 0, 0, 0);
        }
    }

    /** Records an event with {@code n} numbers. Does not throw, except if the stack is full. */
    void put(int type, boolean exact, int n, long a, long b, long c, long d) {
        if (!begin(type, exact, LONGEST)) {
            return;
        }
        if (n > 0) {
            number(a);
        }
        if (n > 1) {
            number(b);
        }
        if (n > 2) {
            number(c);
        }
        if (n > 3) {
            number(d);
        }
        end();
    }

    /**
     * Records an event about an object. There are more of these than of all others, so the object's
     * number takes four bytes, or none if it is that of the last such event.
     */
    void putObject(int type, boolean exact, int about, int value) {
        if (!begin(type, exact, LONGEST)) {
            return;
        }
        if (about == object) {
            bytes[at] |= Format.SAME;
        } else {
            object = UNKNOWN; // until the event is complete: the stack may end before
            INT.set(bytes, to, about);
            to += Integer.BYTES;
        }
        number(value);
        end();
        object = about;
    }

    /** Records an event with a number and a text. */
    void put(int type, long a, byte[] text, int length) {
        if (begin(type, true, LONGEST + length)) {
            number(a);
            number(length);
            System.arraycopy(text, 0, bytes, to, length);
            to += length;
            end();
        }
    }

    /** Returns whether there is room for an event; otherwise it is lost, and counted. */
    private boolean begin(int type, boolean exact, int longest) {
        to = at;
        if (to + longest > bytes.length && !nextBlock()) {
            lost++;
            return false;
        }
        now = last;
        if (exact || busy != null || ++untimed >= UNTIMED || tick != session.tick) {
            untimed = 0;
            tick = session.tick;
            now = Math.max(last, session.now());
            bytes[to++] = (byte) (type | Format.TIMED);
            number(now - last);
        } else {
            bytes[to++] = (byte) type;
        }
        return true;
    }

    private void end() {
        last = now;
        at = to;
        Block b = block;
        if (b != null) {
            b.end(to);
        }
        if (session.asleep) {
            session.wakeWriter();
        }
    }

    private void number(long n) {
        if (n >>> 7 == 0) {
            bytes[to++] = (byte) n;
        } else {
            longNumber(n);
        }
    }

    private void longNumber(long n) {
        long rest = n;
        int i = to;
        while ((rest & ~0x7fL) != 0) {
            bytes[i++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[i++] = (byte) rest;
        to = i;
    }

    /** Hands the full block to the writer, and begins another. Returns false if there is none. */
    private boolean nextBlock() {
        Block fullOne = block;
        if (fullOne != null) {
            bytes = NONE;
            at = 0;
            fullOne.ended = last;
            session.full(fullOne); // before it leaves the buffer: a reader finds it here or there
            block = null;
        }
        Block b = session.blocks.take();
        if (b == null) {
            return false;
        }
        long time = Math.max(last, session.now());
        b.begin(number, processor, blocks++, time);
        bytes = b.bytes;
        at = 0;
        to = 0;
        object = UNKNOWN;
        bytes[to++] = Format.BASE;
        number(time);
        number(Format.zigzag(actor));
        number(running ? 1 : 0);
        number(lost);
        session.lost(lost);
        lost = 0;
        last = time;
        at = to;
        b.end(at);
        block = b;
        return true;
    }

    private static final byte[] NONE = new byte[0];

    /** Returns how many events were lost since the last block began. */
    int lost() {
        return lost;
    }

    static long nanoTime() {
        return SCHEDULER.nanoTime();
    }
}
