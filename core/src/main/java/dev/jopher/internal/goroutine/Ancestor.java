package dev.jopher.internal.goroutine;

import java.util.ArrayList;
import java.util.List;

/**
 * The creation of a goroutine's creator, or of that one's creator, and so on: Go's
 * {@code GODEBUG=tracebackancestors=N}. Recorded only with {@code -Djopher.tracebackancestors=N},
 * because it keeps N lines for each goroutine.
 * @param goroutine whose creation this is
 */
public record Ancestor(long goroutine, Origin origin) {
    private static final int MAX = Integer.getInteger("jopher.tracebackancestors", 0);

    /**
     * Returns the ancestors of what {@code creator} creates now: its own creation, and those that
     * it knows.
     */
    static List<Ancestor> of(G creator) {
        Origin origin = creator.origin();
        if (MAX <= 0 || origin == null) {
            return List.of();
        }
        List<Ancestor> all = new ArrayList<>();
        all.add(new Ancestor(creator.id(),
                new Origin(null, origin.creator(), origin.site(), List.of(), null)));
        origin.ancestors().stream().limit(MAX - 1L).forEach(all::add);
        return List.copyOf(all);
    }
}
