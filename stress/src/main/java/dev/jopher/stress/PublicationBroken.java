package dev.jopher.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** {@link Publication} without the volatile: the second actor may see the flag and not the value. */
@JCStressTest
@Outcome(id = {"0, 0", "0, 1", "1, 1"}, expect = Expect.ACCEPTABLE)
@Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "the flag without the value")
@State
public class PublicationBroken {
    int value;
    int ready;

    /** Publishes. */
    @Actor
    public void writer() {
        value = 1;
        ready = 1;
    }

    /** Looks at the flag, then at the value. */
    @Actor
    public void reader(II_Result r) {
        r.r1 = ready;
        r.r2 = value;
    }
}
