package dev.jopher.runtime;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where a goroutine comes from: the program it belongs to, who creates it, on which line. Taken where the user
 * asks for the goroutine, which for {@code afterFunc} is long before it starts, and on another thread.
 *
 * @param program null outside of a {@code Go.run}
 * @param creator the creator's id, 0 if that is no goroutine
 * @param site null if there is no user code on the stack
 * @param ancestors empty unless asked for
 */
public record Origin(@Nullable Program program, long creator, @Nullable CreationSite site,
        List<Ancestors> ancestors) {
    /** The current goroutine, where it now asks for {@code function} to be run. */
    public static Origin here(Object function) {
        G creator = G.current();
        Program program = creator.program();
        return new Origin(
                program != null ? program : Program.command(), creator.id(),
                CreationSite.of(function), Ancestors.of(creator));
    }
}
