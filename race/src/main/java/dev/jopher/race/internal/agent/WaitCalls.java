package dev.jopher.race.internal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code Object.wait} releases the monitor before it, and acquires it when it ends or throws. */
final class WaitCalls implements Emitter {
    private static final Set<String> TYPES = Set.of("()V", "(J)V", "(JI)V");

    private final MethodContext context;
    private final List<Integer> calls = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();

    WaitCalls(MethodContext context) {
        this.context = context;
    }

    @Override
    public boolean wants(int index, CodeElement e) {
        if (e instanceof InvokeInstruction i && i.opcode() != Opcode.INVOKESTATIC
                && i.name().equalsString("wait") && TYPES.contains(i.type().stringValue())) {
            calls.add(index);
            return true;
        }
        return false;
    }

    /** Its handlers must be the first in the table: the method's own may cover the call too. */
    @Override
    public void start(CodeBuilder c) {
        labels.clear();
        for (int i = 0; i < calls.size(); i++) {
            Label start = c.newLabel();
            Label end = c.newLabel();
            Label handler = c.newLabel();
            c.exceptionCatchAll(start, end, handler);
            labels.addAll(List.of(start, end, handler));
        }
    }

    @Override
    public void emit(CodeBuilder c, int index, CodeElement e) {
        String type = ((InvokeInstruction) e).type().stringValue();
        int object = c.allocateLocal(TypeKind.REFERENCE);
        int nanos = c.allocateLocal(TypeKind.INT);
        if (type.equals("(JI)V")) {
            c.istore(nanos);
        }
        if (type.equals("()V")) {
            c.dup().astore(object);
        } else {
            c.dup2_x1().pop2().dup().astore(object).dup_x2().pop();
        }
        hook(c, object, "release");
        if (type.equals("(JI)V")) {
            c.iload(nanos);
        }
        call(c, 3 * calls.indexOf(index), e, object);
    }

    private void call(CodeBuilder c, int label, CodeElement e, int object) {
        Label done = c.newLabel();
        c.labelBinding(labels.get(label)).with(e).labelBinding(labels.get(label + 1));
        hook(c, object, "acquire");
        c.goto_(done).labelBinding(labels.get(label + 2));
        hook(c, object, "acquire");
        c.athrow().labelBinding(done);
    }

    private void hook(CodeBuilder c, int object, String event) {
        context.beginSync(c, "Object.wait");
        c.aload(object);
        context.pushThread(c);
        c.invokestatic(Names.HOOKS, event, Names.OBJECT_HOOK);
        context.endSync(c);
    }
}
