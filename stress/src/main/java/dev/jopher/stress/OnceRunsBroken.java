package dev.jopher.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** {@link OnceRuns}: a plain flag instead of the Once. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE)
@Outcome(id = {"0, 1", "1, 0",
    "0, 0"}, expect = Expect.FORBIDDEN, desc = "somebody went on before it was run")
@State
public class OnceRunsBroken {
    boolean done;
    int value;

    /** Runs it unless the other actor does, and looks. */
    @Actor
    public void first(II_Result r) {
        if (!done) {
            done = true;
            value = 1;
        }
        r.r1 = value;
    }

    /** Runs it unless the other actor does, and looks. */
    @Actor
    public void second(II_Result r) {
        if (!done) {
            done = true;
            value = 1;
        }
        r.r2 = value;
    }
}
