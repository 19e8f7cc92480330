package dev.jopher;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A case, and the result of a {@link Go#selectValue select} in which it happens. Made by the method
 * {@code then} of each kind of case. May be used any number of times, by one goroutine at a time.
 *
 * {@snippet :
 * String got = selectValue(
 *     onReceive(jobs).then(job -> "job " + job),
 *     onTimeout(Duration.ofSeconds(1)).then(() -> "nothing for a second"));
 * }
 *
 * @param <R> the type of the select's result
 */
public final class ValueCase<R extends @Nullable Object> {
    final Case<?> of;
    private final Supplier<? extends R> result;

    ValueCase(Case<?> of, Supplier<? extends R> result) {
        this.of = of;
        this.result = result;
    }

    /** Runs the handler of the case that happened, if it has one, and then makes the result. */
    R result() {
        of.handle();
        return result.get();
    }

    /** Returns the cases, in the same order; null stays null. */
    static @Nullable Case<?>[] cases(@Nullable ValueCase<?>[] all) {
        @Nullable Case<?>[] cases = new @Nullable Case<?>[all.length];
        for (int i = 0; i < all.length; i++) {
            ValueCase<?> c = all[i];
            cases[i] = c == null ? null : c.of;
        }
        return cases;
    }
}
