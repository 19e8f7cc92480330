package dev.jopher.race.internal.agent;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.AccessFlag;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one look at a method's code finds, before the code is transformed. */
final class MethodPlan {
    final MethodModel method;
    final List<CodeElement> code;

    /** How many bytes the code has. */
    final int length;

    /** The line of the first statement, or 0. */
    final int firstLine;

    /** The index of the call of {@code super(...)} or {@code this(...)}, or -1 if there is none. */
    final int superCall;

    /** Whether the method stores something else into the local variable of {@code this}. */
    final boolean changesThis;

    /** The labels that the method jumps to, and those of its exception handlers. */
    final Set<Label> targets = new HashSet<>();

    MethodPlan(ClassInfo self, MethodModel method, CodeModel model) {
        this.method = method;
        this.code = model.elementList();
        this.length = model instanceof CodeAttribute a ? a.codeLength() : 0;
        this.firstLine = code.stream().filter(LineNumber.class::isInstance)
                .map(LineNumber.class::cast).mapToInt(LineNumber::line).findFirst().orElse(0);
        this.superCall = isConstructor() ? findSuperCall(self) : -1;
        this.changesThis = code.stream().anyMatch(e -> e instanceof StoreInstruction s
                && s.slot() == 0);
        code.forEach(this::addTargets);
    }

    private void addTargets(CodeElement e) {
        switch (e) {
            case BranchInstruction b -> targets.add(b.target());
            case LookupSwitchInstruction s -> addCases(s.defaultTarget(), s.cases());
            case TableSwitchInstruction s -> addCases(s.defaultTarget(), s.cases());
            case ExceptionCatch c -> targets.add(c.handler());
            default -> {
                // it does not jump
            }
        }
    }

    private void addCases(Label other, List<SwitchCase> cases) {
        targets.add(other);
        cases.forEach(c -> targets.add(c.target()));
    }

    /** Returns how many local variables have values from the caller. */
    int parameterSlots() {
        int n = method.flags().has(AccessFlag.STATIC) ? 0 : 1;
        for (ClassDesc p : method.methodTypeSymbol().parameterList()) {
            n += TypeKind.from(p).slotSize();
        }
        return n;
    }

    boolean isConstructor() {
        return method.methodName().equalsString(ConstantDescs.INIT_NAME);
    }

    boolean isStatic() {
        return method.flags().has(AccessFlag.STATIC);
    }

    /** Returns whether something is added before the method returns. */
    boolean hasReturnHooks() {
        return method.flags().has(AccessFlag.SYNCHRONIZED)
                || method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME);
    }

    /** Returns the line of an element, or 0. */
    int line(int index) {
        for (int i = index; i >= 0; i--) {
            if (code.get(i) instanceof LineNumber l) {
                return l.line();
            }
        }
        return 0;
    }

    /**
     * Returns the index of the last call of a constructor of this class or its superclass which
     * belongs to no {@code new} before it. If an exception leaves a {@code new} without its call,
     * then a later call is taken, or none, and accesses before it are not checked: that is safe,
     * because an unfinished {@code this} must not be passed to a check.
     */
    private int findSuperCall(ClassInfo self) {
        int found = -1;
        int unfinished = 0;
        for (int i = 0; i < code.size(); i++) {
            CodeElement e = code.get(i);
            if (e instanceof NewObjectInstruction n
                    && isOwn(self, n.className().asInternalName())) {
                unfinished++;
            } else
                if (e instanceof InvokeInstruction call && call.opcode() == Opcode.INVOKESPECIAL
                        && call.name().equalsString(ConstantDescs.INIT_NAME)
                        && isOwn(self, call.owner().asInternalName())) {
                            if (unfinished > 0) {
                                unfinished--;
                            } else {
                                found = i;
                            }
                        }
        }
        return found;
    }

    private static boolean isOwn(ClassInfo self, String type) {
        return type.equals(self.name()) || type.equals(self.superclass());
    }
}
