package dev.jopher.race.internal.raw;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Takes the place of an AtomicLong. */
public final class RawLong {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(RawLong.class, "value", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile long value;

    public RawLong() {}

    public RawLong(long value) {
        this.value = value;
    }

    public long get() {
        return value;
    }

    public long getAndAdd(long delta) {
        return (long) VALUE.getAndAdd(this, delta);
    }

    public long addAndGet(long delta) {
        return getAndAdd(delta) + delta;
    }

    public long incrementAndGet() {
        return getAndAdd(1) + 1;
    }
}
