package dev.jopher.race.internal.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;

import org.jspecify.annotations.Nullable;

/**
 * The clocks of objects, by identity. Holds no object that nothing else holds.
 *
 * <p>Hash tables of weak entries, {@value #STRIPES} of them so that threads seldom meet. A look-up
 * takes no lock: entries are immutable but for their clock, a chain only grows at its head, and a
 * table that has to grow is copied. What is looked up in an old copy and not found is looked up
 * again under the stripe's monitor. There is no queue of dead keys, because the JDK's queue has a
 * lock whose own events would come here: when a table is full, its dead entries are left out of the
 * copy, so they never are more than the live ones by more than a factor.
 */
public final class SyncTable {
    private static final int STRIPES = 64;
    private static final Stripe[] ALL = new Stripe[STRIPES];
    private static final VarHandle ENTRIES = MethodHandles.arrayElementVarHandle(Entry[].class);

    static {
        for (int i = 0; i < STRIPES; i++) {
            ALL[i] = new Stripe();
        }
    }

    private SyncTable() {}

    /** Returns the clock of an object. */
    public static SyncClock of(Object object) {
        SyncClock c = find(object);
        return c != null ? c : make(object);
    }

    /** Returns the clock of an object, or null if nothing was released there. */
    public static @Nullable SyncClock find(Object object) {
        if (object instanceof HasSyncClock has) {
            return has.$race$clock();
        }
        int hash = hash(object);
        return stripe(hash).find(object, hash);
    }

    /** Returns the clock of a part of an object: a slot of a channel's buffer. */
    public static SyncClock of(Object object, int index) {
        return of(object).part(index);
    }

    /** Returns the clock of a part of an object, or null if nothing was released there. */
    public static @Nullable SyncClock find(Object object, int index) {
        SyncClock c = find(object);
        return c == null ? null : c.findPart(index);
    }

    /** What is released at {@code from} is from now on released at {@code to}, and nothing else is. */
    public static void move(Object from, Object to) {
        SyncClock f = find(from);
        SyncClock t = f == null ? find(to) : of(to);
        if (t != null) {
            t.known(f == null ? null : f.known());
        }
    }

    /** Returns how many entries there are, dead ones too. */
    static int size() {
        int n = 0;
        for (Stripe s : ALL) {
            synchronized (s) {
                n += s.size;
            }
        }
        return n;
    }

    private static SyncClock make(Object object) {
        int hash = hash(object);
        Stripe s = stripe(hash);
        return object instanceof HasSyncClock has ? s.makeIn(has) : s.make(object, hash);
    }

    private static int hash(Object object) {
        int h = System.identityHashCode(object) * 0x9E3779B9;
        return h ^ h >>> 15;
    }

    private static Stripe stripe(int hash) {
        return ALL[hash & STRIPES - 1];
    }

    private static final class Entry extends WeakReference<Object> {
        final int hash;
        final SyncClock clock;
        final @Nullable Entry next;

        Entry(Object key, int hash, SyncClock clock, @Nullable Entry next) {
            super(key);
            this.hash = hash;
            this.clock = clock;
            this.next = next;
        }
    }

    private static final class Stripe {
        private static final int SMALLEST = 16;

        private volatile @Nullable Entry[] table = new @Nullable Entry[SMALLEST];
        private int size;

        @Nullable SyncClock find(Object key, int hash) {
            @Nullable Entry[] t = table;
            Entry e = (Entry) ENTRIES.getAcquire(t, index(hash, t));
            while (e != null && !(e.hash == hash && e.refersTo(key))) {
                e = e.next;
            }
            return e == null ? null : e.clock;
        }

        private static int index(int hash, @Nullable Entry[] t) {
            return hash >>> 6 & t.length - 1;
        }

        synchronized SyncClock make(Object key, int hash) {
            SyncClock c = find(key, hash);
            if (c != null) {
                return c;
            }
            if (size >= table.length) {
                sweep();
            }
            c = new SyncClock();
            add(table, new Entry(key, hash, c, head(table, hash)));
            size++;
            return c;
        }

        synchronized SyncClock makeIn(HasSyncClock object) {
            SyncClock c = object.$race$clock();
            if (c == null) {
                c = new SyncClock();
                object.$race$clock(c);
            }
            return c;
        }

        private static @Nullable Entry head(@Nullable Entry[] t, int hash) {
            return t[index(hash, t)];
        }

        private static void add(@Nullable Entry[] t, Entry e) {
            ENTRIES.setRelease(t, index(e.hash, t), e);
        }

        /** Copies the live entries into a table of the size that they need. */
        private void sweep() {
            @Nullable Entry[] old = table;
            int live = 0;
            for (Entry first : old) {
                for (Entry e = first; e != null; e = e.next) {
                    live += e.refersTo(null) ? 0 : 1;
                }
            }
            int length = SMALLEST;
            while (length < 2 * live) {
                length *= 2;
            }
            @Nullable Entry[] copy = new @Nullable Entry[length];
            size = 0;
            for (Entry first : old) {
                for (Entry e = first; e != null; e = e.next) {
                    copy(e, copy);
                }
            }
            table = copy;
        }

        private void copy(Entry e, @Nullable Entry[] to) {
            Object key = e.get();
            if (key != null) {
                add(to, new Entry(key, e.hash, e.clock, head(to, e.hash)));
                size++;
            }
        }
    }
}
