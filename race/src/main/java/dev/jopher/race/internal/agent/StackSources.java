package dev.jopher.race.internal.agent;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.NopInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows the operand stack through a method, from one instruction to the next in the order of the
 * code, and remembers where each value came from. Two values with equal sources are probably, but
 * not surely, the same; a source that is not known is equal to no other. After a jump the stack is
 * taken as empty, and what is popped from it then is not known.
 */
final class StackSources {
    private final List<Object> stack = new ArrayList<>();

    /** The source of an array that has just been made. */
    static final class NewArray {
        private boolean escaped;

        /** Returns whether nothing but the stack has it, so that no other thread can. */
        boolean isPrivate() {
            return !escaped;
        }
    }

    /** Returns the source of a value: 0 for the slot on top. */
    Object peek(int below) {
        int i = stack.size() - 1 - below;
        return i < 0 ? new Object() : stack.get(i);
    }

    private Object pop() {
        Object source = take();
        if (source instanceof NewArray a) {
            a.escaped = true;
        }
        return source;
    }

    private Object take() {
        return stack.isEmpty() ? new Object() : stack.removeLast();
    }

    private void pop(int slots) {
        for (int i = 0; i < slots; i++) {
            pop();
        }
    }

    private void push(int slots) {
        push(slots, new Object());
    }

    private void push(int slots, Object source) {
        for (int i = 0; i < slots; i++) {
            stack.add(source);
        }
    }

    private void replace(int popped, int pushed) {
        pop(popped);
        push(pushed);
    }

    private static int size(ClassDesc type) {
        return TypeKind.from(type).slotSize();
    }

    private static int parameters(MethodTypeDesc type) {
        int n = 0;
        for (ClassDesc p : type.parameterArray()) {
            n += size(p);
        }
        return n;
    }

    void step(CodeElement e) {
        switch (e) {
            case LoadInstruction i -> push(i.typeKind().slotSize(), "local " + i.slot());
            case ConstantInstruction i -> push(i.typeKind().slotSize(), "constant "
                    + i.constantValue());
            case StoreInstruction i -> pop(i.typeKind().slotSize());
            case FieldInstruction i -> field(i);
            case ArrayLoadInstruction i -> {
                Object index = pop();
                push(i.typeKind().slotSize(), pop() + "[" + index + "]");
            }
            case ArrayStoreInstruction i -> {
                pop(i.typeKind().slotSize() + 1);
                take();
            }
            case InvokeInstruction i -> replace(parameters(i.typeSymbol())
                    + (i.opcode() == Opcode.INVOKESTATIC ? 0 : 1),
                    size(i.typeSymbol().returnType()));
            case InvokeDynamicInstruction i -> replace(parameters(i.typeSymbol()),
                    size(i.typeSymbol().returnType()));
            case NewObjectInstruction _ -> push(1);
            case NewPrimitiveArrayInstruction _ -> makeArray();
            case NewReferenceArrayInstruction _ -> makeArray();
            case NewMultiArrayInstruction i -> replace(i.dimensions(), 1);
            case TypeCheckInstruction i -> {
                if (i.opcode() == Opcode.INSTANCEOF) {
                    replace(1, 1);
                }
            }
            case OperatorInstruction i -> operator(i);
            case ConvertInstruction i -> replace(i.fromType().slotSize(), i.toType().slotSize());
            case MonitorInstruction _ -> pop();
            case StackInstruction i -> move(i.opcode());
            case IncrementInstruction _ -> {
            }
            case NopInstruction _ -> {
            }
            case BranchInstruction i -> branch(i.opcode());
            case Instruction _ -> stack.clear(); // it does not go on to the next one
            default -> {
                // a label, a line
            }
        }
    }

    private void makeArray() {
        pop();
        stack.add(new NewArray());
    }

    private void field(FieldInstruction i) {
        int n = size(i.typeSymbol());
        String name = i.owner().asInternalName() + "." + i.name().stringValue();
        switch (i.opcode()) {
            case GETSTATIC -> push(n, name);
            case PUTSTATIC -> pop(n);
            case GETFIELD -> push(n, pop() + " " + name);
            default -> pop(n + 1);
        }
    }

    private void operator(OperatorInstruction i) {
        int n = i.typeKind().slotSize();
        switch (i.opcode()) {
            case ARRAYLENGTH -> replace(1, 1);
            case INEG, LNEG, FNEG, DNEG -> replace(n, n);
            case LSHL, LSHR, LUSHR -> replace(3, 2);
            case LCMP, DCMPG, DCMPL -> replace(4, 1);
            case FCMPG, FCMPL -> replace(2, 1);
            default -> replace(2 * n, n);
        }
    }

    private void branch(Opcode o) {
        switch (o) {
            case GOTO, GOTO_W -> stack.clear();
            case IFEQ, IFNE, IFLT, IFGE, IFGT, IFLE, IFNULL, IFNONNULL -> pop();
            default -> pop(2);
        }
    }

    private void move(Opcode o) {
        switch (o) {
            case POP -> pop();
            case POP2 -> pop(2);
            case DUP -> copy(1, 0);
            case DUP_X1 -> copy(1, 1);
            case DUP_X2 -> copy(1, 2);
            case DUP2 -> copy(2, 0);
            case DUP2_X1 -> copy(2, 1);
            case DUP2_X2 -> copy(2, 2);
            default -> {
                Object a = take();
                Object b = take();
                stack.add(a);
                stack.add(b);
            }
        }
    }

    /** Copies the top slots to below some others. */
    private void copy(int slots, int below) {
        List<Object> top = new ArrayList<>();
        for (int i = 0; i < slots + below; i++) {
            top.addFirst(take());
        }
        stack.addAll(top.subList(below, below + slots));
        stack.addAll(top);
    }
}
