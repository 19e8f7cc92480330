package dev.jopher.sync;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.ReceiveChannel;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.internal.base.StackRoom;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.program.Rehearsal;
import dev.jopher.internal.report.SafeThrowable;
import org.jspecify.annotations.Nullable;

/**
 * Runs a function once for several callers that want it at the same time, and gives all of them its
 * result: Go's {@code golang.org/x/sync/singleflight.Group}.
 *
 * {@snippet :
 * var lookups = new SingleFlight<String, String>();
 * for (var name : names) {
 *     go(() -> use(lookups.run(name, () -> query(name)).value())); // one query for each name
 * }
 * }
 *
 * <p>If the function fails, by whatever exception or error, each caller gets a {@link
 * CompletionException} of its own around that one. If it calls {@code goexit}, so do all callers
 * that wait for it in {@link #run(Object, Callable) run}. A function that asks for its own key
 * waits for itself.
 *
 * <p>Where the function runs in a goroutine of its own, an {@link Error}, Go's panic, also leaves
 * that goroutine and ends the program, as if started by {@code go}.
 *
 * <p>The end of the function happens-before the return of any method that returns its result, and
 * before the receive of that result.
 *
 * @param <K> the type of the keys: calls with equal keys are the same; never null
 * @param <V> the type of the results
 */
public final class SingleFlight<K, V extends @Nullable Object> {
    private final ConcurrentMap<K, Call<V>> calls = new ConcurrentHashMap<>();

    /** Makes a group in which no call is under way. */
    public SingleFlight() {
        Rehearsal.once();
    }

    /**
     * Runs {@code f} here, unless a call for {@code key} is under way. In that case waits for that
     * call and returns its result.
     *
     * @throws CompletionException around what {@code f}, or the function of the call that was
     *     waited for, threw
     * @throws UncheckedInterruptedException if interrupted while it waits for the call of another
     *     caller; that call continues
     */
    public Result<V> run(K key, Callable<? extends V> f) {
        Objects.requireNonNull(f);
        StackRoom.checkMore();
        Call<V> mine = new Call<>(null);
        Call<V> call = join(key, mine);
        if (call == mine) {
            try {
                mine.run(f);
            } finally {
                complete(key, mine);
            }
        } else {
            awaitOrLeave(call, mine);
        }
        return call.resultOrThrow();
    }

    private void awaitOrLeave(Call<V> call, Call<V> mine) {
        try {
            call.await();
        } catch (Throwable e) {
            call.leave(mine);
            throw e;
        }
    }

    /**
     * Runs {@code f} as {@link #run(Object, Callable)} does, unless {@code ctx} is done first.
     * {@code f} runs in a goroutine of its own, so that one caller can give up while others
     * continue to wait. {@code f} does not see the end of the context.
     *
     * @throws ContextException the context's error; the call continues
     * @throws CompletionException around what the function threw
     * @throws UncheckedInterruptedException if interrupted while it waits; the call continues
     */
    public Result<V> run(Context ctx, K key, Callable<? extends V> f) {
        ContextException.throwIfDone(ctx);
        Objects.requireNonNull(f);
        Channel<Result<V>> c = new Channel<>(1);
        Call<V> mine = new Call<>(c);
        Call<V> call = startOrJoin(key, mine, f);
        Result<V> result;
        try {
            result = Objects.requireNonNull(c.receive(ctx));
        } catch (Throwable e) {
            call.leave(mine);
            throw e;
        }
        var _ = result.value(); // throws if it failed
        return result;
    }

    /**
     * Runs {@code f} as {@link #run(Object, Callable)} does, without waiting: {@code f} runs in a
     * goroutine of its own, and the result, which may be a failure, is sent to the channel. The
     * channel is not closed, and the caller may leave the result in it. After a {@code goexit} the
     * result is a failure.
     */
    @CheckReturnValue
    public ReceiveChannel<Result<V>> runChannel(K key, Callable<? extends V> f) {
        Objects.requireNonNull(f);
        StackRoom.checkMore();
        Channel<Result<V>> c = new Channel<>(1);
        var _ = startOrJoin(key, new Call<>(c), f);
        return c;
    }

    private Call<V> startOrJoin(K key, Call<V> mine, Callable<? extends V> f) {
        Call<V> call = join(key, mine);
        if (call == mine) {
            start(key, mine, f);
        }
        return call;
    }

    /** Starts the call. Listeners get an Error only after it is reported. */
    private void start(K key, Call<V> call, Callable<? extends V> f) {
        try {
            G.start(f, () -> call.runDetached(f), () -> complete(key, call));
        } catch (Throwable e) {
            call.fail(e); // no memory for a goroutine
            complete(key, call);
            throw e;
        }
    }

    /**
     * Forgets the call for {@code key} that is under way, if there is one: the next caller starts
     * another. Callers that already wait for it continue to wait.
     */
    public void forget(K key) {
        calls.remove(key);
    }

    /**
     * Returns the call that is under way, after the caller of {@code mine} has joined it; {@code
     * mine} if there is none.
     */
    Call<V> join(K key, Call<V> mine) {
        for (;;) {
            Call<V> other = calls.putIfAbsent(key, mine);
            if (other == null) {
                return mine;
            }
            if (other.join(mine)) {
                return other;
            }
        }
    }

    /**
     * Removes the call from the map first: a caller that finds a complete call does not find it
     * again.
     */
    void complete(K key, Call<V> call) {
        calls.remove(key, call);
        call.complete();
    }

    /**
     * The outcome of a call: a value, or a failure.
     *
     * @param <V> the type of the value
     */
    public static final class Result<V extends @Nullable Object> {
        /**
         * Written once, before any caller gets the result. The object is made in advance, because
         * there may be no memory later.
         */
        private @Nullable V value;

        private @Nullable Throwable error;
        private boolean shared;

        Result() {}

        void set(@Nullable V newValue, @Nullable Throwable newError, boolean isShared) {
            value = newValue;
            error = newError;
            shared = isShared;
        }

        /**
         * Returns what the function returned.
         *
         * @throws CompletionException around {@link #error}, if the call failed
         */
        // Null only if the function returned null.
        @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
        public V value() {
            if (error != null) {
                throw new CompletionException(SafeThrowable.text(error), error);
            }
            return value;
        }

        /** Returns what the function threw; null if it returned. */
        public @Nullable Throwable error() {
            return error;
        }

        /**
         * Returns whether several callers got this result. A caller that gave up waiting does not
         * count.
         */
        public boolean shared() {
            return shared;
        }

        @Override
        public String toString() {
            return (error == null ? value : error) + (shared ? " (shared)" : "");
        }
    }
}
