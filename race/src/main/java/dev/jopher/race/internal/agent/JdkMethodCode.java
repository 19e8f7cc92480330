package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Rewrites one method of the JDK: a release before each operation that releases, an acquire after
 * each that acquires. The key is the object that has the variable, for an element of a shared array
 * the array and the index.
 */
final class JdkMethodCode implements CodeTransform {
    private static final ClassDesc SLOT = ClassDesc.of(
            "dev.jopher.race.internal.clock.ThreadSlot");
    private static final ClassDesc HOOKS = ClassDesc.of("dev.jopher.race.internal.sync.Hooks");
    private static final MethodTypeDesc MUTE = MethodTypeDesc.ofDescriptor("()Z");
    private static final MethodTypeDesc UNMUTE = MethodTypeDesc.ofDescriptor("(Z)V");

    private final ClassRule rule;
    private final List<MethodRule> rules;
    private final Set<String> accessed;
    private final String method;
    private final boolean isConstructor;
    private final boolean isThread;
    private final boolean isMuted;
    private final boolean isSynchronized;

    /** The constants read last: the next call that needs one of them gets the last. */
    private final Deque<String> handles = new ArrayDeque<>();
    private @Nullable String offset;
    private @Nullable Label start;
    private int was;

    /** @param accessed where this method adds the variables that it uses */
    JdkMethodCode(ClassRule rule, MethodModel m, List<MethodRule> rules, Set<String> accessed) {
        this.rule = rule;
        this.accessed = accessed;
        this.rules = rules;
        method = m.methodName().stringValue();
        isConstructor = method.startsWith("<");
        isMuted = rule.muted().contains(method);
        isThread = rule.name().equals("java/lang/Thread");
        isSynchronized = rule.hasMonitors() && m.flags().has(AccessFlag.SYNCHRONIZED)
                && !m.flags().has(AccessFlag.STATIC);
    }

    @Override
    public void atStart(CodeBuilder code) {
        for (MethodRule r : rules) {
            if (r.isEntry()) {
                r.atEntry(code);
            }
        }
        if (isSynchronized) {
            code.aload(0);
            Hook.ACQUIRE.call(code);
            start = code.newBoundLabel();
        } else if (isMuted) {
            was = code.allocateLocal(TypeKind.INT);
            code.invokestatic(HOOKS, "mute", MUTE).istore(was);
            start = code.newBoundLabel();
        }
    }

    @Override
    public void atEnd(CodeBuilder code) {
        Label from = start;
        if (from != null) {
            Label end = code.newBoundLabel();
            leave(code);
            code.athrow();
            code.exceptionCatchAll(from, end, end);
        }
    }

    @Override
    public void accept(CodeBuilder code, CodeElement e) {
        // No switch over types: its bootstrap method is in a class that is rewritten itself.
        if (e instanceof ReturnInstruction i) {
            leave(code, i);
        } else if (e instanceof FieldInstruction i) {
            field(code, i);
        } else if (e instanceof InvokeInstruction i) {
            call(code, i);
        } else if (e instanceof MonitorInstruction i && rule.hasMonitors()) {
            monitor(code, i);
        } else {
            code.with(e);
        }
    }

    private void leave(CodeBuilder code, ReturnInstruction i) {
        for (MethodRule r : rules) {
            if (!r.isEntry()) {
                r.atReturn(code);
            }
        }
        leave(code);
        splice(code, "", true);
        code.with(i);
    }

    private void leave(CodeBuilder code) {
        if (isSynchronized) {
            code.aload(0);
            Hook.RELEASE.call(code);
        } else if (isMuted) {
            code.iload(was).invokestatic(HOOKS, "unmute", UNMUTE);
        }
    }

    private void monitor(CodeBuilder code, MonitorInstruction i) {
        if (i.opcode() == Opcode.MONITORENTER) {
            Monitors.enter(code, i);
            Hook.ACQUIRE.call(code);
        } else {
            code.dup();
            Hook.RELEASE.call(code);
            code.with(i);
        }
    }

    private void field(CodeBuilder code, FieldInstruction i) {
        String name = i.name().stringValue();
        accessed.add(name);
        switch (i.opcode()) {
            case GETSTATIC -> {
                remember(i, name);
                code.with(i);
            }
            case GETFIELD -> read(code, i, name);
            case PUTFIELD -> write(code, i, name);
            default -> code.with(i);
        }
    }

    private void remember(FieldInstruction i, String name) {
        String type = i.type().stringValue();
        if (type.equals("L" + Atomics.VAR_HANDLE + ";")) {
            handles.push(name);
        } else if (type.equals("J")) {
            offset = name;
        }
    }

    private void read(CodeBuilder code, FieldInstruction i, String name) {
        if (isOwn(i) || !rule.isField(name)) {
            code.with(i);
            return;
        }
        code.dup();
        code.with(i);
        if (TypeKind.from(i.typeSymbol()).slotSize() == 2) {
            code.dup2_x1().pop2();
        } else {
            code.swap();
        }
        Hook.ACQUIRE.call(code);
    }

    private void write(CodeBuilder code, FieldInstruction i, String name) {
        if (isThread && isConstructor && name.equals(ThreadAccess.FIELD)) {
            code.pop().new_(SLOT).dup().invokespecial(SLOT, INIT_NAME, MTD_void);
        } else if (!isOwn(i) && rule.isField(name)) {
            if (TypeKind.from(i.typeSymbol()).slotSize() == 2) {
                code.dup2_x1().pop2().dup_x2();
            } else {
                code.dup2().pop();
            }
            Hook.RELEASE.call(code);
        }
        code.with(i);
    }

    /** A constructor sets its own object's fields before another thread can see it. */
    private boolean isOwn(FieldInstruction i) {
        return isConstructor && i.owner().asInternalName().equals(rule.name());
    }

    private void call(CodeBuilder code, InvokeInstruction i) {
        String callee = i.name().stringValue();
        splice(code, callee, true);
        operation(code, i);
        splice(code, callee, false);
    }

    private void splice(CodeBuilder code, String callee, boolean before) {
        for (Splice s : rule.splices()) {
            if (s.method().equals(method) && s.callee().equals(callee) && s.before() == before) {
                accessed.add(method + ">" + callee);
                s.call(code);
            }
        }
    }

    private void operation(CodeBuilder code, InvokeInstruction i) {
        Atomics kind = Atomics.of(i);
        String variable = i.opcode() == Opcode.INVOKEVIRTUAL ? variable(i) : null;
        if (kind != Atomics.NONE && rule.isAtomic(variable)) {
            atomic(code, i, kind);
        } else if (rule.hasMonitors() && isWait(i)) {
            await(code, i);
        } else if (rule.isQuiet(i.owner().asInternalName())) {
            quiet(code, i);
        } else
            if (rule.hasContents() && i.opcode() != Opcode.INVOKESPECIAL
                    && i.opcode() != Opcode.INVOKESTATIC) {
                        content(code, i);
                    } else {
                        code.with(i);
                    }
    }

    /** Returns the name of the variable handle that is called, or of the offset. */
    private @Nullable String variable(InvokeInstruction i) {
        return switch (i.owner().asInternalName()) {
            case Atomics.VAR_HANDLE -> handles.poll();
            case Atomics.UNSAFE -> offset;
            default -> null;
        };
    }

    private static void quiet(CodeBuilder code, InvokeInstruction i) {
        int was = code.allocateLocal(TypeKind.INT);
        code.invokestatic(HOOKS, "mute", MUTE).istore(was);
        code.with(i);
        code.iload(was).invokestatic(HOOKS, "unmute", UNMUTE);
    }

    private void atomic(CodeBuilder code, InvokeInstruction i, Atomics kind) {
        List<ClassDesc> types = i.typeSymbol().parameterList();
        int[] locals = new int[types.size()];
        for (int p = types.size() - 1; p >= 0; p--) {
            TypeKind type = TypeKind.from(types.get(p));
            locals[p] = code.allocateLocal(type);
            code.storeLocal(type, locals[p]);
        }
        boolean mayFail = Atomics.mayFail(i);
        if (mayFail) {
            hook(code, Hook.COMPARING, Hook.COMPARING_ELEMENT, types, locals);
        } else if (kind.releases) {
            hook(code, Hook.RELEASE, Hook.RELEASE_ELEMENT, types, locals);
        }
        for (int p = 0; p < locals.length; p++) {
            code.loadLocal(TypeKind.from(types.get(p)), locals[p]);
        }
        code.with(i);
        if (mayFail) {
            code.dup();
            Hook.COMPARED.call(code);
        }
        if (kind.acquires) {
            hook(code, Hook.ACQUIRE, Hook.ACQUIRE_ELEMENT, types, locals);
        }
    }

    private void hook(CodeBuilder code, Hook whole, Hook element, List<ClassDesc> types,
            int[] locals) {
        code.aload(locals[0]);
        if (rule.hasElements() && types.get(0).isArray()) {
            code.iload(locals[1]);
            element.call(code);
        } else {
            whole.call(code);
        }
    }

    /** Checks the call of the collection behind the one that is rewritten. */
    private static void content(CodeBuilder code, InvokeInstruction i) {
        Boolean writes = ContentMethods.writes(i.owner().asInternalName(), i.name().stringValue(),
                i.type().stringValue());
        if (writes != null) {
            int[] locals = Arguments.save(code, i.typeSymbol());
            code.dup();
            Hook reading = ContentMethods.isGet(i.name().stringValue())
                    ? Hook.WRAPPER_GETTING
                    : Hook.WRAPPER_READING;
            (writes ? Hook.WRAPPER_WRITING : reading).call(code);
            Arguments.load(code, i.typeSymbol(), locals);
        }
        code.with(i);
    }

    private static boolean isWait(InvokeInstruction i) {
        return i.name().equalsString("wait") && i.owner().asInternalName().equals(
                "java/lang/Object");
    }

    /** A wait gives its monitor away in between. */
    private void await(CodeBuilder code, InvokeInstruction i) {
        boolean timed = i.typeSymbol().parameterCount() == 1;
        int millis = timed ? code.allocateLocal(TypeKind.LONG) : 0;
        if (timed) {
            code.lstore(millis);
        }
        code.dup().dup();
        Hook.RELEASE.call(code);
        if (timed) {
            code.lload(millis);
        }
        code.with(i);
        Hook.ACQUIRE.call(code);
    }
}
