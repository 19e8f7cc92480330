package dev.jopher.sync;

import java.util.Arrays;

import dev.jopher.runtime.Held;

/**
 * Who reads under an {@link RWMutex}, as far as that can be told cheaply: a thread is found in the place that its id
 * names, unless another was there before. Guarded by the mutex's short lock.
 *
 * <p>Never wrong: when a read lock is given back by a thread that is not in its place, it may be another's, and nobody is
 * known until all have gone.
 */
final class Readers {
    private static final int PLACES = 8;

    private final long[] places = new long[PLACES];

    /** How many found their place taken. */
    private int elsewhere;

    private boolean unsure;

    void add(long thread) {
        int i = (int) thread & (PLACES - 1);
        if (places[i] == 0) {
            places[i] = thread;
        } else {
            elsewhere++;
        }
    }

    /** @param last whether nobody reads any more */
    void remove(long thread, boolean last) {
        int i = (int) thread & (PLACES - 1);
        if (places[i] == thread) {
            places[i] = 0;
        } else {
            unsure = true;
        }
        if (last && (unsure || elsewhere != 0)) {
            clear();
        }
    }

    private void clear() {
        Arrays.fill(places, 0);
        elsewhere = 0;
        unsure = false;
    }

    /** Some of those who read. */
    long[] known() {
        return unsure ? Held.NOBODY : Arrays.stream(places).filter(id -> id != 0).toArray();
    }
}
