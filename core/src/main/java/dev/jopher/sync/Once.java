package dev.jopher.sync;

import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import dev.jopher.internal.program.Rehearsal;

/**
 * Does something exactly once: Go's {@code sync.Once}.
 *
 * {@snippet :
 * var once = new Once();
 * for (int i : range(10)) {
 *     go(() -> once.run(() -> IO.println("only once")));
 * }
 * }
 *
 * <p>The completion of the function happens-before the return of every {@link #run} (The Go Memory Model,
 * "Once").
 */
public final class Once {
    private final Mutex mu = Mutex.ofOnce();
    private volatile boolean done;

    /** Makes one that has done nothing yet. */
    public Once() {
        Rehearsal.once();
    }

    /**
     * Runs {@code f} if this is the first call of {@code run} on this object, whatever {@code f} the others bring;
     * they wait until it has ended, and do not hear interrupts meanwhile. An exception leaves this call, and counts
     * as done: there is no second try. A function that calls {@code run} of the same object waits for itself, for
     * ever.
     */
    public void run(Runnable f) {
        Objects.requireNonNull(f);
        if (done) {
            return;
        }
        mu.lock();
        try {
            if (!done) {
                try {
                    f.run();
                } finally {
                    done = true;
                }
            }
        } finally {
            mu.unlock();
        }
    }

    /**
     * A function that runs {@code f} once, however often and by how many it is called. What {@code f} holds can be collected
     * once it has run. Go's {@code sync.OnceFunc}. If {@code f} throws, each call throws a {@link CompletionException} of its
     * own around that exception. If {@code f} calls goexit, the cause in each later call is an IllegalStateException.
     */
    public static Runnable onceFunc(Runnable f) {
        Objects.requireNonNull(f);
        OnceResult<Boolean> result = new OnceResult<>(() -> {
            f.run();
            return Boolean.TRUE;
        });
        return result::get;
    }

    /**
     * A function that asks {@code f} once, and gives what it gave, however often and by how many it is called. What {@code f}
     * holds can be collected once it has run. Go's {@code sync.OnceValue}; for two values, {@code sync.OnceValues}, use a
     * record. If {@code f} throws, each call throws a {@link CompletionException} of its own around that exception. If {@code
     * f} calls goexit, the cause in each later call is an IllegalStateException.
     */
    public static <T> Supplier<T> onceValue(Supplier<? extends T> f) {
        return new OnceResult<>(Objects.requireNonNull(f));
    }
}
