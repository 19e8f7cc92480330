package dev.jopher.race.internal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.race.internal.agent.FieldResolver.Resolved;

/**
 * Puts a release before each write of a volatile field, and an acquire after each read. A class of
 * the JDK has no clocks for its volatile fields; there the object's own clock is used, which may
 * order more than the field does.
 */
final class VolatileAccesses implements Emitter {
    private final MethodContext context;
    private final List<FieldInstruction> early = new ArrayList<>();

    VolatileAccesses(MethodContext context) {
        this.context = context;
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
        return r != null && r.field().isVolatile()
                && (context.isTransformed(r.declaring()) || !r.field().isStatic());
    }

    @Override
    public void emit(CodeBuilder c, int index, CodeElement e) {
        FieldInstruction f = (FieldInstruction) e;
        switch (f.opcode()) {
            case GETFIELD -> {
                c.dup().with(f);
                OperandStack.raiseReceiver(c, f);
                hook(c, f, Names.ACQUIRE, "acquire");
            }
            case GETSTATIC -> {
                c.with(f);
                hook(c, f, Names.ACQUIRE, "acquire");
            }
            default -> {
                if (context.isEarly(f)) {
                    early.add(f);
                } else {
                    OperandStack.copyReceiver(c, f);
                    hook(c, f, Names.RELEASE, "release");
                }
                c.with(f);
            }
        }
    }

    @Override
    public void constructed(CodeBuilder c) {
        if (!context.plan.changesThis) {
            for (FieldInstruction f : early) {
                c.aload(0);
                hook(c, f, Names.RELEASE, "release");
            }
        }
    }

    private void hook(CodeBuilder c, FieldInstruction f, String method, String event) {
        Resolved r = context.fields.resolved(f);
        context.beginSync(c, "volatile " + r.declaring().simpleName() + "." + r.field().name());
        context.pushThread(c);
        if (context.isTransformed(r.declaring())) {
            c.invokestatic(f.owner().asSymbol(), method + r.field().shadow(), VolatileShadows.hook(
                    ClassDesc.ofInternalName(r.declaring().name()), r.field()));
        } else {
            c.invokestatic(Names.HOOKS, event, Names.OBJECT_HOOK);
        }
        context.endSync(c);
    }
}
