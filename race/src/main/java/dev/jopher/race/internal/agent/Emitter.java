package dev.jopher.race.internal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;

/** Replaces instructions of one kind by the same ones with a check or an event before or after. */
interface Emitter {
    /**
     * Returns whether an element is for this emitter. Asked once for each, before the code.
     *
     * @param index of the element: the objects themselves are others when the code is transformed
     */
    boolean wants(int index, CodeElement e);

    /** Returns whether the method changes even if no element is wanted. */
    default boolean isNeeded() {
        return false;
    }

    /** Returns whether what it emits uses the local variable of the {@code ShadowThread}. */
    default boolean needsThread() {
        return true;
    }

    /** Allocates what it needs, at the start of the method. Perhaps more than once. */
    default void start(CodeBuilder c) {}

    /** Emits an element that it wanted. */
    void emit(CodeBuilder c, int index, CodeElement e);

    /** Called when {@code this} is a whole object: in a constructor, after {@code super(...)}. */
    default void constructed(CodeBuilder c) {}

    /** Called after the last element. */
    default void end(CodeBuilder c) {}
}
