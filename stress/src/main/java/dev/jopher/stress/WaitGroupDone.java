package dev.jopher.stress;

import dev.jopher.sync.WaitGroup;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** M14: a done happens-before the return of the await that it unblocks. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE)
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "the wait is over, and what was written before is not seen")
@State
public class WaitGroupDone {
    final WaitGroup group = new WaitGroup();
    int value;

    /** Adds the one that is waited for. */
    public WaitGroupDone() {
        group.add(1);
    }

    /** Writes, and is done. */
    @Actor
    public void worker() {
        value = 1;
        group.done();
    }

    /** Waits, and looks. */
    @Actor
    public void waiter(I_Result r) {
        group.await();
        r.r1 = value;
    }
}
