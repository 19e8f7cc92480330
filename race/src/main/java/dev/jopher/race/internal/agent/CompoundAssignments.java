package dev.jopher.race.internal.agent;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds assignments like {@code a[i] += x}. Both accesses are checked before the second one: in
 * most cases one comparison is enough then, because a thread that has written the element in its
 * present epoch has nothing to check.
 *
 * <p>The right side must not synchronise, and must not jump. If it throws an exception, the read is
 * not recorded.
 */
final class CompoundAssignments {
    private static final int MOST_ELEMENTS = 60;

    /** How much the array and the index take on the stack. */
    private static final int PLACE = 2;

    private final MethodContext context;
    private final List<CodeElement> code;

    /** By index of the store, that of the load. */
    private final Map<Integer, Integer> loads = new HashMap<>();

    CompoundAssignments(MethodContext context) {
        this.context = context;
        this.code = context.plan.code;
        for (int i = 0; i < code.size() - 1; i++) {
            if (code.get(i) instanceof StackInstruction s && s.opcode() == Opcode.DUP2) {
                int load = next(i);
                if (load >= 0 && code.get(load) instanceof ArrayLoadInstruction) {
                    find(i, load);
                }
            }
        }
    }

    boolean isLoad(int index) {
        return loads.containsValue(index);
    }

    /** Returns the index of the load that belongs to a store, or -1. */
    int load(int store) {
        return loads.getOrDefault(store, -1);
    }

    private int next(int index) {
        for (int i = index + 1; i < code.size(); i++) {
            if (code.get(i) instanceof Instruction) {
                return i;
            }
        }
        return -1;
    }

    private void find(int dup, int load) {
        StackSources sources = new StackSources();
        sources.step(code.get(dup));
        for (int i = load; i < Math.min(code.size(), load + MOST_ELEMENTS); i++) {
            CodeElement e = code.get(i);
            if (e instanceof ArrayStoreInstruction s
                    && sources.size() == PLACE + s.typeKind().slotSize()) {
                loads.put(i, load);
                return;
            }
            if (!LoopBody.isPure(e, context) || e instanceof BranchInstruction
                    || e instanceof ReturnInstruction
                    || e instanceof LabelTarget l && context.plan.targets.contains(l.label())
                    || sources.size() < PLACE) {
                return;
            }
            sources.step(e);
        }
    }
}
