package dev.jopher.sync;

import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import dev.jopher.internal.base.Goexit;
import dev.jopher.internal.report.SafeThrowable;
import org.jspecify.annotations.Nullable;

/** The value or exception of a function that is called once. */
final class OnceResult<T> implements Supplier<T> {
    private final Once once = new Once();

    /** Null after the call, so that what it holds can be collected. */
    private @Nullable Supplier<? extends T> f;

    private @Nullable T value;
    private @Nullable Throwable failure;

    OnceResult(Supplier<? extends T> f) {
        this.f = f;
    }

    @Override
    @SuppressWarnings("NullAway") // value is the result of f, null only if T may be
    public T get() {
        once.run(this::call);
        if (failure != null) {
            throw new CompletionException(SafeThrowable.text(failure), failure);
        }
        return value;
    }

    private void call() {
        Supplier<? extends T> function = f;
        f = null;
        try {
            if (function != null) {
                value = function.get();
            }
        } catch (Goexit e) { // ends this goroutine only
            failure = new IllegalStateException("sync: the function has called goexit");
            throw e;
        } catch (Throwable e) {
            failure = e;
        }
    }
}
