package dev.jopher.explore.internal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.Set;

import dev.jopher.explore.internal.world.Op;
import dev.jopher.race.internal.agent.Arguments;
import dev.jopher.race.internal.agent.ClassInfo;
import org.jspecify.annotations.Nullable;

/** Puts points into one method, and replaces calls of the JDK by hooks. */
class MethodCode implements CodeTransform {
    static final ClassDesc MONITORS =
            ClassDesc.of("dev.jopher.explore.internal.java.Monitors");
    private static final ClassDesc LOOPS =
            ClassDesc.of("dev.jopher.explore.internal.world.Loops");
    static final ClassDesc POINTS = ClassDesc.of("dev.jopher.explore.internal.world.Points");
    private static final ClassDesc OP = ClassDesc.of("dev.jopher.explore.internal.world.Op");
    private static final MethodTypeDesc BEFORE =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object, OP);
    static final MethodTypeDesc ON_OBJECT =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object);
    private static final ClassDesc THREAD = ClassDesc.of("java.lang.Thread");
    private static final MethodTypeDesc ON_THREAD =
            MethodTypeDesc.of(ConstantDescs.CD_void, THREAD);

    private final ClassInfo self;
    private final FieldPoints fields;
    private final ThreadCalls threads;
    private final Owners owners;
    private final MethodReferences references;
    private final boolean isInitialiser;
    private final Set<Label> passed = new HashSet<>();
    private int line;

    MethodCode(ClassInfo self, FieldPoints fields, MethodReferences references,
            boolean isInitialiser) {
        this.references = references;
        this.self = self;
        this.fields = fields;
        this.threads = new ThreadCalls(fields.classes());
        this.owners = new Owners(fields.classes());
        this.isInitialiser = isInitialiser;
    }

    /** Returns whether something in the code changes. */
    boolean wants(CodeModel code) {
        return code.elementStream().anyMatch(this::wants) || !isInitialiser && hasLoop(code);
    }

    private static boolean hasLoop(CodeModel code) {
        Set<Label> before = new HashSet<>();
        for (CodeElement e : code) {
            if (e instanceof LabelTarget l) {
                before.add(l.label());
            } else if (e instanceof BranchInstruction b && before.contains(b.target())) {
                return true;
            }
        }
        return false;
    }

    private boolean wants(CodeElement e) {
        if (e instanceof FieldInstruction f) {
            return fields.isShared(f);
        }
        if (e instanceof MonitorInstruction) {
            return isInitialiser;
        }
        return e instanceof InvokeInstruction i && (OutsideCalls.isOne(i) || changes(i))
                || e instanceof InvokeDynamicInstruction d && refersToChange(d);
    }

    private boolean changes(InvokeInstruction i) {
        return !i.name().stringValue().startsWith("<")
                && (hook(i) != null || op(i) != null || isOpen(i) || threads.wants(i));
    }

    private boolean refersToChange(InvokeDynamicInstruction d) {
        InvokeInstruction i = references.call(d);
        return i != null && (OutsideCalls.isOne(i) || changes(i));
    }

    /**
     * Returns whether this continues a loop. A class initialiser cannot give way: one that tried
     * crashed the JVM (25.0.3) in one of eight runs.
     */
    private boolean givesWay(CodeElement e) {
        return !isInitialiser && e instanceof BranchInstruction b && passed.contains(b.target());
    }

    @Override
    public void accept(CodeBuilder c, CodeElement e) {
        if (e instanceof LineNumber l) {
            line = l.line();
        } else if (e instanceof InvokeInstruction i && OutsideCalls.isOne(i)) {
            OutsideCalls.report(c, i, self, line);
        }
        if (e instanceof LabelTarget l) {
            passed.add(l.label());
        } else if (givesWay(e)) {
            c.invokestatic(LOOPS, "back", ConstantDescs.MTD_void);
        }
        fields.before(c, e);
        if (e instanceof InvokeInstruction i && !i.name().stringValue().startsWith("<")) {
            call(c, i);
        } else if (e instanceof MonitorInstruction m && isInitialiser) {
            // It cannot exist twice: an object that is not finished cannot be passed on.
            c.dup().invokestatic(MONITORS,
                    m.opcode() == Opcode.MONITORENTER ? "enterToo" : "unlock", ON_OBJECT).with(m);
        } else if (e instanceof InvokeDynamicInstruction d && refersToChange(d)) {
            references.emit(c, d);
        } else {
            c.with(e);
        }
    }

    // ---- calls ----------------------------------------------------------------------------------

    private static @Nullable CallHooks hook(InvokeInstruction i) {
        String owner = i.owner().asInternalName();
        String name = i.name().stringValue();
        String type = i.type().stringValue();
        if (i.opcode() == Opcode.INVOKESPECIAL) {
            return null; // of a superclass
        }
        return i.opcode() == Opcode.INVOKESTATIC
                ? CallHooks.ofStatic(owner, name, type)
                : CallHooks.ofInstance(owner, name, type);
    }

    /** Returns whether it is a call on an object, also of a method of the superclass. */
    private boolean isOnObject(InvokeInstruction i) {
        return i.opcode() == Opcode.INVOKEVIRTUAL || i.opcode() == Opcode.INVOKEINTERFACE
                || i.opcode() == Opcode.INVOKESPECIAL
                        && i.owner().asInternalName().equals(self.superclass());
    }

    private @Nullable Op op(InvokeInstruction i) {
        return isOnObject(i) ? CallPoints.of(owners.of(i), i.name().stringValue()) : null;
    }

    private boolean isOpen(InvokeInstruction i) {
        return isOnObject(i) && CallPoints.isOpen(owners.of(i));
    }

    private void call(CodeBuilder c, InvokeInstruction i) {
        CallHooks hook = hook(i);
        Op op = op(i);
        if (hook != null) {
            c.invokestatic(hook.owner(), hook.method(), hook.type());
        } else if ((op != null || isOpen(i)) && CallPoints.isBulk(i.name().stringValue())) {
            before(c, i, Op.OTHER, "beforeBulk");
            c.with(i).invokestatic(POINTS, "afterBulk", ConstantDescs.MTD_void);
        } else if (op != null) {
            before(c, i, op, "before");
            c.with(i);
        } else if (isOpen(i)) {
            before(c, i, CallPoints.operation(i.name().stringValue()),
                    i.name().equalsString("iterator") ? "beforeIterator" : "beforeOpen");
            c.with(i);
        } else {
            Op before = threads.before(i);
            if (before != null) {
                before(c, i, before, "before");
            }
            thread(c, i);
        }
    }

    /**
     * Emits the call. If it starts a thread, a point follows: that may run before its creator does.
     */
    private void thread(CodeBuilder c, InvokeInstruction i) {
        switch (threads.starts(i)) {
            case RECEIVER -> c.dup().with(i).invokestatic(POINTS, "started", ON_THREAD);
            case RESULT -> c.with(i).dup().invokestatic(POINTS, "started", ON_THREAD);
            case NOTHING -> c.with(i);
        }
    }

    /** Emits a point before the call. The object that it is about lies below the arguments. */
    private static void before(CodeBuilder c, InvokeInstruction i, Op op, String point) {
        MethodTypeDesc type = i.typeSymbol();
        int[] slots = Arguments.save(c, type);
        if (takesObject(i)) {
            c.aload(slots[0]);
        } else {
            c.dup();
        }
        c.getstatic(OP, op.name(), OP).invokestatic(POINTS, point, BEFORE);
        Arguments.load(c, type, slots);
    }

    /**
     * Returns whether the object is an argument, as in calls of a handle or an updater of a
     * variable.
     */
    private static boolean takesObject(InvokeInstruction i) {
        String owner = i.owner().asInternalName();
        return (owner.endsWith("/VarHandle") || owner.endsWith("FieldUpdater")
                || owner.equals("sun/misc/Unsafe"))
                && i.typeSymbol().parameterCount() > 0
                && !i.typeSymbol().parameterType(0).isPrimitive();
    }
}
