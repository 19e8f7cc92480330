package dev.jopher.race.internal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * An interrupt happens before {@code isInterrupted} returns true. The rewritten methods of {@link
 * Thread} do this for platform threads, but a virtual thread has its own, which is never rewritten.
 * (What its {@code interrupt} calls of {@code Thread} comes after the interrupt can be seen.)
 */
final class InterruptCalls implements Emitter {
    private static final ClassDesc THREAD_HOOKS =
            ClassDesc.of("dev.jopher.race.internal.sync.ThreadHooks");
    private static final MethodTypeDesc HOOK = MethodTypeDesc.of(ConstantDescs.CD_boolean,
            ClassDesc.of("java.lang.Thread"), ConstantDescs.CD_boolean);

    private static final MethodTypeDesc BEFORE =
            MethodTypeDesc.of(ConstantDescs.CD_void, ClassDesc.of("java.lang.Thread"));

    @Override
    public boolean wants(int index, CodeElement e) {
        return e instanceof InvokeInstruction i && i.opcode() == Opcode.INVOKEVIRTUAL
                && i.owner().asInternalName().equals("java/lang/Thread")
                && (isQuestion(i) || i.name().equalsString("interrupt"));
    }

    private static boolean isQuestion(InvokeInstruction i) {
        return i.name().equalsString("isInterrupted") && i.type().equalsString("()Z");
    }

    @Override
    public boolean needsThread() {
        return false;
    }

    @Override
    public void emit(CodeBuilder c, int index, CodeElement e) {
        if (isQuestion((InvokeInstruction) e)) {
            c.dup().with(e).invokestatic(THREAD_HOOKS, "isInterrupted", HOOK);
        } else {
            c.dup().invokestatic(THREAD_HOOKS, "interrupting", BEFORE).with(e);
        }
    }
}
