package dev.jopher.internal.record;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * Gives equal keys the same number, from 1 on. Any thread may ask, and none waits: a map of the JDK
 * may park a thread that finds another one in the same bin, and the recorder must not. A table that
 * is full returns 0 for new keys.
 */
final class Table<K> {
    private static final int PROBES = 64;

    private final AtomicReferenceArray<@Nullable K> slots;
    private final int mask;
    private final AtomicInteger count = new AtomicInteger();

    /** @param size a power of two */
    Table(int size) {
        slots = new AtomicReferenceArray<>(size);
        mask = size - 1;
    }

    int numberOf(K key) {
        int h = key.hashCode();
        int i = (h ^ h >>> 15) & mask;
        for (int probe = 0; probe < PROBES; probe++) {
            K there = slots.get(i);
            if (there == null) {
                if (slots.compareAndSet(i, null, key)) {
                    count.incrementAndGet();
                    return i + 1;
                }
                there = slots.get(i);
            }
            if (key.equals(there)) {
                return i + 1;
            }
            i = i + 1 & mask;
        }
        return 0;
    }

    int count() {
        return count.get();
    }

    int size() {
        return mask + 1;
    }

    /** Returns the key with that number; null if there is none yet. */
    @Nullable K key(int number) {
        return slots.get(number - 1);
    }
}
