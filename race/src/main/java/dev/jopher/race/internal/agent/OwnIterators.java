package dev.jopher.race.internal.agent;

import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.util.HashMap;
import java.util.Map;

import dev.jopher.race.internal.agent.StackSources.Local;

/**
 * Finds the iterators that a method keeps to itself, like those of its loops over collections. Only
 * the collection behind them is checked. Such an iterator is the result of a call, is in a local
 * variable, and whatever loads that variable calls a method of the iterator.
 */
final class OwnIterators {
    private final int parameters;

    /** By index of the call: the local variable with the iterator. */
    private final Map<Integer, Integer> calls = new HashMap<>();

    /** How often each local variable is loaded, and how often for such a call. */
    private final Map<Integer, Integer> loads = new HashMap<>();
    private final Map<Integer, Integer> uses = new HashMap<>();

    /** @param parameters how many local variables have values from the caller */
    OwnIterators(int parameters) {
        this.parameters = parameters;
    }

    void call(int index, InvokeInstruction i, Object source) {
        String owner = i.owner().asInternalName();
        if (source instanceof Local l && l.slot() >= parameters
                && (owner.equals("java/util/Iterator") || owner.equals("java/util/ListIterator"))) {
            calls.put(index, l.slot());
            uses.merge(l.slot(), 1, Integer::sum);
        }
    }

    void step(CodeElement e) {
        if (e instanceof LoadInstruction l) {
            loads.merge(l.slot(), 1, Integer::sum);
        }
    }

    /** Returns whether there is such a call. To be called when all code has been seen. */
    boolean has(int index, StackSources sources) {
        Integer slot = calls.get(index);
        return slot != null && uses.getOrDefault(slot, 0).equals(loads.getOrDefault(slot, 0))
                && !sources.isFromVariable(slot);
    }
}
