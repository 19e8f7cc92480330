package dev.jopher.race.internal.raw;

/** Takes the place of an AtomicBoolean. */
public final class RawBoolean {
    private final RawInteger value = new RawInteger();

    public boolean compareAndSet(boolean expected, boolean next) {
        return value.compareAndSet(expected ? 1 : 0, next ? 1 : 0);
    }

    public boolean getAndSet(boolean next) {
        return value.getAndSet(next ? 1 : 0) != 0;
    }

    public void set(boolean next) {
        value.set(next ? 1 : 0);
    }

    public boolean get() {
        return value.get() != 0;
    }
}
