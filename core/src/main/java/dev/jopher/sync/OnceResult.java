package dev.jopher.sync;

import java.util.function.Supplier;

import dev.jopher.runtime.Goexit;
import dev.jopher.runtime.Told;
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
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(Told.text(e), e); // a Supplier throws no other, but sneakily
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
