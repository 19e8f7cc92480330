package dev.jopher.stress;

import java.util.concurrent.atomic.AtomicInteger;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** {@link WaitGroupAddRefused}: add changes the counter, looks at it, and undoes the change. */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE)
@Outcome(id = {"0, 0", "1, 0",
    "1, 1"}, expect = Expect.FORBIDDEN, desc = "the refused add was seen")
@State
public class WaitGroupAddRefusedBroken {
    final AtomicInteger group = new AtomicInteger(1);

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
        if (group.addAndGet(-n) < 0) {
            group.addAndGet(n);
            return 0;
        }
        return 1;
    }
}
