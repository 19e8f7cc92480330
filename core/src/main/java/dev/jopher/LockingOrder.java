package dev.jopher;

import java.util.Arrays;
import java.util.Comparator;

/** The order in which every select takes the locks of its channels. */
final class LockingOrder implements Comparator<Channel<?>> {
    /**
     * Insertion is the fastest way to sort a few channels. It is quadratic, so a select of many
     * sorts in another way.
     */
    private static final int MOST_BY_INSERTION = 32;

    private static final LockingOrder INSTANCE = new LockingOrder();

    private LockingOrder() {}

    @Override
    public int compare(Channel<?> a, Channel<?> b) {
        return Long.compare(a.order(), b.order());
    }

    /** Sorts the channels, and returns them without duplicates. */
    static Channel<?>[] distinct(Channel<?>[] all) {
        if (all.length > MOST_BY_INSERTION) {
            Arrays.sort(all, INSTANCE);
        } else {
            sortByInsertion(all);
        }
        return withoutDuplicates(all);
    }

    private static void sortByInsertion(Channel<?>[] all) {
        for (int i = 1; i < all.length; i++) {
            Channel<?> c = all[i];
            int k = i;
            for (; k > 0 && all[k - 1].order() > c.order(); k--) {
                all[k] = all[k - 1];
            }
            all[k] = c;
        }
    }

    private static Channel<?>[] withoutDuplicates(Channel<?>[] sorted) {
        int k = 1;
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] != sorted[k - 1]) {
                sorted[k++] = sorted[i];
            }
        }
        return k == sorted.length ? sorted : Arrays.copyOf(sorted, k);
    }
}
