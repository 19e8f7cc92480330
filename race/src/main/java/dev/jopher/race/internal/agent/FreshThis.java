package dev.jopher.race.internal.agent;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.BitSet;
import java.util.Set;

/**
 * The writes of a constructor to fields of {@code this} that nothing else can know yet. Their
 * variables have never been accessed, so nothing has to be checked, only recorded: objects that are
 * made by the million cost half as much then.
 *
 * <p>These are the writes between {@code super()} of {@code Object} and the first instruction that
 * passes {@code this} on, or the first jump.
 */
final class FreshThis {
    private static final Object THIS = StackSources.local(0);

    private final BitSet writes = new BitSet();

    FreshThis(ClassInfo self, MethodPlan plan) {
        if (plan.superCall < 0 || plan.changesThis || !"java/lang/Object".equals(self.superclass())
                || !isSuper(plan)) {
            return;
        }
        StackSources sources = new StackSources();
        for (int i = plan.superCall + 1; i < plan.code.size(); i++) {
            CodeElement e = plan.code.get(i);
            if (isEnd(e, plan.targets) || passesOn(e, sources)) {
                return;
            }
            if (e instanceof FieldInstruction f && f.opcode() == Opcode.PUTFIELD
                    && f.owner().asInternalName().equals(self.name())
                    && sources.peek(size(f.typeSymbol())).equals(THIS)) {
                writes.set(i);
            }
            sources.step(e);
        }
    }

    /** Returns whether the element with this index is such a write. */
    boolean isWrite(int index) {
        return writes.get(index);
    }

    private static boolean isSuper(MethodPlan plan) {
        return plan.code.get(plan.superCall) instanceof InvokeInstruction i
                && i.owner().asInternalName().equals("java/lang/Object");
    }

    private static boolean isEnd(CodeElement e, Set<Label> targets) {
        return switch (e) {
            case LabelTarget l -> targets.contains(l.label());
            case BranchInstruction _,LookupSwitchInstruction _,TableSwitchInstruction _,ReturnInstruction _,ThrowInstruction _,MonitorInstruction _ ->
                true;
            default -> false;
        };
    }

    private static boolean passesOn(CodeElement e, StackSources sources) {
        return switch (e) {
            case InvokeInstruction i -> isAmong(sources, slots(i.typeSymbol())
                    + (i.opcode() == Opcode.INVOKESTATIC ? 0 : 1));
            case InvokeDynamicInstruction i -> isAmong(sources, slots(i.typeSymbol()));
            case FieldInstruction f -> f.opcode() == Opcode.PUTFIELD && isAmong(sources, 1)
                    || f.opcode() == Opcode.PUTSTATIC && isAmong(sources, 1);
            case ArrayStoreInstruction _,StoreInstruction _ -> isAmong(sources, 1);
            default -> false;
        };
    }

    private static boolean isAmong(StackSources sources, int slots) {
        for (int i = 0; i < slots; i++) {
            if (sources.peek(i).equals(THIS)) {
                return true;
            }
        }
        return false;
    }

    private static int slots(MethodTypeDesc type) {
        int n = 0;
        for (ClassDesc p : type.parameterArray()) {
            n += size(p);
        }
        return n;
    }

    private static int size(ClassDesc type) {
        return TypeKind.from(type).slotSize();
    }
}
