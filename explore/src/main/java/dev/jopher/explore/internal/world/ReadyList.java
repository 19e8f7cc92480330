package dev.jopher.explore.internal.world;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The threads that can continue. Each knows its index, so adding and removing take constant time,
 * with a thousand threads as well. Their order depends on the run alone, and on no address or hash.
 */
final class ReadyList {
    private static final int FIRST_SIZE = 16;
    static final int ABSENT = -1;

    /** The first {@link #size} are ready. */
    @Nullable ControlledThread[] all = new @Nullable ControlledThread[FIRST_SIZE];

    int size;

    void add(ControlledThread t) {
        if (t.readyIndex != ABSENT) {
            return;
        }
        reserve();
        t.readyIndex = size;
        all[size++] = t;
    }

    /** Removes one. The last takes its place. */
    ControlledThread take(ControlledThread t) {
        int i = t.readyIndex;
        ControlledThread last = all[--size];
        all[i] = last;
        if (last != null) {
            last.readyIndex = i;
        }
        t.readyIndex = ABSENT;
        return t;
    }

    /** Puts {@code t} behind the last one, where a strategy sees it, and does not add it. */
    void show(ControlledThread t) {
        reserve();
        all[size] = t;
    }

    private void reserve() {
        if (size == all.length) {
            all = Arrays.copyOf(all, size * 2);
        }
    }
}
