package dev.jopher;

import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Labels;
import org.jspecify.annotations.Nullable;

/**
 * A label of a goroutine, for a block: made by {@link Go#label}.
 *
 * {@snippet :
 * try (var _ = Go.label("tenant", "acme")) {
 *     serve();
 * }
 * }
 */
public final class Label implements AutoCloseable {
    private final G g;
    private final @Nullable Labels before;

    Label(String key, String value) {
        g = G.current();
        before = g.labels();
        g.labels(new Labels(before, key, value));
    }

    /**
     * Removes the label. Only the goroutine that has made it may call this, for the last label
     * first.
     */
    @Override
    public void close() {
        g.labels(before);
    }
}
