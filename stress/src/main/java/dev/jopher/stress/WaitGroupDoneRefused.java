package dev.jopher.stress;

import dev.jopher.sync.WaitGroup;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Of one add and two dones, one done is refused: a done that is refused hinders no other. */
@JCStressTest
@Outcome(id = {"0, 1", "1, 0"}, expect = Expect.ACCEPTABLE)
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "a refused done was seen")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "one has taken what was not there")
@State
public class WaitGroupDoneRefused {
    final WaitGroup group = new WaitGroup();

    /** Takes one that it has not added. */
    @Actor
    public void wrong(II_Result r) {
        r.r1 = taken();
    }

    /** Takes the one that it has added. */
    @Actor
    public void right(II_Result r) {
        group.add(1);
        r.r2 = taken();
    }

    private int taken() {
        try {
            group.done();
            return 1;
        } catch (IllegalStateException e) {
            return 0;
        }
    }
}
