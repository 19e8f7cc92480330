package dev.jopher.race.internal.report;

/** A map from pairs of places to numbers that are not 0. Its users have the lock. */
final class PairTable {
    private long[] keys = new long[64];
    private int[] values = new int[64];
    private int size;

    /** Sets the value of a pair. Returns the value before; 0 if there was none. */
    int put(int a, int b, int value) {
        if (2 * size >= keys.length) {
            grow();
        }
        long key = ((long) a << 32 | b) + 1;
        int i = index(key);
        int before = values[i];
        if (before == 0) {
            keys[i] = key;
            size++;
        }
        values[i] = value;
        return before;
    }

    private int index(long key) {
        int mask = keys.length - 1;
        int i = (int) (key * 0x9e3779b97f4a7c15L >>> 32) & mask;
        while (values[i] != 0 && keys[i] != key) {
            i = i + 1 & mask;
        }
        return i;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != 0) {
                int j = index(oldKeys[i]);
                keys[j] = oldKeys[i];
                values[j] = oldValues[i];
            }
        }
    }
}
