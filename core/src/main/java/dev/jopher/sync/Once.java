package dev.jopher.sync;

import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import dev.jopher.internal.base.RaceEvents;
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
 * <p>The completion of the function happens-before the return of every {@link #run} (The Go Memory
 * Model, "Once").
 */
public final class Once {
    private final Mutex mu = Mutex.ofOnce();
    private volatile boolean done;

    /** Makes a Once that has done nothing yet. */
    public Once() {
        Rehearsal.once();
    }

    /**
     * Runs {@code f} if this is the first call of {@code run} on this object. Other calls, whatever
     * function they bring, wait until it has ended, and ignore interrupts meanwhile. An exception
     * leaves the first call and counts as done: there is no second try. A function that calls
     * {@code run} of the same object waits for itself, forever.
     */
    public void run(Runnable f) {
        Objects.requireNonNull(f);
        if (done) {
            if (RaceEvents.ON) {
                RaceEvents.acquire(this);
            }
            return;
        }
        mu.lock();
        try {
            if (!done) {
                try {
                    f.run();
                } finally {
                    if (RaceEvents.ON) {
                        RaceEvents.release(this);
                    }
                    done = true;
                }
            }
        } finally {
            mu.unlock();
        }
    }

    /**
     * Returns a function that runs {@code f} once, however often it is called and by however many
     * goroutines. What {@code f} holds can be collected once it has run. Go's {@code
     * sync.OnceFunc}. If {@code f} throws, each call throws a {@link CompletionException} of its
     * own around that exception. If {@code f} calls goexit, the cause in each later call is an
     * IllegalStateException.
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
     * Returns a function that calls {@code f} once and returns its result, however often it is
     * called and by however many goroutines. What {@code f} holds can be collected once it has run.
     * Go's {@code sync.OnceValue}; for two values, {@code sync.OnceValues}, use a record. If {@code
     * f} throws, each call throws a {@link CompletionException} of its own around that exception.
     * If {@code f} calls goexit, the cause in each later call is an IllegalStateException.
     */
    public static <T> Supplier<T> onceValue(Supplier<? extends T> f) {
        return new OnceResult<>(Objects.requireNonNull(f));
    }
}
