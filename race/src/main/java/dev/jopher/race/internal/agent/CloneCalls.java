package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * Calls of the JDK's {@code clone}, mostly as {@code super.clone()}: the clone has the shadow words
 * of the original until {@code Clones} resets them. A {@code clone} of the program calls one of the
 * JDK's itself, and may have given the object to other threads when it returns.
 */
final class CloneCalls implements Emitter {
    private static final ClassDesc CLONES =
            ClassDesc.of("dev.jopher.race.internal.shadow.Clones");
    private static final MethodTypeDesc MADE =
            MethodTypeDesc.of(CD_void, CD_Object, Names.THREAD, CD_int);

    private final MethodContext context;

    CloneCalls(MethodContext context) {
        this.context = context;
    }

    @Override
    public boolean wants(int index, CodeElement e) {
        return e instanceof InvokeInstruction i
                && (i.opcode() == Opcode.INVOKESPECIAL || i.opcode() == Opcode.INVOKEVIRTUAL)
                && i.name().equalsString("clone") && i.typeSymbol().parameterCount() == 0
                && isOfJdk(i.owner().asInternalName());
    }

    /** Returns whether the method that an owner has or inherits is one of the JDK. */
    private boolean isOfJdk(String owner) {
        String c = owner;
        while (c != null && !c.startsWith("java/")) {
            ClassInfo info = context.fields.classes().find(c);
            if (info == null || info.declaresClone()) {
                return false;
            }
            c = info.superclass();
        }
        return c != null;
    }

    @Override
    public void emit(CodeBuilder c, int index, CodeElement e) {
        if (((InvokeInstruction) e).opcode() == Opcode.INVOKESPECIAL && context.checked) {
            c.dup();
            context.pushAccess(c, "Object.clone");
            c.invokestatic(CLONES, "making", MADE);
        }
        c.with(e);
        returned(c, (InvokeInstruction) e);
    }

    /** Adds what follows the call. */
    void returned(CodeBuilder c, InvokeInstruction i) {
        c.dup();
        context.pushAccess(c, "Object.clone");
        boolean isSuper = i.opcode() == Opcode.INVOKESPECIAL;
        c.invokestatic(CLONES, isSuper ? "made" : "returned", MADE);
    }
}
