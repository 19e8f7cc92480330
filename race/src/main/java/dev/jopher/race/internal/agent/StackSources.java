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
import java.lang.classfile.instruction.LabelTarget;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.jopher.race.internal.agent.FieldResolver.Resolved;
import org.jspecify.annotations.Nullable;

/**
 * Follows the operand stack through a method, from one instruction to the next in the order of the
 * code, and remembers where each value came from. Two values with equal sources are probably, but
 * not surely, the same; a source that is not known is equal to no other. After a jump the stack is
 * taken as empty, and what is popped from it then is not known.
 */
final class StackSources {
    /** The source of a local variable that has several. */
    private static final Object SEVERAL = new Object();

    private final List<Object> stack = new ArrayList<>();

    /** How many values at the bottom may come from elsewhere, because the code was jumped to. */
    private int unsure;

    /** By local variable: the source of all values that are stored there. */
    private final Map<Integer, Object> stored = new HashMap<>();

    StackSources() {}

    /** @param parameters how many local variables have values from the caller */
    StackSources(int parameters) {
        for (int i = 0; i < parameters; i++) {
            stored.put(i, SEVERAL);
        }
    }

    /** The value of a field. */
    record FieldValue(@Nullable Object of, String owner, String name, String type) {}

    /** The value that a local variable has now, plus a constant. */
    record Local(int slot, int plus) {}

    private record Constant(Object value) {}

    /** An element of an array. */
    private record Element(Object array, Object index) {}

    /** The source of an array that has just been made. */
    static final class NewArray {
        private boolean escaped;

        /** Returns whether nothing but the stack has it, so that no other thread can. */
        boolean isPrivate() {
            return !escaped;
        }
    }

    /** Returns the source of the values that are read from a local variable. */
    static Object local(int slot) {
        return new Local(slot, 0);
    }

    /** Returns the source of a value: 0 for the slot on top. */
    Object peek(int below) {
        int i = stack.size() - 1 - below;
        return i < 0 ? new Object() : stack.get(i);
    }

    int size() {
        return stack.size();
    }

    /** Returns what {@link #field} needs to know of a value, when all code has been seen. */
    Object origin(int below) {
        return stack.size() - 1 - below < unsure ? SEVERAL : peek(below);
    }

    /** Returns the name of the field that a value comes from, or "" if that is not sure. */
    String field(Object origin, FieldResolver fields) {
        Object from = origin instanceof Local l ? stored.getOrDefault(l.slot, SEVERAL) : origin;
        if (from instanceof Element e) {
            String array = field(e.array, fields);
            return array.isEmpty() ? "" : array + "[]";
        }
        if (!(from instanceof FieldValue f)) {
            return "";
        }
        Resolved r = fields.resolve(f.owner, f.name, f.type);
        return (r == null ? f.owner : r.declaring().name()).replace('/', '.') + "." + f.name;
    }

    /** Returns whether all values of a local variable come from the same field or element. */
    boolean isFromVariable(int slot) {
        Object from = stored.get(slot);
        return from instanceof FieldValue || from instanceof Element;
    }

    private void store(int slot, int size) {
        Object source = origin(size - 1);
        stored.merge(slot, source instanceof Local ? SEVERAL : source,
                (a, b) -> a.equals(b) ? a : SEVERAL);
        pop(size);
        changed(slot, slot + size - 1);
    }

    /** Records that local variables get another value: what is on the stack is the one before. */
    private void changed(int from, int to) {
        stack.replaceAll(s -> isOf(s, from) || isOf(s, to) ? new Object() : s);
    }

    private void incremented(int slot, int by) {
        stack.replaceAll(s -> s instanceof Local l && l.slot == slot
                ? new Local(slot, l.plus - by)
                : isOf(s, slot) ? new Object() : s);
    }

    private static boolean isOf(@Nullable Object source, int slot) {
        return switch (source) {
            case Local l -> l.slot == slot;
            case FieldValue f -> isOf(f.of, slot);
            case Element e -> isOf(e.array, slot) || isOf(e.index, slot);
            case null, default -> false;
        };
    }

    /** Adds a constant to a local variable. */
    private void add(int sign) {
        Object b = pop();
        Object a = pop();
        if (a instanceof Local l && b instanceof Constant c && c.value instanceof Integer k) {
            push(1, new Local(l.slot, l.plus + sign * k));
        } else
            if (sign > 0 && b instanceof Local l && a instanceof Constant c
                    && c.value instanceof Integer k) {
                        push(1, new Local(l.slot, l.plus + k));
                    } else {
                        push(1);
                    }
    }

    private Object pop() {
        Object source = take();
        if (source instanceof NewArray a) {
            a.escaped = true;
        }
        return source;
    }

    private Object take() {
        if (stack.isEmpty()) {
            return new Object();
        }
        Object last = stack.removeLast();
        unsure = Math.min(unsure, stack.size());
        return last;
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
            case LoadInstruction i -> push(i.typeKind().slotSize(), new Local(i.slot(), 0));
            case ConstantInstruction i -> push(i.typeKind().slotSize(),
                    new Constant(i.constantValue()));
            case StoreInstruction i -> store(i.slot(), i.typeKind().slotSize());
            case LabelTarget _ -> unsure = stack.size();
            case FieldInstruction i -> field(i);
            case ArrayLoadInstruction i -> {
                Object index = pop();
                push(i.typeKind().slotSize(), new Element(pop(), index));
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
            case IncrementInstruction i -> incremented(i.slot(), i.constant());
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
        String owner = i.owner().asInternalName();
        String name = i.name().stringValue();
        String type = i.type().stringValue();
        switch (i.opcode()) {
            case GETSTATIC -> push(n, new FieldValue(null, owner, name, type));
            case PUTSTATIC -> pop(n);
            case GETFIELD -> push(n, new FieldValue(pop(), owner, name, type));
            default -> pop(n + 1);
        }
    }

    private void operator(OperatorInstruction i) {
        int n = i.typeKind().slotSize();
        switch (i.opcode()) {
            case IADD -> add(1);
            case ISUB -> add(-1);
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
                boolean all = unsure <= stack.size() - 2;
                Object a = take();
                Object b = take();
                stack.add(a);
                stack.add(b);
                unsure = all ? unsure : stack.size();
            }
        }
    }

    /** Copies the top slots to below some others. */
    private void copy(int slots, int below) {
        boolean all = unsure <= stack.size() - slots - below;
        List<Object> top = new ArrayList<>();
        for (int i = 0; i < slots + below; i++) {
            top.addFirst(take());
        }
        stack.addAll(top.subList(below, below + slots));
        stack.addAll(top);
        unsure = all ? unsure : stack.size();
    }
}
