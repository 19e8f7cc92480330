package dev.jopher.race.internal.agent;

import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ConstantDescs;

/** What the methods of {@code VarHandle} and of the JDK's {@code Unsafe} do to a variable. */
enum Atomics {
    /** Nothing that orders: plain or opaque, or no access at all. */
    NONE(false, false), READ(true, false), WRITE(false, true), BOTH(true, true);

    static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
    static final String UNSAFE = "jdk/internal/misc/Unsafe";

    final boolean acquires;
    final boolean releases;

    Atomics(boolean acquires, boolean releases) {
        this.acquires = acquires;
        this.releases = releases;
    }

    static Atomics of(InvokeInstruction i) {
        String owner = i.owner().asInternalName();
        return owner.equals(VAR_HANDLE) || owner.equals(UNSAFE)
                ? of(i.name().stringValue())
                : NONE;
    }

    /** Returns whether it is an operation that says whether it has written, and then releases. */
    static boolean mayFail(InvokeInstruction i) {
        String method = i.name().stringValue();
        return (method.startsWith("compareAndSet") || method.startsWith("weakCompareAndSet"))
                && i.typeSymbol().returnType().equals(ConstantDescs.CD_boolean)
                && of(method).releases;
    }

    private static Atomics of(String method) {
        boolean acquire = method.endsWith("Acquire");
        boolean release = method.endsWith("Release");
        if (method.startsWith("compareAnd") || method.startsWith("weakCompareAnd")
                || method.startsWith("getAnd")) {
            return method.endsWith("Plain") ? NONE : acquire ? READ : release ? WRITE : BOTH;
        }
        if (!acquire && !release && !method.endsWith("Volatile")) {
            return NONE;
        }
        return method.startsWith("get") ? READ : WRITE;
    }
}
