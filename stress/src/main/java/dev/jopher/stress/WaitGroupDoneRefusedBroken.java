package dev.jopher.stress;

import java.util.concurrent.atomic.AtomicInteger;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** {@link WaitGroupDoneRefused}: done changes the counter, looks at it, and undoes the change. */
@JCStressTest
@Outcome(id = {"0, 1", "1, 0"}, expect = Expect.ACCEPTABLE)
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "a refused done was seen")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "one has taken what was not there")
@State
public class WaitGroupDoneRefusedBroken {
    final AtomicInteger group = new AtomicInteger();

    /** Takes one that it has not added. */
    @Actor
    public void wrong(II_Result r) {
        r.r1 = taken();
    }

    /** Takes the one that it has added. */
    @Actor
    public void right(II_Result r) {
        group.incrementAndGet();
        r.r2 = taken();
    }

    private int taken() {
        if (group.decrementAndGet() < 0) {
            group.incrementAndGet();
            return 0;
        }
        return 1;
    }
}
