package dev.jopher.race.internal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.PseudoInstruction;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NopInstruction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts an acquire after each {@code monitorenter} and a release before each {@code monitorexit}.
 *
 * <p>The compilers begin the handler that exits the monitor directly after the {@code
 * monitorenter}. The acquire must be covered by it: a call that may throw while a monitor is held
 * and no handler exits it keeps the JVM from ever compiling the method. So the handler's range is
 * extended.
 */
final class Monitors implements Emitter {
    static final String OPERATION = "synchronized";

    private final MethodContext context;

    /** By index of a {@code monitorenter}: the index of the handler that begins behind it. */
    private final Map<Integer, Integer> handlers = new HashMap<>();

    /** By index of a handler: where it begins now. */
    private final Map<Integer, Label> starts = new HashMap<>();

    Monitors(MethodContext context) {
        this.context = context;
        List<CodeElement> code = context.plan.code;
        for (int i = 0; i < code.size(); i++) {
            if (isEnter(code.get(i))) {
                findHandler(code, i);
            }
        }
    }

    private static boolean isEnter(CodeElement e) {
        return e instanceof MonitorInstruction m && m.opcode() == Opcode.MONITORENTER;
    }

    /**
     * Finds the handler of a monitor: of several that begin there, the last one is the outermost.
     */
    private void findHandler(List<CodeElement> code, int enter) {
        int after = enter + 1;
        while (after < code.size() && isNothing(code.get(after))) {
            after++;
        }
        List<CodeElement> between = code.subList(enter + 1, after);
        for (int i = 0; i < code.size(); i++) {
            if (code.get(i) instanceof ExceptionCatch x && x.catchType().isEmpty()
                    && between.stream().anyMatch(e -> e instanceof LabelTarget l
                            && l.label() == x.tryStart())) {
                handlers.put(enter, i);
            }
        }
    }

    private static boolean isNothing(CodeElement e) {
        return e instanceof PseudoInstruction || e instanceof NopInstruction;
    }

    /**
     * Enters the monitor, and leaves the object on the stack. Meanwhile it is in a variable: a
     * virtual thread that has to wait for a monitor unmounts, and if the method is interpreted, the
     * JVM forgets what is on its stack below the object (JDK 25). The collector then moves it, and
     * the hook reads what is no longer an object.
     */
    static void enter(CodeBuilder c, CodeElement enter) {
        int object = c.allocateLocal(TypeKind.REFERENCE);
        c.dup().astore(object).with(enter).aload(object);
    }

    @Override
    public boolean wants(int index, CodeElement e) {
        return e instanceof MonitorInstruction
                || e instanceof ExceptionCatch && handlers.containsValue(index);
    }

    @Override
    public void start(CodeBuilder c) {
        starts.clear();
        for (int handler : handlers.values()) {
            starts.put(handler, c.newLabel());
        }
    }

    @Override
    public void emit(CodeBuilder c, int index, CodeElement e) {
        if (e instanceof ExceptionCatch x) {
            Label start = starts.get(index);
            c.exceptionCatchAll(start == null ? x.tryStart() : start, x.tryEnd(), x.handler());
        } else if (isEnter(e)) {
            enter(c, e);
            Integer handler = handlers.get(index);
            if (handler != null) {
                Label start = starts.get(handler);
                if (start != null) {
                    c.labelBinding(start);
                }
            }
            hook(c, "enter");
        } else {
            c.dup();
            hook(c, "exit");
            c.with(e);
        }
    }

    private void hook(CodeBuilder c, String event) {
        context.pushThread(c);
        context.pushPlace(c, OPERATION);
        c.invokestatic(Names.HOOKS, event, Names.PLACE_HOOK);
    }
}
