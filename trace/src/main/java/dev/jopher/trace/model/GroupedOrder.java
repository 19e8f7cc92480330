package dev.jopher.trace.model;

/** Sorts by group in linear time, and keeps the order within each group. */
final class GroupedOrder {
    private GroupedOrder() {}

    /** Returns where each group begins, and at the end the number of all. */
    static int[] starts(IntColumn group, int groups) {
        int[] starts = new int[groups + 1];
        for (int i = 0; i < group.size(); i++) {
            starts[group.get(i) + 1]++;
        }
        for (int g = 0; g < groups; g++) {
            starts[g + 1] += starts[g];
        }
        return starts;
    }

    /** Returns the old indexes in the new order. */
    static int[] of(IntColumn group, int groups) {
        int[] next = starts(group, groups);
        int[] order = new int[group.size()];
        for (int i = 0; i < order.length; i++) {
            order[next[group.get(i)]++] = i;
        }
        return order;
    }

    /** Returns the old indexes by time; the order of equal times stays. */
    static int[] byTime(LongColumn time) {
        int n = time.size();
        boolean sorted = true;
        for (int i = 1; i < n && sorted; i++) {
            sorted = time.get(i - 1) <= time.get(i);
        }
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        if (!sorted) {
            merge(time, order.clone(), order, 0, n);
        }
        return order;
    }

    /** Sorts {@code from} into {@code to}; both have the same content at the start. */
    private static void merge(LongColumn time, int[] from, int[] to, int begin, int end) {
        if (end - begin < 2) {
            return;
        }
        int middle = (begin + end) >>> 1;
        merge(time, to, from, begin, middle);
        merge(time, to, from, middle, end);
        int left = begin;
        int right = middle;
        for (int i = begin; i < end; i++) {
            if (left < middle
                    && (right >= end || time.get(from[left]) <= time.get(from[right]))) {
                to[i] = from[left++];
            } else {
                to[i] = from[right++];
            }
        }
    }
}
