package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

import org.jspecify.annotations.Nullable;

/**
 * The events of volatile fields that are accessed by a field updater, by reflection, or by {@code
 * sun.misc.Unsafe}: see {@link VarHandleCalls}. An updater does not say which field it updates, and
 * {@code Unsafe} knows only an offset; so these are remembered when the program gets them.
 */
final class IndirectAccesses implements Emitter {
    private static final String UPDATER = "FieldUpdater";
    private static final String FIELD = "java/lang/reflect/Field";
    private static final String UNSAFE = "sun/misc/Unsafe";

    private final MethodContext context;

    IndirectAccesses(MethodContext context) {
        this.context = context;
    }

    @Override
    public boolean wants(int index, CodeElement e) {
        return e instanceof InvokeInstruction i && (makes(i) || access(i) != null);
    }

    private static boolean isUpdater(InvokeInstruction i) {
        return i.owner().asInternalName().startsWith("java/util/concurrent/atomic/")
                && i.owner().asInternalName().endsWith(UPDATER);
    }

    private static boolean isUnsafe(InvokeInstruction i) {
        return i.owner().asInternalName().equals(UNSAFE);
    }

    /** Returns whether it is where the program gets an updater or an offset. */
    private static boolean makes(InvokeInstruction i) {
        return isUpdater(i) && i.opcode() == Opcode.INVOKESTATIC
                || isUnsafe(i) && i.name().equalsString("objectFieldOffset");
    }

    /** Returns how a call accesses a volatile variable, or null if it does not. */
    private static @Nullable VarHandleModes access(InvokeInstruction i) {
        MethodTypeDesc type = i.typeSymbol();
        String name = i.name().stringValue();
        if (i.opcode() == Opcode.INVOKESTATIC || type.parameterCount() == 0
                || type.parameterType(0).isPrimitive()) {
            return null;
        }
        if (isUpdater(i)) {
            return mode(!name.equals("set") && !name.equals("lazySet"), !name.equals("get"));
        }
        if (i.owner().asInternalName().equals(FIELD)
                && type.parameterType(0).equals(CD_Object)) {
            return name.startsWith("get") ? mode(true, false) : setter(name);
        }
        return isUnsafe(i) && type.parameterCount() > 1 && type.parameterType(1).equals(CD_long)
                ? unsafe(name)
                : null;
    }

    private static @Nullable VarHandleModes setter(String name) {
        return name.startsWith("set") && !name.equals("setAccessible") ? mode(false, true) : null;
    }

    private static @Nullable VarHandleModes unsafe(String name) {
        if (name.startsWith("compareAnd") || name.startsWith("getAnd")) {
            return mode(true, true);
        }
        if (name.endsWith("Volatile")) {
            return name.startsWith("get") ? mode(true, false) : mode(false, true);
        }
        return name.startsWith("putOrdered") ? mode(false, true) : null;
    }

    private static VarHandleModes mode(boolean acquires, boolean releases) {
        return new VarHandleModes(acquires, releases, 0);
    }

    @Override
    public void emit(CodeBuilder c, int index, CodeElement e) {
        InvokeInstruction i = (InvokeInstruction) e;
        MethodTypeDesc type = i.typeSymbol();
        int[] slots = Arguments.save(c, type);
        if (makes(i)) {
            Arguments.load(c, type, slots);
            c.with(e);
            made(c, i, slots);
            return;
        }
        VarHandleModes m = access(i);
        int accessor = c.allocateLocal(TypeKind.REFERENCE);
        c.astore(accessor);
        if (context.checked && i.owner().asInternalName().equals(FIELD)) {
            check(c, i, accessor, slots);
        }
        boolean mayFail = m != null && m.releases() && Atomics.mayFail(i);
        if (m != null && m.releases()) {
            event(c, i, accessor, slots, mayFail ? VarHandleCalls.COMPARING : "releaseVariable");
        }
        c.aload(accessor);
        Arguments.load(c, type, slots);
        c.with(e);
        if (mayFail) {
            VarHandleCalls.compared(c);
        }
        if (m != null && m.acquires()) {
            event(c, i, accessor, slots, "acquireVariable");
        }
    }

    /** A field that is not volatile is accessed as by an instruction. */
    private void check(CodeBuilder c, InvokeInstruction i, int accessor, int[] slots) {
        c.aload(accessor).aload(slots[0]).lconst_0();
        context.pushAccess(c, "Field." + i.name().stringValue());
        c.invokestatic(VarHandleCalls.FIELD_CHECKS,
                i.name().stringValue().startsWith("get") ? "read" : "write",
                VarHandleCalls.CHECK);
    }

    private void event(CodeBuilder c, InvokeInstruction i, int accessor, int[] slots,
            String event) {
        context.beginSync(c, SyncCalls.operation(i));
        c.aload(accessor).aload(slots[0]);
        if (slots.length > 1 && i.typeSymbol().parameterType(1).equals(CD_long)) {
            c.lload(slots[1]);
        } else {
            c.lconst_0();
        }
        context.pushThread(c);
        c.invokestatic(event.equals(VarHandleCalls.COMPARING)
                ? Names.TENTATIVE
                : Names.HOOKS, event, VarHandleCalls.EVENT);
        context.endSync(c);
    }

    /** With the updater or the offset on the stack, which stays there. */
    private void made(CodeBuilder c, InvokeInstruction i, int[] slots) {
        if (isUpdater(i)) {
            c.dup().aload(slots[0]).aload(slots[slots.length - 1]);
            context.pushThread(c);
            c.invokestatic(Names.HOOKS, "updater", MethodTypeDesc.of(CD_void, CD_Object, CD_Class,
                    CD_String, Names.THREAD));
        } else {
            c.dup2().aload(slots[0]).dup_x2().pop();
            context.pushThread(c);
            c.invokestatic(Names.HOOKS, "offset", MethodTypeDesc.of(CD_void,
                    ClassDesc.of("java.lang.reflect.Field"), CD_long, Names.THREAD));
        }
    }
}
