package dev.jopher.internal.goroutine;

import java.lang.ref.WeakReference;

import org.jspecify.annotations.Nullable;

/**
 * A goroutine or thread in the memory of a {@code Trace}: its number, and whether it is still there. It does not hold the
 * goroutine, because that would keep a leaked one from being found.
 */
public final class GoroutineRef {
    private final long goroutine;
    private final long thread;
    private final boolean isMain;

    /** Only of a thread that is no goroutine. */
    private final @Nullable WeakReference<Thread> outsider;

    private volatile boolean ended;

    GoroutineRef(G g) {
        goroutine = g.id();
        isMain = g.isMain();
        thread = g.thread().threadId();
        outsider = goroutine == 0 ? new WeakReference<>(g.thread()) : null;
    }

    /** Called at the end of the goroutine. */
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

    /** Such as {@code goroutine 3, which has ended}. */
    public String text() {
        return name() + (hasEnded() ? ", which has ended" : Leaked.text(thread));
    }

    /** Such as {@code goroutine 3}. */
    String name() {
        return goroutine == 0 ? "a thread" : "goroutine " + goroutine + (isMain ? " (main)" : "");
    }
}
