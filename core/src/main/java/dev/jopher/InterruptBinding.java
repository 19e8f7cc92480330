package dev.jopher;

import dev.jopher.internal.base.RaceEvents;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts a thread when a context is done. The interrupt and the end of the binding exclude each
 * other: after its end none comes, and one that came before is cleared.
 *
 * <p>A thread may have several, each within another, and has only one interrupt status. So an outer
 * one whose context is done sets the status anew when an inner one has cleared it. An interrupt
 * that was pending already is not its own: a binding leaves it as it is.
 */
final class InterruptBinding implements Context.Binding {
    private static final ThreadLocal<@Nullable InterruptBinding> INNERMOST = new ThreadLocal<>();

    private final Thread thread = Thread.currentThread();
    private final @Nullable InterruptBinding outer = INNERMOST.get();
    private final Context.Registration registration;

    /** Guarded by this, as are the other two. */
    private boolean ended;

    private boolean isDone;
    private boolean hasInterrupted;

    private InterruptBinding(Context ctx) {
        INNERMOST.set(this);
        try {
            registration = ctx.afterFunc(Go.detached(this::done));
        } catch (Throwable e) {
            leave();
            throw e;
        }
    }

    static Context.Binding of(Context ctx) {
        return new InterruptBinding(ctx);
    }

    private synchronized void done() {
        isDone = true;
        interrupt();
    }

    private synchronized void interrupt() {
        if (!ended && !thread.isInterrupted()) {
            hasInterrupted = true;
            if (RaceEvents.ON) {
                RaceEvents.interrupting(thread);
            }
            thread.interrupt();
        }
    }

    @Override
    public void close() {
        boolean isMine = thread == Thread.currentThread();
        if (end() && isMine) {
            boolean unused = Thread.interrupted();
        }
        if (isMine && INNERMOST.get() == this) {
            leave();
        }
        boolean unused = registration.stop();
    }

    /** Returns whether its interrupt has to be cleared. */
    private synchronized boolean end() {
        boolean clears = !ended && hasInterrupted;
        ended = true;
        return clears;
    }

    private void leave() {
        InterruptBinding next = outer;
        while (next != null && !next.interruptAgain()) {
            next = next.outer;
        }
        if (next == null) {
            INNERMOST.remove();
        } else {
            INNERMOST.set(next);
        }
    }

    /** Returns false if it has ended. */
    private synchronized boolean interruptAgain() {
        if (isDone) {
            interrupt();
        }
        return !ended;
    }
}
