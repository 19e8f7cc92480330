package dev.jopher.internal.goroutine;

import java.lang.ref.WeakReference;

import org.jspecify.annotations.Nullable;

/**
 * A goroutine or thread in the records of a {@code Trace}: its id, and whether it still exists. It
 * does not hold the goroutine, because then a leaked one would never be found.
 */
public final class GoroutineRef {
    private final long goroutine;
    private final long thread;
    private final boolean isMain;

    /** Set only for a thread that is not a goroutine. */
    private final @Nullable WeakReference<Thread> outsider;

    private volatile boolean ended;

    GoroutineRef(G g) {
        goroutine = g.id();
        isMain = g.isMain();
        thread = g.thread().threadId();
        outsider = goroutine == 0 ? new WeakReference<>(g.thread()) : null;
    }

    /** Records that the goroutine has ended. Called at its end. */
    void ended() {
        ended = true;
    }

    private boolean hasEnded() {
        if (outsider == null) {
            return ended;
        }
        Thread t = outsider.get();
        return t == null || !t.isAlive();
    }

    public long thread() {
        return thread;
    }

    /** Returns a text such as {@code goroutine 3, which has ended}. */
    public String text() {
        return name() + (hasEnded() ? ", which has ended" : Leaked.text(thread));
    }

    /** Returns a text such as {@code goroutine 3}. */
    String name() {
        return goroutine == 0 ? "a thread" : "goroutine " + goroutine + (isMain ? " (main)" : "");
    }
}
