package dev.jopher.explore.internal.replay;

import java.util.Arrays;

/**
 * The choices of a run, as what differs from the simplest ones. The simplest is: a thread that can
 * continue does; if it cannot, the one that has done least does.
 *
 * @param at at which choices of the run, counted from 0
 * @param index which of the threads that could continue was chosen there
 * @param bounds for each random number, how many were possible
 * @param results what chance gave
 */
public record Choices(int[] at, int[] index, int[] bounds, int[] results) {
    /** A growing list of numbers. */
    static final class Ints {
        private int[] all = new int[16];
        private int size;

        void add(int n) {
            if (size == all.length) {
                all = Arrays.copyOf(all, 2 * size);
            }
            all[size++] = n;
        }

        int[] toArray() {
            return Arrays.copyOf(all, size);
        }
    }
}
