package dev.jopher.race.internal.sync;

import org.jspecify.annotations.Nullable;

/** What the agent adds to those classes of Jopher whose objects pass edges on. */
public interface Clocked {
    @Nullable CoreClocks $race$clocks();

    void $race$clocks(CoreClocks clocks);
}
