package dev.jopher.internal.goroutine;

import dev.jopher.internal.base.RaceEvents;
import org.jspecify.annotations.Nullable;

/** What the race detector prints of a goroutine, see {@link RaceEvents#goroutines}. */
final class RaceNames {
    private RaceNames() {}

    static @Nullable Object @Nullable [] of(Thread thread) {
        if (!(thread.getUncaughtExceptionHandler() instanceof G g) || g.isForeign()) {
            return null;
        }
        CreationSite site = Origin.siteOf(g);
        return new @Nullable Object[] {g.id(), g.name(), site == null ? null : site.frame()};
    }
}
