package dev.jopher.internal.goroutine;

import org.jspecify.annotations.Nullable;

/**
 * What a goroutine inherits from the one that starts it: its program, and the {@link TrackedScope}s
 * that it is in.
 */
public abstract class Scope {
    private final @Nullable Scope outer;
    private final @Nullable ProgramScope program;

    Scope(@Nullable Scope outer) {
        this.outer = outer;
        this.program = outer == null ? null : outer.program();
    }

    /** Returns the scope of what {@code creator} starts now; null outside of all scopes. */
    public static @Nullable Scope of(G creator) {
        Scope own = creator.scope();
        return own != null ? own : ProgramScope.command();
    }

    @Nullable Scope outer() {
        return outer;
    }

    /** Returns the enclosing {@code Go.run}; null outside. */
    public @Nullable ProgramScope program() {
        return program;
    }

    /** Returns whether {@code other} is this scope, or inside it. */
    public final boolean contains(@Nullable Scope other) {
        Scope s = other;
        while (s != null && s != this) {
            s = s.outer;
        }
        return s != null;
    }
}
