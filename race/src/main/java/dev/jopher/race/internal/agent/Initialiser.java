package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * Records what the static initialiser of a class did: that happens before each use of the class. An
 * initialiser that fails records nothing, because the class cannot be used.
 */
final class Initialiser implements Emitter {
    private static final ClassDesc INITIALISATIONS =
            ClassDesc.of("dev.jopher.race.internal.shadow.ClassInitialisations");

    private static final ClassDesc BEGIN = INITIALISATIONS.nested("Begin");

    private final MethodContext context;
    private final boolean needed;
    private int begin;

    Initialiser(MethodContext context) {
        this.context = context;
        this.needed = context.plan.method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME);
    }

    @Override
    public boolean wants(int index, CodeElement e) {
        return needed && e instanceof ReturnInstruction;
    }

    @Override
    public void start(CodeBuilder c) {
        if (needed) {
            begin = c.allocateLocal(TypeKind.REFERENCE);
            context.pushThread(c);
            c.invokestatic(INITIALISATIONS, "begin", MethodTypeDesc.of(BEGIN, Names.THREAD));
            c.astore(begin);
        }
    }

    @Override
    public void emit(CodeBuilder c, int index, CodeElement e) {
        c.aload(begin);
        context.pushThread(c);
        c.invokestatic(INITIALISATIONS, "end", MethodTypeDesc.of(CD_void, BEGIN, Names.THREAD));
        c.with(e);
    }
}
