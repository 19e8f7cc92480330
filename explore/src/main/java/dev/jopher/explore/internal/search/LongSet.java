package dev.jopher.explore.internal.search;

/** A set of hashes. It stops growing at {@value #MAX} entries, and then takes no new ones. */
final class LongSet {
    private static final int FIRST = 1 << 10;
    private static final int MAX = 1 << 21;

    private long[] table = new long[FIRST];
    private int size;

    /** Adds a hash, and returns whether it was not there. */
    boolean add(long hash) {
        long h = hash == 0 ? 1 : hash; // 0 means free
        int mask = table.length - 1;
        int i = (int) h & mask;
        while (table[i] != 0) {
            if (table[i] == h) {
                return false;
            }
            i = i + 1 & mask;
        }
        if (size == MAX) {
            return false;
        }
        table[i] = h;
        if (++size * 2 > table.length) {
            grow();
        }
        return true;
    }

    private void grow() {
        long[] old = table;
        table = new long[old.length * 2];
        int mask = table.length - 1;
        for (long h : old) {
            if (h != 0) {
                int i = (int) h & mask;
                while (table[i] != 0) {
                    i = i + 1 & mask;
                }
                table[i] = h;
            }
        }
    }

    int size() {
        return size;
    }
}
