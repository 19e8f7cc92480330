package dev.jopher.internal.goroutine;

import org.jspecify.annotations.Nullable;

/** What a goroutine inherits from the one that starts it: the program that it belongs to, the {@link TrackedScope} over it. */
public abstract class Scope {
    private final @Nullable Scope outer;
    private final @Nullable ProgramScope program;

    Scope(@Nullable Scope outer) {
        this.outer = outer;
        this.program = outer == null ? null : outer.program();
    }

    /** That of what {@code creator} starts now; null outside of all. */
    public static @Nullable Scope of(G creator) {
        Scope own = creator.scope();
        return own != null ? own : ProgramScope.command();
    }

    @Nullable Scope outer() {
        return outer;
    }

    /** The {@code Go.run} around it; null outside. */
    public @Nullable ProgramScope program() {
        return program;
    }

    /** Whether {@code other} is this, or inside of it. */
    public final boolean contains(@Nullable Scope other) {
        Scope s = other;
        while (s != null && s != this) {
            s = s.outer;
        }
        return s != null;
    }
}
