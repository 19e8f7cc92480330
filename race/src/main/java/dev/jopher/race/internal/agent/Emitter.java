package dev.jopher.race.internal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;

/** Replaces instructions of one kind by the same ones with a check or an event before or after. */
interface Emitter {
    /** Returns whether this is for the emitter. Asked once for each element, before the code. */
    boolean wants(CodeElement e);

    /** Returns whether what it emits uses the local variable of the {@code ShadowThread}. */
    default boolean needsThread() {
        return true;
    }

    /** Allocates what it needs, at the start of the method. Perhaps more than once. */
    default void start(CodeBuilder c) {}

    /** Emits an element that it wanted. */
    void emit(CodeBuilder c, CodeElement e);

    /** Called when {@code this} is a whole object: in a constructor, after {@code super(...)}. */
    default void constructed(CodeBuilder c) {}

    /** Called after the last element. */
    default void end(CodeBuilder c) {}
}
