package dev.jopher.race.internal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * An interrupt happens before {@code isInterrupted} returns true. The rewritten method of {@link
 * Thread} does this for platform threads, but a virtual thread has its own, which is never rewritten.
 */
final class InterruptCalls implements Emitter {
    private static final ClassDesc THREAD_HOOKS =
            ClassDesc.of("dev.jopher.race.internal.sync.ThreadHooks");
    private static final MethodTypeDesc HOOK = MethodTypeDesc.of(ConstantDescs.CD_boolean,
            ClassDesc.of("java.lang.Thread"), ConstantDescs.CD_boolean);

    @Override
    public boolean wants(int index, CodeElement e) {
        return e instanceof InvokeInstruction i && i.opcode() == Opcode.INVOKEVIRTUAL
                && i.owner().asInternalName().equals("java/lang/Thread")
                && i.name().equalsString("isInterrupted") && i.type().equalsString("()Z");
    }

    @Override
    public boolean needsThread() {
        return false;
    }

    @Override
    public void emit(CodeBuilder c, int index, CodeElement e) {
        c.dup().with(e).invokestatic(THREAD_HOOKS, "isInterrupted", HOOK);
    }
}
