package dev.jopher.internal.goroutine;

import org.jspecify.annotations.Nullable;

/**
 * A goroutine in one queue: Go's {@code sudog}. A select that waits on several channels has one per case.
 *
 * <p>Fields are guarded by the lock of what is waited for until the goroutine is made ready, and belong to
 * the goroutine from then on: {@link G#ready} happens-before the return of {@link G#park}.
 */
public final class Waiter {
    /** Who waits. */
    public final G g;

    /** The select this is a case of; null if the goroutine waits for this alone. */
    final @Nullable Selection selection;

    /** The case's index in its select; if there is no select, a number for the owner of the queue. */
    int index;

    /** What a sender brings, what a receiver got; whatever else a queue hands to those who wait in it. */
    public @Nullable Object element;

    /** Whether it got what it waited for; false if the channel was closed. */
    public boolean success;

    /** The links of the queue it stands in. */
    @Nullable Waiter next;

    @Nullable Waiter previous;
    boolean queued;

    /** One that waits for one thing. */
    public Waiter(G g, @Nullable Object element) {
        this(g, element, null, 0);
    }

    /** One case of a select. */
    public Waiter(G g, @Nullable Object element, @Nullable Selection selection, int index) {
        this.g = g;
        this.element = element;
        this.selection = selection;
        this.index = index;
    }

    /** Whether a waker, at most one, may serve this waiter: a select takes only the first that asks. */
    boolean claim() {
        return selection == null || selection.claim(index);
    }

    boolean isClaimed() {
        return selection != null && selection.winner() != Selection.OPEN;
    }

    /** A number for the owner of the queue, 0 at first. Not for cases of a select. */
    public int number() {
        return index;
    }

    /** Sets {@link #number()}. */
    public void number(int n) {
        assert selection == null : "the number is the case's";
        index = n;
    }

    /** The next in a chain that {@link WaitQueue#drain} made. */
    public @Nullable Waiter following() {
        return next;
    }

    /** Hands over the outcome; the caller then unlocks and calls {@code g.ready()}. */
    public void complete(@Nullable Object element, boolean success) {
        this.element = element;
        this.success = success;
    }
}
