package dev.jopher.internal.goroutine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * The goroutines that wait for one thing, first come first served: Go's {@code waitq}. Guarded by
 * its owner's lock.
 */
public final class WaitQueue {
    private static final VarHandle FIRST;

    static {
        try {
            FIRST = MethodHandles.lookup().findVarHandle(WaitQueue.class, "first", Waiter.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private @Nullable Waiter first;
    private @Nullable Waiter last;

    /** Appends {@code w}. */
    public void enqueue(Waiter w) {
        Waiter tail = last;
        w.previous = tail;
        w.queued = true;
        if (tail == null) {
            first = w;
        } else {
            tail.next = w;
        }
        last = w;
    }

    /** Returns whether the queue was empty at some recent moment. Called without the lock. */
    public boolean seemsEmpty() {
        return FIRST.getOpaque(this) == null;
    }

    /** Puts {@code w} first: it has waited before and continues to wait. */
    public void enqueueFirst(Waiter w) {
        Waiter head = first;
        w.next = head;
        w.queued = true;
        if (head == null) {
            last = w;
        } else {
            head.previous = w;
        }
        first = w;
    }

    /**
     * Removes the longest waiter that can be claimed; returns null if there is none. The caller
     * completes and readies it.
     */
    public @Nullable Waiter dequeue() {
        for (Waiter w = first; w != null; w = first) {
            remove(w);
            if (w.claim()) {
                return w;
            }
        }
        return null;
    }

    /**
     * Removes all waiters that can be claimed, and completes them without success. The caller
     * passes them to {@link #readyAll}. They are chained, but in no queue: one that abandons its
     * wait just now must find that it was served.
     */
    public @Nullable Waiter drain() {
        Waiter head = null;
        Waiter tail = null;
        for (Waiter w = dequeue(); w != null; w = dequeue()) {
            w.complete(null, false);
            if (tail == null) {
                head = w;
            } else {
                tail.next = w;
            }
            tail = w;
        }
        return head;
    }

    /** Readies all waiters of a chain. Called without the lock. */
    public static void readyAll(@Nullable Waiter chain) {
        Waiter w = chain;
        while (w != null) {
            Waiter following = w.next; // before ready: then the waiter is its goroutine's
            w.next = null;
            w.g.ready();
            w = following;
        }
    }

    /**
     * Returns whether a goroutine waits. A select that has happened elsewhere does not count and is
     * dropped. One that counts may still happen elsewhere before it is dequeued.
     */
    public boolean hasWaiters() {
        for (Waiter w = first; w != null; w = first) {
            if (!w.isClaimed()) {
                return true;
            }
            remove(w);
        }
        return false;
    }

    /** Returns whether the queue is empty. */
    public boolean isEmpty() {
        return first == null;
    }

    /** Returns the longest waiter, null if there is none. For queues that no select uses. */
    public @Nullable Waiter peek() {
        return first;
    }

    /** Removes {@code w} at any position; returns false if it is not in the queue. */
    public boolean remove(Waiter w) {
        if (!w.queued) {
            return false;
        }
        Waiter before = w.previous;
        Waiter after = w.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        w.next = null;
        w.previous = null;
        w.queued = false;
        return true;
    }
}
