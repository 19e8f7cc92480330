package dev.jopher.race.internal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

import dev.jopher.race.internal.report.Sites;
import org.jspecify.annotations.Nullable;

/**
 * Puts a release before each call of a {@code VarHandle} that writes with volatile or release
 * semantics, and an acquire after each that reads with volatile or acquire semantics. A fence does
 * both on one clock that all fences share. An opaque access of a reference counts as one of those:
 * an object with final fields may be published so, and what it reaches through them is no race.
 *
 * <p>The arguments are moved to local variables, because the variable is known only from the
 * handle, which is below them on the stack.
 */
final class VarHandleCalls implements Emitter {
    private static final String OWNER = "java/lang/invoke/VarHandle";
    static final MethodTypeDesc EVENT = MethodTypeDesc.of(ConstantDescs.CD_void,
            ConstantDescs.CD_Object, ConstantDescs.CD_Object, ConstantDescs.CD_long,
            Names.THREAD);

    static final ClassDesc FIELD_CHECKS =
            ClassDesc.of("dev.jopher.race.internal.shadow.FieldChecks");
    static final MethodTypeDesc CHECK = EVENT.insertParameterTypes(4, ConstantDescs.CD_int);

    /** The event before an operation that may fail. */
    static final String COMPARING = "comparingVariable";

    private static final ClassDesc UPDATES =
            ClassDesc.of("dev.jopher.race.internal.shadow.AtomicUpdates");
    private static final MethodTypeDesc BEFORE =
            CHECK.changeReturnType(ConstantDescs.CD_Object);
    private static final MethodTypeDesc AFTER =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_boolean,
                    ConstantDescs.CD_Object, Names.THREAD, ConstantDescs.CD_int);

    private final MethodContext context;

    VarHandleCalls(MethodContext context) {
        this.context = context;
    }

    @Override
    public boolean wants(int index, CodeElement e) {
        if (!(e instanceof InvokeInstruction i) || !i.owner().asInternalName().equals(OWNER)) {
            return false;
        }
        VarHandleModes m = modes(i);
        return m == null ? isFence(i) : m.acquires() || m.releases() || isPlain(i);
    }

    /** Returns whether it is an access without any order, which may race. */
    private boolean isPlain(InvokeInstruction i) {
        return context.checked
                && (i.name().equalsString("get") || i.name().equalsString("set"));
    }

    private static @Nullable VarHandleModes modes(InvokeInstruction i) {
        String name = i.name().stringValue();
        MethodTypeDesc type = i.typeSymbol();
        if (name.equals("getOpaque") && !type.returnType().isPrimitive()) {
            return VarHandleModes.of("getAcquire");
        }
        if (name.equals("setOpaque") && type.parameterCount() > 0
                && !type.parameterType(type.parameterCount() - 1).isPrimitive()) {
            return VarHandleModes.of("setRelease");
        }
        return VarHandleModes.of(name);
    }

    private static boolean isFence(InvokeInstruction i) {
        return i.opcode() == Opcode.INVOKESTATIC && i.name().stringValue().endsWith("Fence");
    }

    @Override
    public void emit(CodeBuilder c, int index, CodeElement e) {
        InvokeInstruction i = (InvokeInstruction) e;
        VarHandleModes m = modes(i);
        if (m == null) {
            context.pushThread(c);
            c.invokestatic(Names.HOOKS, "fence", MethodTypeDesc.of(ConstantDescs.CD_void,
                    Names.THREAD)).with(e);
            return;
        }
        int[] slots = Arguments.save(c, i.typeSymbol());
        int handle = c.allocateLocal(TypeKind.REFERENCE);
        c.astore(handle);
        int update = before(c, i, m, handle, slots);
        boolean mayFail = Atomics.mayFail(i);
        if (m.releases()) {
            event(c, i, m, handle, slots, mayFail ? COMPARING : "releaseVariable");
        }
        c.aload(handle);
        Arguments.load(c, i.typeSymbol(), slots);
        c.with(e);
        if (mayFail) {
            compared(c);
        }
        if (m.acquires()) {
            event(c, i, m, handle, slots, "acquireVariable");
        }
        if (update >= 0) {
            after(c, i, update, mayFail);
        } else if (isAtomic(i, m) && m.values() == 0) {
            check(c, i, m, handle, slots);
        }
    }

    /** Returns whether it is compared with plain accesses. An opaque one is not. */
    private boolean isAtomic(InvokeInstruction i, VarHandleModes m) {
        return context.checked && (m.acquires() || m.releases())
                && !i.name().stringValue().endsWith("Opaque")
                && context.site(operation(i)) != Sites.UNKNOWN;
    }

    /** Returns whether it reads and writes at once. */
    private static boolean isUpdate(InvokeInstruction i, VarHandleModes m) {
        return m.values() > 0 && !i.name().stringValue().startsWith("set");
    }

    /** Checks a write. Returns the local variable with what is known of an update, or -1. */
    private int before(CodeBuilder c, InvokeInstruction i, VarHandleModes m, int handle,
            int[] slots) {
        if (isPlain(i) || isAtomic(i, m) && m.values() > 0 && !isUpdate(i, m)) {
            check(c, i, m, handle, slots);
        } else if (isAtomic(i, m) && isUpdate(i, m)) {
            int update = c.allocateLocal(TypeKind.REFERENCE);
            pushVariable(c, i, m, handle, slots);
            context.pushAtomicAccess(c, operation(i));
            c.invokestatic(UPDATES, "before", BEFORE).astore(update);
            return update;
        }
        return -1;
    }

    /**
     * Checks an update with its result on the stack, which stays there. One that returns the value
     * before it does not say whether it has written.
     */
    private void after(CodeBuilder c, InvokeInstruction i, int update, boolean mayFail) {
        if (mayFail) {
            c.dup();
        } else {
            c.loadConstant(i.name().stringValue().startsWith("getAnd") ? 1 : 0);
        }
        c.aload(update);
        context.pushAtomicAccess(c, operation(i));
        c.invokestatic(UPDATES, "after", AFTER);
    }

    private void check(CodeBuilder c, InvokeInstruction i, VarHandleModes m, int handle,
            int[] slots) {
        pushVariable(c, i, m, handle, slots);
        if (isPlain(i)) {
            context.pushAccess(c, operation(i));
        } else {
            context.pushAtomicAccess(c, operation(i));
        }
        c.invokestatic(FIELD_CHECKS, m.values() == 0 ? "read" : "write", CHECK);
    }

    private static String operation(InvokeInstruction i) {
        return "VarHandle." + i.name().stringValue();
    }

    /** Decides with the result of the operation on the stack, which stays there. */
    static void compared(CodeBuilder c) {
        c.dup().invokestatic(Names.TENTATIVE, "compared", MethodTypeDesc.of(
                ConstantDescs.CD_void, ConstantDescs.CD_boolean));
    }

    private void event(CodeBuilder c, InvokeInstruction i, VarHandleModes m, int handle,
            int[] slots, String event) {
        context.beginSync(c, operation(i));
        pushVariable(c, i, m, handle, slots);
        context.pushThread(c);
        c.invokestatic(event.equals(COMPARING) ? Names.TENTATIVE : Names.HOOKS, event, EVENT);
        context.endSync(c);
    }

    /** The first argument is the object or the array, the second the index, if it has those. */
    private static void pushVariable(CodeBuilder c, InvokeInstruction i, VarHandleModes m,
            int handle, int[] slots) {
        MethodTypeDesc type = i.typeSymbol();
        int coordinates = type.parameterCount() - m.values();
        c.aload(handle);
        if (coordinates > 0 && !type.parameterType(0).isPrimitive()) {
            c.aload(slots[0]);
        } else {
            c.aconst_null();
        }
        if (coordinates > 1 && isInt(type.parameterType(1))) {
            c.iload(slots[1]).i2l();
        } else {
            c.lconst_0();
        }
    }

    private static boolean isInt(ClassDesc type) {
        return type.isPrimitive() && TypeKind.from(type).asLoadable() == TypeKind.INT;
    }
}
