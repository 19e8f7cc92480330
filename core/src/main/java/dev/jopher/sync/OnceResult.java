package dev.jopher.sync;

import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import dev.jopher.internal.base.Goexit;
import dev.jopher.internal.report.SafeThrowable;
import org.jspecify.annotations.Nullable;

/** What a function gave, or threw, when it was called the one time. */
final class OnceResult<T> implements Supplier<T> {
    private final Once once = new Once();

    /** Null once it was called: what it holds can then be collected. */
    private @Nullable Supplier<? extends T> f;

    private @Nullable T value;
    private @Nullable Throwable failure;

    OnceResult(Supplier<? extends T> f) {
        this.f = f;
    }

    @Override
    @SuppressWarnings("NullAway") // value is what f gave, null only if T may be
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
        } catch (Goexit e) { // ends this goroutine, and is none of the others' business
            failure = new IllegalStateException("sync: the function has called goexit");
            throw e;
        } catch (Throwable e) {
            failure = e;
        }
    }
}
