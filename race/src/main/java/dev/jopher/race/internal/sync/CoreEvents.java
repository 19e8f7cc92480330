package dev.jopher.race.internal.sync;

import java.util.function.Function;

import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.clock.Snapshot;
import dev.jopher.race.internal.report.Identity;
import dev.jopher.race.internal.report.LostEdges;
import org.jspecify.annotations.Nullable;

/**
 * The events of Jopher's own operations. The agent replaces the methods of {@code RaceEvents} by
 * calls of the ones here, in each copy of Jopher that is loaded; there each is explained.
 *
 * <p>Never throws: the operations that call this are half done and hold short locks. If there is no
 * memory or no stack for an event, an edge is lost, and no race is reported from then on.
 */
public final class CoreEvents {
    private static final int RELEASE = 0;
    private static final int MERGE = 1;
    private static final int EXCHANGE = 2;
    private static final int EXCHANGE_SLOT = 3;

    private CoreEvents() {}

    public static void acquire(Object key) {
        try {
            CoreClocks c = find(key);
            ShadowThread.current().acquire(c == null ? null : c.get());
        } catch (StackOverflowError | OutOfMemoryError e) {
            LostEdges.happened();
        }
    }

    public static void release(Object key) {
        run(RELEASE, key, 0);
    }

    public static void releaseMerge(Object key) {
        run(MERGE, key, 0);
    }

    public static void exchange(Object key) {
        run(EXCHANGE, key, 0);
    }

    public static void exchange(Object key, int slot) {
        run(EXCHANGE_SLOT, key, slot);
    }

    public static void swap(Object waiter, Object key, int slot) {
        try {
            CoreClocks w = of(waiter);
            CoreClocks c = of(key);
            Snapshot s = w.get();
            w.set(c.get(slot));
            c.set(slot, s);
        } catch (StackOverflowError | OutOfMemoryError e) {
            LostEdges.happened();
        }
    }

    public static void copy(Object from, Object to) {
        try {
            CoreClocks c = find(from);
            of(to).set(c == null ? null : c.get());
        } catch (StackOverflowError | OutOfMemoryError e) {
            LostEdges.happened();
        }
    }

    public static void copy(Object from, Object to, int slot) {
        try {
            CoreClocks c = find(from);
            of(to).set(slot, c == null ? null : c.get());
        } catch (StackOverflowError | OutOfMemoryError e) {
            LostEdges.happened();
        }
    }

    public static void uses(Object key) {
        CoreUses.record(key, CoreUses.Kind.USE);
    }

    public static void changes(Object key) {
        CoreUses.record(key, CoreUses.Kind.CHANGE);
    }

    public static void waits(Object key) {
        CoreUses.record(key, CoreUses.Kind.WAIT);
    }

    public static void report() {
        CoreUses.report();
    }

    public static void interrupting(Thread t) {
        try {
            ThreadHooks.interrupting(t);
        } catch (StackOverflowError | OutOfMemoryError e) {
            LostEdges.happened();
        }
    }

    public static void interrupted() {
        try {
            ThreadHooks.interrupted(Thread.currentThread());
        } catch (StackOverflowError | OutOfMemoryError e) {
            LostEdges.happened();
        }
    }

    public static void goroutines(Function<Thread, @Nullable Object @Nullable []> describe) {
        Identity.describeGoroutines(describe);
    }

    private static void run(int event, Object key, int slot) {
        try {
            ShadowThread t = ShadowThread.current();
            boolean inside = t.inside;
            t.inside = true;
            try {
                run(event, t, key, slot);
            } finally {
                t.inside = inside;
            }
        } catch (StackOverflowError | OutOfMemoryError e) {
            LostEdges.happened();
        }
    }

    private static void run(int event, ShadowThread t, Object key, int slot) {
        CoreClocks c = event == MERGE ? shared(key) : of(key);
        if (event == RELEASE) {
            c.set(t.release());
        } else if (event == MERGE) {
            c.merge(t.release());
        } else if (event == EXCHANGE) {
            Snapshot other = c.get();
            c.set(t.release());
            t.acquire(other);
        } else {
            Snapshot other = c.get(slot);
            c.set(slot, t.release());
            t.acquire(other);
        }
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
    static CoreClocks shared(Object key) {
        if (!(key instanceof Clocked c)) {
            return CoreTable.of(key);
        }
        CoreClocks k = c.$race$clocks();
        return k != null ? k : CoreTable.make(c);
    }
}
