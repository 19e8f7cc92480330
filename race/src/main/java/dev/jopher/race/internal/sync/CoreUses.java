package dev.jopher.race.internal.sync;

import java.util.List;

import dev.jopher.race.internal.clock.Epoch;
import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.clock.Trail;
import dev.jopher.race.internal.report.History;
import dev.jopher.race.internal.report.LostEdges;
import dev.jopher.race.internal.report.Sites;
import dev.jopher.race.internal.report.Stacks;
import dev.jopher.race.internal.shadow.Conflicts;

/**
 * Uses of Jopher's objects that race as accesses of a variable do: a send against a close, the
 * first add of a {@code WaitGroup} against a wait. The place is that of the call in the program.
 */
final class CoreUses {
    /** A wait is a change that does not race with other waits. */
    enum Kind { USE, CHANGE, WAIT }

    private CoreUses() {}

    static void record(Object key, Kind kind) {
        try {
            ShadowThread t = ShadowThread.current();
            if (t.inside) {
                return;
            }
            t.inside = true;
            try {
                int site = t.place != 0 ? Math.abs(t.place) : place(kind);
                if (site != Sites.UNKNOWN) {
                    record(key, kind, t, site);
                }
            } finally {
                t.inside = false;
            }
        } catch (StackOverflowError | OutOfMemoryError e) {
            LostEdges.happened();
        }
    }

    private static void record(Object key, Kind kind, ShadowThread t, int site) {
        boolean changes = kind != Kind.USE;
        CoreClocks c = CoreEvents.shared(key);
        long word = Epoch.word(t.epoch, site);
        long other = changes ? c.change(t, word, kind == Kind.WAIT) : c.use(t, word);
        t.used = t.epoch;
        History.record(t, site);
        if (other != 0 && t.trail.found == null) {
            t.trail.found = new Trail.Found(Math.abs(other), !changes || other < 0, site, changes);
        }
    }

    /** Returns the place of a call that no transformed code has made, as by {@code ch::close}. */
    private static int place(Kind kind) {
        List<StackTraceElement> stack = Stacks.here(1);
        if (stack.isEmpty()) {
            return Sites.UNKNOWN;
        }
        StackTraceElement f = stack.get(0);
        String file = f.getFileName();
        return Sites.register(new Sites.Site(f.getClassName(), f.getMethodName(),
                file == null ? "Unknown Source" : file, f.getLineNumber(),
                kind == Kind.USE ? "send or add" : "close or await"));
    }

    /** Reports what {@link #record} has found. */
    static void report() {
        ShadowThread t = ShadowThread.current();
        Trail.Found f = t.trail.found;
        if (f != null && !t.inside) {
            t.trail.found = null;
            Conflicts.race(f.previous(), f.previousWrote(), t, f.site(), f.writes());
        }
    }
}
