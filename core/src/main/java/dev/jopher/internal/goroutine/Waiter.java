package dev.jopher.internal.goroutine;

import org.jspecify.annotations.Nullable;

/**
 * A goroutine in one queue: Go's {@code sudog}. A select that waits on several channels has one per
 * case.
 *
 * <p>Until the goroutine is readied, the lock of what it waits for guards the fields. From then on
 * they belong to the goroutine: {@link G#ready} happens-before the return of {@link G#park}.
 */
public final class Waiter {
    /** The goroutine that waits. */
    public final G g;

    /** The select this is a case of; null if the goroutine waits for this alone. */
    final @Nullable Selection selection;

    /** The case's index in its select. Without a select, a number for the owner of the queue. */
    int index;

    /**
     * The value of a sender, the value that a receiver got, or another value that the owner of the
     * queue hands over.
     */
    public @Nullable Object element;

    /** Whether it got what it waited for; false if the channel was closed. */
    public boolean success;

    /** The links of its queue. */
    @Nullable Waiter next;

    @Nullable Waiter previous;
    boolean queued;

    /** Creates a waiter for one thing. */
    public Waiter(G g, @Nullable Object element) {
        this(g, element, null, 0);
    }

    /** Creates one case of a select. */
    public Waiter(G g, @Nullable Object element, @Nullable Selection selection, int index) {
        this.g = g;
        this.element = element;
        this.selection = selection;
        this.index = index;
    }

    /**
     * Returns whether a waker, at most one, may serve this waiter. A select accepts only the first
     * waker.
     */
    boolean claim() {
        return selection == null || selection.claim(index);
    }

    boolean isClaimed() {
        return selection != null && selection.winner() != Selection.OPEN;
    }

    /** Returns a number for the owner of the queue, 0 at first. Not for cases of a select. */
    public int number() {
        return index;
    }

    /** Sets {@link #number()}. */
    public void number(int n) {
        assert selection == null : "the number is the case's";
        index = n;
    }

    /** Returns the next one in a chain that {@link WaitQueue#drain} made. */
    public @Nullable Waiter following() {
        return next;
    }

    /** Sets the outcome. The caller then unlocks and calls {@code g.ready()}. */
    public void complete(@Nullable Object element, boolean success) {
        this.element = element;
        this.success = success;
    }
}
