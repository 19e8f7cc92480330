package dev.jopher.runtime;

import org.jspecify.annotations.Nullable;

/** An entry of the timer heap: something to do at a moment. May be added again once it has fired or was removed. */
public final class RuntimeTimer implements WaitTarget {
    /** Not in the heap. */
    static final int NOWHERE = -1;

    private final Runnable action;

    /** Whose it is; null outside of a {@code Go.run}. */
    private final @Nullable Program program = G.current().program();

    /** The moment, by the scheduler's clock; guarded by the heap's lock. */
    long when;

    /** Its place in the heap; guarded by the heap's lock. */
    int index = NOWHERE;

    /** @param action what to do; runs on the timer thread, so it is short and never waits */
    public RuntimeTimer(Runnable action) {
        this.action = action;
    }

    void fire() {
        action.run();
    }

    /** Whether its program has ended, so that it matters to nobody when it fires. */
    boolean isAbandoned() {
        return program != null && !program.isRunning();
    }

    /** How long it still has to go; only a hint, for it is read without the heap's lock. */
    @Override
    public String describe() {
        long left = when - GoRuntime.scheduler().nanoTime();
        return "timer that fires in " + Ago.text(Math.max(left, 0));
    }
}
