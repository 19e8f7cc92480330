package dev.jopher.race.internal.sync;

import java.util.function.Function;

import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.clock.Snapshot;
import dev.jopher.race.internal.report.Identity;
import org.jspecify.annotations.Nullable;

/**
 * The events of Jopher's own operations. The agent replaces the methods of {@code RaceEvents} by
 * calls of the ones here, in each copy of Jopher that is loaded; there each is explained.
 */
public final class CoreEvents {
    private CoreEvents() {}

    public static void acquire(Object key) {
        CoreClocks c = find(key);
        if (c != null) {
            ShadowThread t = ShadowThread.current();
            boolean before = enter(t);
            c.acquire(t);
            t.inside = before;
        }
    }

    public static void release(Object key) {
        ShadowThread t = ShadowThread.current();
        boolean before = enter(t);
        of(key).set(t.release());
        t.inside = before;
    }

    public static void releaseMerge(Object key) {
        ShadowThread t = ShadowThread.current();
        boolean before = enter(t);
        shared(key).merge(t.release());
        t.inside = before;
    }

    public static void exchange(Object key) {
        ShadowThread t = ShadowThread.current();
        boolean before = enter(t);
        CoreClocks c = of(key);
        Snapshot other = c.get();
        c.set(t.release());
        t.acquire(other);
        t.inside = before;
    }

    public static void exchange(Object key, int slot) {
        ShadowThread t = ShadowThread.current();
        boolean before = enter(t);
        CoreClocks c = of(key);
        Snapshot other = c.get(slot);
        c.set(slot, t.release());
        t.acquire(other);
        t.inside = before;
    }

    public static void swap(Object waiter, Object key, int slot) {
        CoreClocks w = of(waiter);
        CoreClocks c = of(key);
        Snapshot s = w.get();
        w.set(c.get(slot));
        c.set(slot, s);
    }

    public static void copy(Object from, Object to) {
        CoreClocks c = find(from);
        of(to).set(c == null ? null : c.get());
    }

    public static void copy(Object from, Object to, int slot) {
        CoreClocks c = find(from);
        of(to).set(slot, c == null ? null : c.get());
    }

    public static void goroutines(Function<Thread, @Nullable Object @Nullable []> describe) {
        Identity.describeGoroutines(describe);
    }

    /** Makes the hooks in what is called from here do nothing. Returns whether they already did. */
    private static boolean enter(ShadowThread t) {
        boolean before = t.inside;
        t.inside = true;
        return before;
    }

    private static @Nullable CoreClocks find(Object key) {
        return key instanceof Clocked c ? c.$race$clocks() : CoreTable.find(key);
    }

    /** Returns the clocks of an object that only the current thread uses now. */
    private static CoreClocks of(Object key) {
        if (!(key instanceof Clocked c)) {
            return CoreTable.of(key);
        }
        CoreClocks k = c.$race$clocks();
        if (k == null) {
            k = new CoreClocks();
            c.$race$clocks(k);
        }
        return k;
    }

    /** Returns the clocks of an object that several threads may use now. */
    private static CoreClocks shared(Object key) {
        if (!(key instanceof Clocked c)) {
            return CoreTable.of(key);
        }
        CoreClocks k = c.$race$clocks();
        return k != null ? k : CoreTable.make(c);
    }
}
