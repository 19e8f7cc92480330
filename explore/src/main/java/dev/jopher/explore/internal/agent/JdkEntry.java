package dev.jopher.explore.internal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/**
 * A hook that a method of the JDK calls first.
 *
 * @param method name and descriptor
 * @param slots the local variables that the hook gets
 */
record JdkEntry(String method, Then then, ClassDesc owner, String hook, MethodTypeDesc type,
        List<Integer> slots) {
    private static final String JAVA = "dev.jopher.explore.internal.java.";

    /** What the hook's result means. */
    enum Then {
        /** There is none. */
        CONTINUE,
        /** The method returns at once if it is true, */
        RETURN,
        /** with {@code this}, */
        RETURN_THIS,
        /** with its first argument that is an object. */
        RETURN_ARGUMENT,
        /** It is the method's result, unless it is negative. */
        RESULT_INT,
        /** It is the method's result, unless it is null. */
        RESULT,
        /** It replaces the first argument. */
        ARGUMENT
    }

    static JdkEntry of(String method, Then then, String owner, String hook, String type,
            Integer... slots) {
        return new JdkEntry(method, then, ClassDesc.of(JAVA + owner), hook,
                MethodTypeDesc.ofDescriptor(type), List.of(slots));
    }

    void emit(CodeBuilder c) {
        for (int i = 0; i < slots.size(); i++) {
            c.loadLocal(TypeKind.from(type.parameterType(i)), slots.get(i));
        }
        c.invokestatic(owner, hook, type);
        Label on = c.newLabel();
        switch (then) {
            case CONTINUE -> {
                // nothing
            }
            case RETURN -> c.ifeq(on).return_();
            case RETURN_THIS -> c.ifeq(on).aload(0).areturn();
            case RETURN_ARGUMENT -> c.ifeq(on).aload(slots.get(1)).areturn();
            case RESULT_INT -> c.dup().iflt(on).ireturn();
            case RESULT -> c.dup().ifnull(on).areturn();
            case ARGUMENT -> c.astore(slots.get(0));
        }
        c.labelBinding(on);
        if (then == Then.RESULT_INT || then == Then.RESULT) {
            c.pop();
        }
    }
}
