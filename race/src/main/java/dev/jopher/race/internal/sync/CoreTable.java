package dev.jopher.race.internal.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

import org.jspecify.annotations.Nullable;

/** The clocks of those objects of Jopher that have no field for them, by identity. There are few. */
final class CoreTable {
    private static final int BUCKETS = 256;
    private static final VarHandle LOCKED;

    static {
        try {
            LOCKED = MethodHandles.lookup().findStaticVarHandle(CoreTable.class, "locked",
                    int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final @Nullable Entry[] TABLE = new @Nullable Entry[BUCKETS];
    private static final ReferenceQueue<Object> COLLECTED = new ReferenceQueue<>();

    @SuppressWarnings("unused") // through LOCKED
    private static volatile int locked;

    private CoreTable() {}

    private static final class Entry extends WeakReference<Object> {
        final CoreClocks clocks = new CoreClocks();
        final int bucket;
        @Nullable Entry next;

        Entry(Object key, int bucket) {
            super(key, COLLECTED);
            this.bucket = bucket;
        }
    }

    static @Nullable CoreClocks find(Object key) {
        return entry(key, false);
    }

    static CoreClocks of(Object key) {
        CoreClocks c = entry(key, true);
        if (c == null) {
            throw new AssertionError();
        }
        return c;
    }

    private static @Nullable CoreClocks entry(Object key, boolean make) {
        int bucket = System.identityHashCode(key) & BUCKETS - 1;
        lock();
        try {
            expunge();
            for (Entry e = TABLE[bucket]; e != null; e = e.next) {
                if (e.refersTo(key)) {
                    return e.clocks;
                }
            }
            if (!make) {
                return null;
            }
            Entry e = new Entry(key, bucket);
            e.next = TABLE[bucket];
            TABLE[bucket] = e;
            return e.clocks;
        } finally {
            unlock();
        }
    }

    private static void expunge() {
        for (Object o = COLLECTED.poll(); o != null; o = COLLECTED.poll()) {
            Entry gone = (Entry) o;
            Entry before = null;
            for (Entry e = TABLE[gone.bucket]; e != null && e != gone; e = e.next) {
                before = e;
            }
            if (before == null) {
                TABLE[gone.bucket] = gone.next;
            } else {
                before.next = gone.next;
            }
        }
    }

    /** Makes the clocks of an object with a field, unless another thread just does. */
    static CoreClocks make(Clocked key) {
        lock();
        try {
            CoreClocks c = key.$race$clocks();
            if (c == null) {
                c = new CoreClocks();
                key.$race$clocks(c);
            }
            return c;
        } finally {
            unlock();
        }
    }

    private static void lock() {
        while (!LOCKED.compareAndSet(0, 1)) {
            Thread.onSpinWait();
        }
    }

    private static void unlock() {
        LOCKED.setVolatile(0);
    }
}
