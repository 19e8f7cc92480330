package dev.jopher.internal.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * A piece of memory that one {@link Buffer} fills with events. The bytes before {@link #end} never
 * change until the writer has taken the block back, so the writer may read them meanwhile.
 */
final class Block {
    static final int BYTES = 1 << 15;

    private static final VarHandle END;

    static {
        try {
            END = MethodHandles.lookup().findVarHandle(Block.class, "end", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final byte[] bytes = new byte[BYTES];

    /**
     * The buffer that fills it, its processor or -1, and which one of that buffer's blocks it is.
     */
    int buffer;

    int processor;
    int number;

    /** The time at which it was begun. */
    long begun;

    /** The time of its last event, once it is full. */
    long ended;

    /** How many bytes the writer has written. Used by the writer alone. */
    int written;

    /** The block that was full before this one. */
    @Nullable Block next;

    private int end;

    /** Returns how many bytes are events, and complete. */
    int end() {
        return (int) END.getAcquire(this);
    }

    void end(int now) {
        END.setRelease(this, now);
    }

    void begin(int buffer, int processor, int number, long now) {
        this.buffer = buffer;
        this.processor = processor;
        this.number = number;
        this.begun = now;
        this.next = null;
        end(0);
    }

    /**
     * Empties it, before another buffer may have it. A writer that still finds it in the buffer
     * that has filled it then sees nothing in it.
     */
    void clear() {
        written = 0;
        end(0);
    }
}
