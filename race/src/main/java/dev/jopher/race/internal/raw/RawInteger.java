package dev.jopher.race.internal.raw;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Takes the place of an AtomicInteger. */
public final class RawInteger {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(RawInteger.class, "value", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int value;

    public RawInteger() {}

    public RawInteger(int value) {
        this.value = value;
    }

    public int get() {
        return value;
    }

    public int getPlain() {
        return (int) VALUE.get(this);
    }

    public void set(int next) {
        value = next;
    }

    public int getAndSet(int next) {
        return (int) VALUE.getAndSet(this, next);
    }

    public boolean compareAndSet(int expected, int next) {
        return VALUE.compareAndSet(this, expected, next);
    }

    public int addAndGet(int delta) {
        return (int) VALUE.getAndAdd(this, delta) + delta;
    }

    public int incrementAndGet() {
        return addAndGet(1);
    }

    public int decrementAndGet() {
        return addAndGet(-1);
    }

    public int getAndDecrement() {
        return (int) VALUE.getAndAdd(this, -1);
    }
}
