package dev.jopher.internal.goroutine;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which case of a waiting select happened. Wakers on different channels race for it; one wins, so exactly
 * one case happens, and the others pass on to the next waiter in their queue.
 */
public final class Selection {
    /** No case has happened yet. */
    public static final int OPEN = -1;

    /** The goroutine gave up waiting, because of an interrupt. */
    public static final int CANCELED = -2;

    private final AtomicInteger winner = new AtomicInteger(OPEN);

    /** True for the one who may complete the select; {@code index} is the case, or {@link #CANCELED}. */
    public boolean claim(int index) {
        return winner.get() == OPEN && winner.compareAndSet(OPEN, index);
    }

    /** The index of the case that happened, {@link #OPEN} or {@link #CANCELED}. */
    public int winner() {
        return winner.get();
    }
}
