package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.MethodTypeDesc;

/**
 * Calls of a {@code MethodHandle} that may be the getter or setter of a field, by the number of
 * arguments. Which field it is shows at run time.
 */
final class HandleCalls implements Emitter {
    private static final String OWNER = "java/lang/invoke/MethodHandle";

    private final MethodContext context;

    HandleCalls(MethodContext context) {
        this.context = context;
    }

    @Override
    public boolean wants(int index, CodeElement e) {
        return e instanceof InvokeInstruction i && i.owner().asInternalName().equals(OWNER)
                && (i.name().equalsString("invokeExact") || i.name().equalsString("invoke"))
                && (isSetter(i) ? values(i) : i.typeSymbol().parameterCount()) <= 1;
    }

    private static boolean isSetter(InvokeInstruction i) {
        return i.typeSymbol().returnType().equals(CD_void);
    }

    /** Returns how many arguments come after the object, if there is one. */
    private static int values(InvokeInstruction i) {
        int n = i.typeSymbol().parameterCount();
        return n == 2 && !i.typeSymbol().parameterType(0).isPrimitive() ? 1 : n == 1 ? 1 : 2;
    }

    @Override
    public void emit(CodeBuilder c, int index, CodeElement e) {
        InvokeInstruction i = (InvokeInstruction) e;
        int[] slots = Arguments.save(c, i.typeSymbol());
        int handle = c.allocateLocal(TypeKind.REFERENCE);
        c.astore(handle);
        if (context.checked) {
            push(c, i, handle, slots);
            c.loadConstant(isSetter(i) ? 1L : 0L);
            context.pushAccess(c, "MethodHandle." + i.name().stringValue());
            c.invokestatic(VarHandleCalls.FIELD_CHECKS, "handle", VarHandleCalls.CHECK);
        }
        if (isSetter(i)) {
            event(c, i, handle, slots, "releaseVariable");
        }
        c.aload(handle);
        Arguments.load(c, i.typeSymbol(), slots);
        c.with(e);
        if (!isSetter(i)) {
            event(c, i, handle, slots, "acquireVariable");
        }
    }

    private void event(CodeBuilder c, InvokeInstruction i, int handle, int[] slots, String event) {
        context.beginSync(c, "MethodHandle." + i.name().stringValue());
        push(c, i, handle, slots);
        c.lconst_0();
        context.pushThread(c);
        c.invokestatic(Names.HOOKS, event, VarHandleCalls.EVENT);
        context.endSync(c);
    }

    /** Pushes the handle and the field's object, the first argument, if it has one. */
    private static void push(CodeBuilder c, InvokeInstruction i, int handle, int[] slots) {
        MethodTypeDesc type = i.typeSymbol();
        c.aload(handle);
        if (slots.length > 0 && !type.parameterType(0).isPrimitive()) {
            c.aload(slots[0]);
        } else {
            c.aconst_null();
        }
    }
}
