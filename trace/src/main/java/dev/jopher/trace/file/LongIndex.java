package dev.jopher.trace.file;

/** Maps numbers of goroutines to indexes: a hash table without objects. */
final class LongIndex {
    private long[] keys = new long[1024];
    private int[] values = new int[1024];
    private int size;

    /** Returns the index of {@code key}; -1 if there is none. */
    int get(long key) {
        int mask = keys.length - 1;
        for (int i = slot(key, mask); values[i] != 0; i = i + 1 & mask) {
            if (keys[i] == key) {
                return values[i] - 1;
            }
        }
        return -1;
    }

    /** Adds a key that is not there. */
    void put(long key, int value) {
        if (2 * size >= keys.length) {
            grow();
        }
        int mask = keys.length - 1;
        int i = slot(key, mask);
        while (values[i] != 0) {
            i = i + 1 & mask;
        }
        keys[i] = key;
        values[i] = value + 1;
        size++;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new int[keys.length];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != 0) {
                put(oldKeys[i], oldValues[i] - 1);
            }
        }
    }

    private static int slot(long key, int mask) {
        long h = key * 0x9E3779B97F4A7C15L;
        return (int) (h >>> 32) & mask;
    }
}
