package dev.jopher.explore.internal.agent;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;

import dev.jopher.explore.internal.world.Op;
import dev.jopher.race.internal.agent.ClassInfo;
import dev.jopher.race.internal.agent.ClassInfos;
import org.jspecify.annotations.Nullable;

/** The calls of methods of {@code Thread}, also by the name of a subclass. */
record ThreadCalls(ClassInfos classes) {
    private static final String THREAD = "java/lang/Thread";
    private static final String BUILDER = "java/lang/Thread$Builder";

    /** Where a call leaves the thread that it has started. */
    enum Started {
        NOTHING, RECEIVER, RESULT
    }

    boolean wants(InvokeInstruction i) {
        return before(i) != null || starts(i) != Started.NOTHING;
    }

    Started starts(InvokeInstruction i) {
        String name = i.name().stringValue();
        if (name.equals("startVirtualThread")) {
            return isThread(i) ? Started.RESULT : Started.NOTHING;
        }
        if (!name.equals("start")) {
            return Started.NOTHING;
        }
        if (i.owner().asInternalName().startsWith(BUILDER)) {
            return Started.RESULT;
        }
        return i.opcode() == Opcode.INVOKEVIRTUAL && i.type().equalsString("()V") && isThread(i)
                ? Started.RECEIVER
                : Started.NOTHING;
    }

    /** Returns the operation that a call is; null if it is none. */
    @Nullable Op before(InvokeInstruction i) {
        if (i.opcode() != Opcode.INVOKEVIRTUAL) {
            return null;
        }
        Op op = switch (i.name().stringValue()) {
            case "join" -> Op.JOIN;
            case "interrupt" -> Op.INTERRUPT;
            case "isAlive", "getState", "isInterrupted" -> Op.OTHER;
            default -> null;
        };
        return op != null && isThread(i) ? op : null;
    }

    private boolean isThread(InvokeInstruction i) {
        String type = i.owner().asInternalName();
        while (type != null && !type.equals(THREAD) && !type.equals("java/lang/Object")) {
            ClassInfo info = classes.find(type);
            type = info == null ? null : info.superclass();
        }
        return THREAD.equals(type);
    }
}
