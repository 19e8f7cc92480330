package dev.jopher.race.internal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;

/**
 * Calls a hook at one place of a method of the JDK.
 *
 * @param method the name, with the descriptor behind it if another method has the same name
 * @param argument what the hook gets: 0 is {@code this}, n the n-th parameter; a hook with two
 *         arguments also gets the next one
 */
record MethodRule(String method, At at, Hook hook, int argument) {
    /** The argument is what the method returns. */
    static final int RESULT = -1;

    /** The argument is null. */
    static final int NONE = -2;

    /** Where in the method. An exception is not a return. */
    enum At {
        ENTRY, RETURN, RETURN_TRUE, RETURN_FALSE,
        /** A number that is not negative: AQS's way to say that it has acquired. */
        RETURN_NOT_NEGATIVE, RETURN_LONG_NOT_NEGATIVE,
        /** A long that is not 0: a stamp. */
        RETURN_STAMP,
        RETURN_NULL
    }

    boolean isFor(MethodModel m) {
        String name = m.methodName().stringValue();
        return method.startsWith(name) && (method.length() == name.length()
                || method.equals(name + m.methodType().stringValue()));
    }

    boolean isEntry() {
        return at == At.ENTRY;
    }

    void atEntry(CodeBuilder code) {
        call(code);
    }

    /** What is returned is on the stack, and stays there. */
    void atReturn(CodeBuilder code) {
        if (argument == RESULT) {
            code.dup();
            hook.call(code);
            return;
        }
        Label skip = code.newLabel();
        switch (at) {
            case RETURN_TRUE -> code.dup().ifeq(skip);
            case RETURN_FALSE -> code.dup().ifne(skip);
            case RETURN_NOT_NEGATIVE -> code.dup().iflt(skip);
            case RETURN_LONG_NOT_NEGATIVE -> code.dup2().lconst_0().lcmp().iflt(skip);
            case RETURN_STAMP -> code.dup2().lconst_0().lcmp().ifeq(skip);
            case RETURN_NULL -> code.dup().ifnonnull(skip);
            default -> {}
        }
        call(code);
        code.labelBinding(skip);
    }

    private void call(CodeBuilder code) {
        load(code, argument);
        if (hook.arguments() == 2) {
            load(code, argument + 1);
        }
        hook.call(code);
    }

    private static void load(CodeBuilder code, int argument) {
        if (argument == NONE) {
            code.aconst_null();
        } else if (argument == 0) {
            code.aload(code.receiverSlot());
        } else {
            code.aload(code.parameterSlot(argument - 1));
        }
    }
}
