package dev.jopher.race.internal.clock;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * An immutable vector clock: the latest clock known of each slot, 0 if none. A trie, as high as the
 * largest slot needs, so that a change copies one path and two clocks that grew from one share most
 * nodes. A join stops where both sides are the same node.
 *
 * <p>A node of height 1 is an {@code int[]} for 64 slots, as long as the last one that is not 0
 * needs: the processor compares several at a time, and in a chain of goroutines all of them change
 * with each message. A higher one is an {@code Object[16]}; null is all 0.
 */
public final class ClockTree {
    static final ClockTree EMPTY = new ClockTree(1, null);

    private static final int LEAF_BITS = 6;
    private static final int LEAF = 1 << LEAF_BITS;
    private static final int SHORTEST = 16;
    private static final int BITS = 4;
    private static final int WIDTH = 1 << BITS;
    private static final int MASK = WIDTH - 1;

    private static final int[] NO_CLOCKS = {};

    private final int height;
    private final @Nullable Object root;

    private ClockTree(int height, @Nullable Object root) {
        this.height = height;
        this.root = root;
    }

    /** Returns how many bits of a slot a node of this height, or lower ones, look at. */
    private static int bits(int height) {
        return LEAF_BITS + BITS * (height - 1);
    }

    public int get(int slot) {
        int h = height;
        if (slot >>> bits(h) != 0) {
            return 0;
        }
        Object node = root;
        for (int shift = bits(h - 1); shift >= LEAF_BITS && node != null; shift -= BITS) {
            node = ((Object[]) node)[slot >>> shift & MASK];
        }
        return node == null ? 0 : get((int[]) node, slot & LEAF - 1);
    }

    private static int get(int[] leaf, int i) {
        return i < leaf.length ? leaf[i] : 0;
    }

    /**
     * Returns a clock that also knows {@code slot} until {@code clock}; this one if it does
     * already.
     */
    ClockTree with(int slot, int clock) {
        if (get(slot) >= clock) {
            return this;
        }
        int h = height;
        while (slot >>> bits(h) != 0) {
            h++;
        }
        return new ClockTree(h, with(raised(h), h, slot, clock));
    }

    private static Object with(@Nullable Object node, int height, int slot, int clock) {
        if (height == 1) {
            int i = slot & LEAF - 1;
            int[] leaf = copy(node == null ? NO_CLOCKS : (int[]) node, i);
            leaf[i] = clock;
            return leaf;
        }
        @Nullable Object[] inner = node == null ? new Object[WIDTH] : ((Object[]) node).clone();
        int i = slot >>> bits(height - 1) & MASK;
        inner[i] = with(inner[i], height - 1, slot, clock);
        return inner;
    }

    /** Returns a copy that has room for an index. */
    private static int[] copy(int[] leaf, int index) {
        int n = Math.max(SHORTEST, leaf.length);
        while (n <= index) {
            n *= 2;
        }
        return Arrays.copyOf(leaf, n);
    }

    /** Returns the root as a node of height {@code to}. */
    private @Nullable Object raised(int to) {
        Object node = root;
        for (int h = height; h < to && node != null; h++) {
            Object[] above = new Object[WIDTH];
            above[0] = node;
            node = above;
        }
        return node;
    }

    /**
     * Returns the larger clock of each slot; {@code a} or {@code b} themselves where one has all.
     */
    static ClockTree join(ClockTree a, ClockTree b) {
        if (a == b) {
            return a;
        }
        int h = Math.max(a.height, b.height);
        Object x = a.raised(h);
        Object y = b.raised(h);
        Object joined = join(x, y, h);
        return joined == x ? a : joined == y ? b : new ClockTree(h, joined);
    }

    /**
     * Returns the join. If it is neither {@code a} nor {@code b}, it may also know {@code slot}
     * until {@code clock}: a single leaf that has just been made takes that at no cost.
     */
    static ClockTree join(ClockTree a, ClockTree b, int slot, int clock) {
        ClockTree joined = join(a, b);
        if (joined != a && joined != b && joined.height == 1 && joined.root instanceof int[] leaf
                && slot < leaf.length) {
            leaf[slot] = Math.max(leaf[slot], clock);
        }
        return joined;
    }

    private static @Nullable Object join(@Nullable Object a, @Nullable Object b, int height) {
        if (a == b || b == null) {
            return a;
        }
        if (a == null) {
            return b;
        }
        return height == 1 ? leaf((int[]) a, (int[]) b) : inner((Object[]) a, (Object[]) b, height);
    }

    private static int[] leaf(int[] a, int[] b) {
        if (a.length == b.length) {
            return sameLength(a, b);
        }
        int[] x = copy(a, b.length - 1);
        int[] y = copy(b, a.length - 1);
        int[] joined = sameLength(x, y);
        return joined == x ? a : joined == y ? b : joined;
    }

    private static int[] sameLength(int[] a, int[] b) {
        int lessA = 0; // clocks are not negative, so a negative difference says which is less
        int lessB = 0;
        for (int i = 0; i < a.length; i++) {
            lessA |= a[i] - b[i];
            lessB |= b[i] - a[i];
        }
        if ((lessA & lessB) >= 0) {
            return lessA >= 0 ? a : b;
        }
        int[] joined = a.clone();
        for (int i = 0; i < joined.length; i++) {
            joined[i] = Math.max(joined[i], b[i]);
        }
        return joined;
    }

    private static Object[] inner(@Nullable Object[] a, @Nullable Object[] b, int height) {
        @Nullable Object[] joined = a;
        boolean allB = true;
        for (int i = 0; i < WIDTH; i++) {
            Object child = join(a[i], b[i], height - 1);
            allB &= child == b[i];
            if (child != a[i]) {
                joined = joined == a ? a.clone() : joined;
                joined[i] = child;
            }
        }
        return joined == a ? a : allB ? b : joined;
    }
}
