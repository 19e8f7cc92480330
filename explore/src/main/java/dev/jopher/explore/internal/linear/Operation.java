package dev.jopher.explore.internal.linear;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** One operation, on the object and on its model. */
public record Operation(String name, Function<Object, @Nullable Object> real,
        Function<Object, @Nullable Object> sequential) {

    /** What an operation returns that throws: equal for the same exception. */
    record Thrown(String type) {
        @Override
        public String toString() {
            return "throws " + type;
        }
    }

    static @Nullable Object call(Function<Object, @Nullable Object> f, Object on) {
        try {
            return f.apply(on);
        } catch (RuntimeException e) {
            return new Thrown(e.getClass().getSimpleName());
        }
    }
}
