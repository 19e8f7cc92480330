package dev.jopher.race.internal.sync;

import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.shadow.Content;

/**
 * What the collections of {@code Collections.synchronizedList} and the like call, when they have
 * their lock and are about to access what is behind them. The place is that of the program's call.
 */
public final class WrapperHooks {
    private WrapperHooks() {}

    public static void reading(Object of) {
        ShadowThread t = ShadowThread.current();
        int site = site(t);
        if (site != 0) {
            Content.read(of, t, site);
        }
    }

    public static void getting(Object of) {
        ShadowThread t = ShadowThread.current();
        int site = site(t);
        if (site != 0) {
            Content.get(of, t, site);
        }
    }

    public static void writing(Object of) {
        ShadowThread t = ShadowThread.current();
        int site = site(t);
        if (site != 0) {
            Content.write(of, t, site);
        }
    }

    /** Returns the place of the call, or 0 if it is not the program's. */
    private static int site(ShadowThread t) {
        int site = t.inside ? 0 : t.trail.deferred;
        t.trail.deferred = 0;
        return site;
    }
}
