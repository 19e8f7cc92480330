package dev.jopher.race.internal.agent;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

import org.jspecify.annotations.Nullable;

/** Acquires at the start of a synchronized method, and releases wherever it ends. */
final class SynchronizedMethod implements Emitter {
    private final MethodContext context;
    private final boolean needed;
    private int monitor;
    private @Nullable Label start;

    SynchronizedMethod(MethodContext context) {
        this.context = context;
        this.needed = (context.plan.method.flags().flagsMask() & ClassFile.ACC_SYNCHRONIZED) != 0;
    }

    @Override
    public boolean isNeeded() {
        return needed;
    }

    @Override
    public boolean wants(int index, CodeElement e) {
        return needed && e instanceof ReturnInstruction;
    }

    @Override
    public void start(CodeBuilder c) {
        if (!needed) {
            return;
        }
        monitor = 0;
        if ((context.plan.method.flags().flagsMask() & ClassFile.ACC_STATIC) != 0) {
            monitor = c.allocateLocal(TypeKind.REFERENCE);
            pushClass(c);
            c.astore(monitor);
        } else if (context.plan.changesThis) {
            monitor = c.allocateLocal(TypeKind.REFERENCE);
            c.aload(0).astore(monitor);
        }
        start = c.newLabel();
        c.labelBinding(start);
        hook(c, "enter");
    }

    private void pushClass(CodeBuilder c) {
        ClassDesc self = ClassDesc.ofInternalName(context.self.name());
        if (context.version >= ClassFile.JAVA_5_VERSION) {
            c.loadConstant(self);
        } else {
            c.loadConstant(context.self.name().replace('/', '.')).invokestatic(
                    ConstantDescs.CD_Class, "forName", MethodTypeDesc.of(ConstantDescs.CD_Class,
                            ConstantDescs.CD_String));
        }
    }

    private void hook(CodeBuilder c, String event) {
        c.aload(monitor);
        context.pushThread(c);
        context.pushPlace(c, Monitors.OPERATION);
        c.invokestatic(Names.HOOKS, event, Names.PLACE_HOOK);
    }

    @Override
    public void emit(CodeBuilder c, int index, CodeElement e) {
        hook(c, "exit");
        c.with(e);
    }

    /** The handler comes last in the table, so the method's own handlers go before it. */
    @Override
    public void end(CodeBuilder c) {
        if (start != null) {
            Label end = c.newLabel();
            c.labelBinding(end);
            hook(c, "exit");
            c.athrow();
            c.exceptionCatchAll(start, end, end);
        }
    }
}
