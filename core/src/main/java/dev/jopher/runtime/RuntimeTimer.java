package dev.jopher.runtime;

/** An entry of the timer heap: something to do at a moment. May be added again once it has fired or was removed. */
public final class RuntimeTimer {
    /** Not in the heap. */
    static final int NOWHERE = -1;

    private final Runnable action;

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
}
