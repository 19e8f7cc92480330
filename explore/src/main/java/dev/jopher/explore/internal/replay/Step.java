package dev.jopher.explore.internal.replay;

import java.util.Arrays;

import dev.jopher.explore.internal.world.Op;
import org.jspecify.annotations.Nullable;

/**
 * One step of a recorded thread. A thread <em>arrives</em> at a step, possibly lets others continue
 * there, <em>passes</em> it, and possibly waits in it: then it is resumed, once or more often.
 */
public final class Step {
    private static final int[] NONE = {};

    public final Op op;

    /** How many its thread had done before. */
    public final int nth;

    boolean passed;

    /** How often the thread continued after it had waited in this step. */
    int resumes;

    /** Pairs: how many results were possible, and what chance gave. */
    private int[] draws = NONE;

    /** What it was done to, in {@link Recording#objects}; -1 for nothing. */
    int object = -1;

    @Nullable StackTraceElement site;

    @Nullable String value;

    /** What the program calls that which it was done to, if that is not the object's name. */
    @Nullable String name;

    Step(Op op, int nth) {
        this.op = op;
        this.nth = nth;
    }

    void draw(int bound, int result) {
        draws = Arrays.copyOf(draws, draws.length + 2);
        draws[draws.length - 2] = bound;
        draws[draws.length - 1] = result;
    }

    /** Returns what chance gave the {@code n}-th time; -1 if it was not asked, or otherwise. */
    int drawn(int n, int bound) {
        return 2 * n < draws.length && draws[2 * n] == bound ? draws[2 * n + 1] : -1;
    }

    int[] draws() {
        return draws;
    }

    /** Returns whether the thread has continued into it: the operation itself was begun. */
    public boolean isPassed() {
        return passed;
    }

    public int resumes() {
        return resumes;
    }

    public int object() {
        return object;
    }

    /** Returns the name of the field that was used; null if the object's name says it all. */
    public @Nullable String name() {
        return name;
    }

    /** Returns the program's line; null if the recording has none. */
    public @Nullable StackTraceElement site() {
        return site;
    }

    /** Returns what was sent, received, read or written; null if that is not known. */
    public @Nullable String value() {
        return value;
    }
}
