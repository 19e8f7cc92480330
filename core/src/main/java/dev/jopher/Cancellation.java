package dev.jopher;

import java.util.ArrayList;
import java.util.List;

import dev.jopher.internal.sched.GoRuntime;
import org.jspecify.annotations.Nullable;

/**
 * The end of a context on its way to all that were derived from it. A list of who is still to be told, not
 * recursion: trees may be deeper than a thread's stack. Belongs to the thread that cancels.
 *
 * <p>When a cancel returns, everything below is done, also if somebody else cancelled first and is still at
 * it (in Go, the parent's lock is held meanwhile): hence {@link #await}. Nobody waits for who waits for
 * him, because one waits only for what was cancelled below one's own root.
 */
final class Cancellation {
    final ContextException err;
    final Throwable cause;

    private @Nullable ContextChild next;
    private @Nullable List<Cancellation> others;
    private volatile boolean complete;

    /** @param cause null if {@code err} says it all */
    Cancellation(ContextException err, @Nullable Throwable cause) {
        this.err = err;
        this.cause = cause == null ? err : cause;
    }

    /** All in this list must be told. */
    void add(@Nullable ContextChild list) {
        ContextChild last = list;
        while (last != null && last.next != null) {
            last = last.next;
        }
        if (last != null) {
            last.next = next;
            next = list;
        }
    }

    /** One of them had been ended by {@code other}. */
    void addOther(Cancellation other) {
        if (!other.complete) {
            try {
                others = others == null ? new ArrayList<>() : others;
                others.add(other);
            } catch (OutOfMemoryError e) {
                other.await();
            }
        }
    }

    /** Tells all that are left. If telling one of them fails, the others are still told, and then this throws. */
    void run() {
        Throwable failed = null;
        for (ContextChild c = next; c != null; c = next) {
            next = c.next;
            c.next = null;
            c.previous = null;
            try {
                c.parentDone(this);
            } catch (Throwable e) {
                failed = failed == null ? e : failed;
            }
        }
        for (int i = 0; others != null && i < others.size(); i++) {
            others.get(i).await();
        }
        others = null;
        complete = true;
        if (failed instanceof Error e) {
            throw e;
        }
        if (failed instanceof RuntimeException e) {
            throw e;
        }
    }

    /** Returns when all have been told; that takes no more than the work left: nobody waits meanwhile. */
    void await() {
        while (!complete) {
            try {
                GoRuntime.scheduler().yield();
            } catch (StackOverflowError | OutOfMemoryError e) {
                continue; // a stack too deep to be frozen: checks again at once
            }
        }
    }
}
