package dev.jopher.race.oracle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import dev.jopher.race.internal.litmus.Turns;

/** What the generated programs have in common. */
public abstract class OracleProgram {
    protected final Turns turns = new Turns();

    /** What a thread does. */
    public interface Body {
        void run() throws Exception;
    }

    /** The first thread. */
    public abstract void run0() throws Exception;

    /** Waits until all steps are over. */
    final void await(int steps) {
        turns.await(steps);
    }

    /** The steps of a thread. The other threads would wait forever after a failure. */
    protected static void run(Body body) {
        try {
            body.run();
        } catch (Throwable e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(3);
        }
    }

    protected static void use(Object value) {
        if (value == OracleProgram.class) {
            throw new AssertionError();
        }
    }

    protected static VarHandle handle(MethodHandles.Lookup lookup, Class<?> c, String field) {
        try {
            return lookup.findVarHandle(c, field, int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
