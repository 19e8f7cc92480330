package dev.jopher.race.internal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/** Where the program makes a method handle of another one, or of a variable handle. */
final class AdaptedHandleCalls implements Emitter {
    private static final String INVOKE = "java/lang/invoke/";
    private static final ClassDesc HANDLE = ClassDesc.of("java.lang.invoke.MethodHandle");
    private static final ClassDesc VARIABLE = ClassDesc.of("java.lang.invoke.VarHandle");
    private static final ClassDesc MODE = VARIABLE.nested("AccessMode");
    private static final ClassDesc ADAPTED =
            ClassDesc.of("dev.jopher.race.internal.sync.AdaptedHandles");

    /** Methods of a handle that make another one of it, or call it in a way of their own. */
    private static final Set<String> ADAPTING = Set.of("bindTo", "asType", "asSpreader",
            "asCollector", "asVarargsCollector", "withVarargs", "invokeWithArguments");

    @Override
    public boolean wants(int index, CodeElement e) {
        return e instanceof InvokeInstruction i && i.owner().asInternalName().startsWith(INVOKE)
                && (isAdapted(i) || makes(i) || takes(i));
    }

    @Override
    public boolean needsThread() {
        return false;
    }

    private static boolean isOf(InvokeInstruction i, String owner) {
        return i.owner().asInternalName().equals(INVOKE + owner);
    }

    private static boolean isAdapted(InvokeInstruction i) {
        return isOf(i, "MethodHandle") && ADAPTING.contains(i.name().stringValue());
    }

    /** Returns whether it makes one that accesses a variable. */
    private static boolean makes(InvokeInstruction i) {
        return isOf(i, "VarHandle") && i.name().equalsString("toMethodHandle") || isInvoker(i);
    }

    private static boolean isInvoker(InvokeInstruction i) {
        return isOf(i, "MethodHandles") && (i.name().equalsString("varHandleInvoker")
                || i.name().equalsString("varHandleExactInvoker"));
    }

    /** Returns whether it makes one of others. */
    private static boolean takes(InvokeInstruction i) {
        return i.opcode() == Opcode.INVOKESTATIC
                && (isOf(i, "MethodHandles") || isOf(i, "MethodHandleProxies"))
                && !i.name().equalsString("reflectAs")
                && i.typeSymbol().parameterList().contains(HANDLE);
    }

    @Override
    public void emit(CodeBuilder c, int index, CodeElement e) {
        InvokeInstruction i = (InvokeInstruction) e;
        MethodTypeDesc type = i.typeSymbol();
        int[] saved = Arguments.save(c, type);
        if (isAdapted(i)) {
            adapt(c);
            Arguments.load(c, type, saved);
            c.with(e);
        } else if (isInvoker(i)) {
            Arguments.load(c, type, saved);
            c.with(e).aload(saved[0]).invokestatic(ADAPTED, "invoker",
                    MethodTypeDesc.of(HANDLE, HANDLE, MODE));
        } else if (makes(i)) {
            int variable = c.allocateLocal(TypeKind.REFERENCE);
            c.dup().astore(variable);
            Arguments.load(c, type, saved);
            c.with(e).aload(variable).aload(saved[0]).invokestatic(ADAPTED, "of",
                    MethodTypeDesc.of(HANDLE, HANDLE, VARIABLE, MODE));
        } else {
            for (int p = 0; p < saved.length; p++) {
                c.loadLocal(TypeKind.from(type.parameterType(p)), saved[p]);
                if (type.parameterType(p).equals(HANDLE)) {
                    adapt(c);
                }
            }
            c.with(e);
        }
    }

    private static void adapt(CodeBuilder c) {
        c.invokestatic(ADAPTED, "of", MethodTypeDesc.of(HANDLE, HANDLE));
    }
}
