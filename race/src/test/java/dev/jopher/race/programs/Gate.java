package dev.jopher.race.programs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Lets one thread run after another, without a happens-before edge: opaque accesses make none. */
final class Gate {
    private static final VarHandle OPEN;

    static {
        try {
            OPEN = MethodHandles.lookup().findVarHandle(Gate.class, "open", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private boolean open;

    void open() {
        OPEN.setOpaque(this, true);
    }

    void await() {
        while (!(boolean) OPEN.getOpaque(this)) {
            Thread.onSpinWait();
        }
    }
}
