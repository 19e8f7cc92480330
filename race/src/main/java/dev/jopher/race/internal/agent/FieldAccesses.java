package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.race.internal.agent.FieldResolver.Resolved;

/**
 * Puts a check before each access to a field of a checked class. The check is a static method of
 * the declaring class, called by the name of the class in the instruction: the declaring one may be
 * out of reach for the accessing class.
 *
 * <p>A constructor may write fields of its own class before {@code super(...)}, when nothing else
 * can see the object and {@code this} must not be passed on. The checks of these writes follow
 * directly after {@code super(...)}: before that, no other thread could have accessed the fields
 * unless the constructor of a superclass published the object, and then the recorded writes come
 * later than they were, which can only make a race visible that the write itself has.
 */
final class FieldAccesses implements Emitter {
    private static final MethodTypeDesc FIRST =
            MethodTypeDesc.of(CD_long, Names.THREAD, CD_int);

    private final MethodContext context;
    private final List<FieldInstruction> early = new ArrayList<>();
    private final FreshThis fresh;

    FieldAccesses(MethodContext context) {
        this.context = context;
        this.fresh = new FreshThis(context.self, context.plan);
    }

    @Override
    public void start(CodeBuilder c) {
        early.clear();
    }

    @Override
    public boolean wants(int index, CodeElement e) {
        if (!(e instanceof FieldInstruction f)) {
            return false;
        }
        Resolved r = context.fields.resolve(f);
        return r != null && r.field().isPlain() && isChecked(r.declaring());
    }

    private boolean isChecked(ClassInfo declaring) {
        return context.isTransformed(declaring) && context.scope.isChecked(declaring.name());
    }

    @Override
    public void emit(CodeBuilder c, int index, CodeElement e) {
        FieldInstruction f = (FieldInstruction) e;
        if (context.isEarly(f)) {
            early.add(f);
        } else if (fresh.isWrite(index)) {
            record(c, f);
        } else {
            OperandStack.copyReceiver(c, f);
            check(c, f);
        }
        c.with(f);
    }

    @Override
    public void constructed(CodeBuilder c) {
        if (context.plan.changesThis) {
            return;
        }
        for (FieldInstruction f : early) {
            c.aload(0);
            check(c, f);
        }
    }

    /** Records the first write of a field of {@code this}. */
    private void record(CodeBuilder c, FieldInstruction f) {
        Resolved r = context.fields.resolved(f);
        c.aload(0);
        pushAccess(c, f, r);
        c.invokestatic(Names.CHECKS, "firstWrite", FIRST);
        c.putfield(f.owner().asSymbol(), Names.WRITES + r.field().shadow(), CD_long);
    }

    private void pushAccess(CodeBuilder c, FieldInstruction f, Resolved r) {
        String variable = r.declaring().name().replace('/', '.') + "." + r.field().name();
        if (f.typeSymbol().isPrimitive()) {
            context.pushAccess(c, variable);
        } else {
            context.pushReferenceAccess(c, variable);
        }
    }

    private void check(CodeBuilder c, FieldInstruction f) {
        Resolved r = context.fields.resolved(f);
        boolean write = f.opcode() == Opcode.PUTFIELD || f.opcode() == Opcode.PUTSTATIC;
        pushAccess(c, f, r);
        c.invokestatic(f.owner().asSymbol(), (write ? Names.WRITE : Names.READ)
                + r.field().shadow(),
                FieldShadows.check(ClassDesc.ofInternalName(
                        r.declaring().name()), r.field()));
    }
}
