package dev.jopher.stress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** {@link ReadyBeforePark}: its write may still be on its way when the permit is looked at. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE)
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "parks, and nobody comes again")
@State
public class ReadyBeforeParkBroken {
    private static final VarHandle READIES;
    private static final VarHandle PERMIT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            READIES = lookup.findVarHandle(ReadyBeforeParkBroken.class, "readies", int.class);
            PERMIT = lookup.findVarHandle(ReadyBeforeParkBroken.class, "permit", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    int readies;
    volatile boolean permit = true;
    boolean goesOn;

    /** Readies. */
    @Actor
    public void waker() {
        READIES.setRelease(this, readies + 1);
        if (!permit) {
            PERMIT.getAndSet(this, true);
        }
    }

    /** Comes back from a park for the permit of earlier, looks, and parks again. */
    @Actor
    public void waiter() {
        PERMIT.getAndSet(this, false);
        goesOn = (int) READIES.getAcquire(this) == 1;
    }

    /** Records whether it resumes, now or by the permit. */
    @Arbiter
    public void end(I_Result r) {
        r.r1 = goesOn || permit ? 1 : 0;
    }
}
