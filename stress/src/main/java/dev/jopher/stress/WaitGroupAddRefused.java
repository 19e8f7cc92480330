package dev.jopher.stress;

import dev.jopher.sync.WaitGroup;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * An add that would take more than there is does not keep one that takes what there is from that.
 */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE)
@Outcome(id = {"0, 0", "1, 0",
    "1, 1"}, expect = Expect.FORBIDDEN, desc = "the refused add was seen")
@State
public class WaitGroupAddRefused {
    final WaitGroup group = new WaitGroup();

    /** Sets the counter to one. */
    public WaitGroupAddRefused() {
        group.add(1);
    }

    /** Takes too much. */
    @Actor
    public void wrong(II_Result r) {
        r.r1 = taken(2);
    }

    /** Takes what there is. */
    @Actor
    public void right(II_Result r) {
        r.r2 = taken(1);
    }

    private int taken(int n) {
        try {
            group.add(-n);
            return 1;
        } catch (IllegalStateException e) {
            return 0;
        }
    }
}
