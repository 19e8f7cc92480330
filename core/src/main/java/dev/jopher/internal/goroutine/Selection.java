package dev.jopher.internal.goroutine;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The case of a waiting select that happened. Wakers on different channels race for it, and one
 * wins. So exactly one case happens, and the other wakers pass on to the next waiter in their
 * queue.
 */
public final class Selection {
    /** No case has happened yet. */
    public static final int OPEN = -1;

    /** The goroutine has abandoned its wait, because of an interrupt. */
    public static final int CANCELED = -2;

    private final AtomicInteger winner = new AtomicInteger(OPEN);

    /**
     * Returns true for the caller that may complete the select; {@code index} is the case, or
     * {@link #CANCELED}.
     */
    public boolean claim(int index) {
        return winner.get() == OPEN && winner.compareAndSet(OPEN, index);
    }

    /** Returns the index of the case that happened, {@link #OPEN} or {@link #CANCELED}. */
    public int winner() {
        return winner.get();
    }
}
