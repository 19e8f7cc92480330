package dev.jopher;

import java.util.Objects;

import dev.jopher.internal.base.RaceEvents;

/**
 * Interrupts a thread when a context is done. The interrupt and the end of the binding exclude each
 * other: after its end none comes, and one that came before is cleared.
 */
final class InterruptBinding implements Context.Binding {
    private final Thread thread = Thread.currentThread();
    private final Context.Registration registration;

    /** Guarded by this. */
    private boolean ended;

    private boolean interrupted;

    private InterruptBinding(Context ctx) {
        registration = ctx.afterFunc(Go.detached(this::interrupt));
    }

    static Context.Binding of(Context ctx) {
        return new InterruptBinding(ctx);
    }

    static Context.Binding closing(Context ctx, AutoCloseable resource) {
        Objects.requireNonNull(resource);
        Context.Registration r = ctx.afterFunc(Go.detached(() -> closeQuietly(resource)));
        return () -> {
            boolean unused = r.stop();
        };
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            // the operation that waits there has failed as well, and the caller learns of that
        }
    }

    private synchronized void interrupt() {
        if (!ended) {
            interrupted = true;
            if (RaceEvents.ON) {
                RaceEvents.interrupting(thread);
            }
            thread.interrupt();
        }
    }

    @Override
    public void close() {
        boolean unused = registration.stop();
        synchronized (this) {
            ended = true;
        }
        if (interrupted) {
            unused = Thread.interrupted();
        }
    }
}
