package dev.jopher.internal.record;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * The buffers for threads that are on no carrier of ours: platform threads, and all goroutines on
 * the JDK's scheduler. A thread takes one that no other thread uses just now. If all are in use it
 * goes without, because it must not wait.
 */
final class SharedBuffers {
    private static final int COUNT = 32;

    private final Session session;
    private final @Nullable Buffer[] all = new @Nullable Buffer[COUNT];

    SharedBuffers(Session session) {
        this.session = session;
        for (int i = 0; i < COUNT; i++) {
            all[i] = session.newBuffer(-1, true);
        }
    }

    /** Returns a buffer that belongs to the caller until it is closed; null if none is free. */
    @Nullable Buffer take(Thread t, long actor) {
        int start = (int) (t.threadId() % COUNT);
        for (int i = 0; i < COUNT; i++) {
            Buffer b = all[(start + i) % COUNT];
            if (b != null) {
                AtomicBoolean busy = b.busy;
                if (busy != null && !busy.get() && busy.compareAndSet(false, true)) {
                    return actingAs(actor, b);
                }
            }
        }
        session.lost(1);
        return null;
    }

    private static Buffer actingAs(long actor, Buffer b) {
        boolean done = false;
        try {
            b.actor(actor);
            done = true;
        } finally {
            if (!done) { // there is no memory, or no stack
                b.close();
            }
        }
        return b;
    }
}
