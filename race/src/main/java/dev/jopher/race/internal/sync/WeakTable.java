package dev.jopher.race.internal.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;

import org.jspecify.annotations.Nullable;

/**
 * A map from objects, by identity, that holds no key that nothing else holds.
 *
 * <p>Hash tables of weak entries, {@value #STRIPES} of them so that threads seldom meet. A look-up
 * takes no lock: entries are immutable, a chain only grows at its head, and a table that has to
 * grow is copied. A look-up sees all entries that were added before it, by the order of the
 * program's own synchronisation.
 *
 * <p>There is no queue of dead keys, because the JDK's queue has a lock, whose own events would
 * come here again. When a table is full, its dead entries are left out of the copy, so there are
 * never many more of them than of live ones. Where dead values take much memory, the owner of the
 * map calls {@link #sweep}.
 */
public final class WeakTable<V> {
    private static final int STRIPES = 64;
    private static final int STRIPE_BITS = 6;
    private static final VarHandle ENTRIES = MethodHandles.arrayElementVarHandle(Entry[].class);

    private final Stripe[] stripes = new Stripe[STRIPES];

    public WeakTable() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    /** Returns the value of a key, or null. */
    @SuppressWarnings("unchecked")
    public @Nullable V find(Object key) {
        int hash = hash(key);
        return (V) stripe(hash).find(key, hash);
    }

    /** Returns the value of a key, which is {@code fresh} if there was none. */
    @SuppressWarnings("unchecked")
    public V putIfAbsent(Object key, V fresh) {
        int hash = hash(key);
        return (V) stripe(hash).putIfAbsent(key, hash, fresh);
    }

    /** Returns how many entries there are, dead ones too. */
    public int size() {
        int n = 0;
        for (Stripe s : stripes) {
            synchronized (s) {
                n += s.size;
            }
        }
        return n;
    }

    /** Returns the values of the keys that live. */
    public @Nullable Object[] values() {
        @Nullable Object[] all = new @Nullable Object[size() + STRIPES];
        int n = 0;
        for (Stripe s : stripes) {
            n = s.values(all, n);
        }
        return all;
    }

    /** Drops the values of keys that the collector has found dead. */
    public void sweep() {
        for (Stripe s : stripes) {
            s.sweep();
        }
    }

    private static int hash(Object key) {
        int h = System.identityHashCode(key) * 0x9E3779B9;
        return h ^ h >>> 15;
    }

    private Stripe stripe(int hash) {
        return stripes[hash & STRIPES - 1];
    }

    private static final class Entry extends WeakReference<Object> {
        final int hash;
        final Object value;
        final @Nullable Entry next;

        Entry(Object key, int hash, Object value, @Nullable Entry next) {
            super(key);
            this.hash = hash;
            this.value = value;
            this.next = next;
        }
    }

    private static final class Stripe {
        private static final int SMALLEST = 16;

        private volatile @Nullable Entry[] table = new @Nullable Entry[SMALLEST];
        private int size;

        @Nullable Object find(Object key, int hash) {
            @Nullable Entry[] t = table;
            Entry e = (Entry) ENTRIES.getAcquire(t, index(hash, t));
            while (e != null && !(e.hash == hash && e.refersTo(key))) {
                e = e.next;
            }
            return e == null ? null : e.value;
        }

        private static int index(int hash, @Nullable Entry[] t) {
            return hash >>> STRIPE_BITS & t.length - 1;
        }

        synchronized Object putIfAbsent(Object key, int hash, Object fresh) {
            Object value = find(key, hash);
            if (value != null) {
                return value;
            }
            if (size >= table.length) {
                sweep();
            }
            add(table, key, hash, fresh);
            return fresh;
        }

        private void add(@Nullable Entry[] t, Object key, int hash, Object value) {
            int i = index(hash, t);
            ENTRIES.setRelease(t, i, new Entry(key, hash, value, t[i]));
            size++;
        }

        /** Copies the live entries into a table of the size that they need. */
        synchronized void sweep() {
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
                add(to, key, e.hash, e.value);
            }
        }

        /** Adds the live values to {@code to} from index {@code n} on, as far as there is room. */
        synchronized int values(@Nullable Object[] to, int n) {
            for (Entry first : table) {
                for (Entry e = first; e != null && n < to.length; e = e.next) {
                    if (!e.refersTo(null)) {
                        to[n++] = e.value;
                    }
                }
            }
            return n;
        }
    }
}
