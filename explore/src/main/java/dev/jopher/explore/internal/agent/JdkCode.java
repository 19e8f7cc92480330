package dev.jopher.explore.internal.agent;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Rewrites one method of the JDK by the {@link JdkRule} of its class. Only its body changes. */
final class JdkCode implements CodeTransform {
    private static final ClassHierarchyResolver HIERARCHY = ClassHierarchyResolver
            .ofResourceParsing(JdkCode::open).cached();

    private static final String JAVA = "dev.jopher.explore.internal.java.";
    private static final ClassDesc MONITORS = ClassDesc.of(JAVA + "Monitors");
    private static final MethodTypeDesc LOCK =
            MethodTypeDesc.of(ConstantDescs.CD_Object, ConstantDescs.CD_Object);
    private static final MethodTypeDesc UNLOCK =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object);

    private final JdkRule rule;
    private final boolean isOwn;
    private final String key;
    private final String method;

    /** Indices of the copies of locks, just before they are stored and then entered. */
    private final Set<Integer> locks = new HashSet<>();

    private int index;

    private JdkCode(JdkRule rule, String className, MethodModel m, CodeModel code) {
        this.rule = rule;
        this.isOwn = className.equals(rule.name);
        this.method = m.methodName().stringValue();
        this.key = method + m.methodType().stringValue();
        if (rule.hasMonitors()) {
            findLocks(code.elementList());
        }
    }

    private void findLocks(List<CodeElement> code) {
        for (int i = 2; i < code.size(); i++) {
            if (code.get(i) instanceof MonitorInstruction m
                    && m.opcode() == Opcode.MONITORENTER) {
                if (!(code.get(i - 1) instanceof StoreInstruction)
                        || !(code.get(i - 2) instanceof StackInstruction s)
                        || s.opcode() != Opcode.DUP) {
                    throw new IllegalStateException("a monitor that is not known: " + key);
                }
                locks.add(firstCopy(code, i - 2));
            }
        }
    }

    /**
     * Returns where the lock was copied first: the race detector's agent has copied it once more.
     */
    private static int firstCopy(List<CodeElement> code, int copy) {
        return copy >= 2 && code.get(copy - 1) instanceof StoreInstruction
                && code.get(copy - 2) instanceof StackInstruction s && s.opcode() == Opcode.DUP
                        ? firstCopy(code, copy - 2)
                        : copy;
    }

    /** @throws IllegalStateException if this JDK does not have what the rule is about */
    static byte[] transform(JdkRule rule, String name, byte[] bytes) {
        ClassFile file = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(HIERARCHY));
        ClassModel model = file.parse(bytes);
        Set<String> seen = new HashSet<>();
        byte[] result = file.transformClass(model, ClassTransform.transformingMethods((b, e) -> {
            if (e instanceof CodeModel body) {
                MethodModel m = body.parent().orElseThrow();
                seen.add(m.methodName().stringValue() + m.methodType().stringValue());
                b.transformCode(body, new JdkCode(rule, name, m, body));
            } else {
                b.with(e);
            }
        }));
        for (JdkEntry e : rule.entries) {
            if (name.equals(rule.name) && !seen.contains(e.method())) {
                throw new IllegalStateException("this JDK has no " + name + "." + e.method());
            }
        }
        return result;
    }

    private static java.io.@Nullable InputStream open(ClassDesc type) {
        String name = type.descriptorString();
        return Object.class.getResourceAsStream(
                "/" + name.substring(1, name.length() - 1) + ".class");
    }

    @Override
    public void atStart(CodeBuilder c) {
        index = -1;
        if (isOwn) {
            for (JdkEntry e : rule.entries) {
                if (e.method().equals(key)) {
                    e.emit(c);
                }
            }
            if (rule.name.endsWith("/ForkJoinTask") && key.equals("awaitDone(ZJ)I")) {
                awaitDone(c);
            }
        }
    }

    /** Lets a controlled thread wait for the task. It must not help, because it has no queue. */
    private void awaitDone(CodeBuilder c) {
        var on = c.newLabel();
        ClassDesc task = ClassDesc.ofInternalName(rule.name);
        ClassDesc pool = ClassDesc.of("java.util.concurrent.ForkJoinPool");
        c.invokestatic(ClassDesc.of(JAVA + "Pools"), "areControlled",
                MethodTypeDesc.of(ConstantDescs.CD_boolean)).ifeq(on)
                .aload(0).aconst_null().iconst_0().iload(1).lload(2)
                .invokevirtual(task, "awaitDone", MethodTypeDesc.of(ConstantDescs.CD_int, pool,
                        ConstantDescs.CD_int, ConstantDescs.CD_boolean, ConstantDescs.CD_long))
                .ireturn().labelBinding(on);
    }

    @Override
    public void accept(CodeBuilder c, CodeElement e) {
        index++;
        // No switch over types: its bootstrap method is in a class that may be rewritten itself.
        if (e instanceof InvokeInstruction i) {
            call(c, i);
        } else if (e instanceof ReturnInstruction && rule.changesResult(method)) {
            c.invokestatic(ClassDesc.of(JAVA + "Chance"), "uniquifier",
                    MethodTypeDesc.ofDescriptor("(J)J")).with(e);
        } else if (locks.contains(index)) {
            c.invokestatic(MONITORS, rule.waits() ? "lockAlone" : "lock", LOCK).with(e);
        } else
            if (e instanceof MonitorInstruction m && m.opcode() == Opcode.MONITOREXIT
                    && rule.hasMonitors()) {
                        c.dup().invokestatic(MONITORS, "unlock", UNLOCK).with(e);
                    } else {
                        c.with(e);
                    }
    }

    private void call(CodeBuilder c, InvokeInstruction i) {
        String name = i.name().stringValue();
        String type = i.type().stringValue();
        String callee = i.owner().asInternalName() + '.' + name + type;
        JdkRule.Call anywhere = rule.call(callee);
        JdkRule.Call call = anywhere == null ? rule.call(callee + method) : anywhere;
        CallHooks monitor = rule.waits() && i.opcode() != Opcode.INVOKESTATIC
                && (name.startsWith("notify") || name.equals("wait"))
                        ? CallHooks.ofInstance("", name, type)
                        : null;
        if (call != null) {
            c.invokestatic(call.owner(), call.method(), call.type());
        } else if (monitor != null) {
            c.invokestatic(monitor.owner(), monitor.method(), monitor.type());
        } else {
            c.with(i);
        }
    }
}
