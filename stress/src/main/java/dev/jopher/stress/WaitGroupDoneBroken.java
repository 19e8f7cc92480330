package dev.jopher.stress;

import dev.jopher.sync.WaitGroup;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** {@link WaitGroupDone}: it is done before it writes. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE)
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "the wait is over, and what was written before is not seen")
@State
public class WaitGroupDoneBroken {
    final WaitGroup group = new WaitGroup();
    int value;

    /** Adds the one that is waited for. */
    public WaitGroupDoneBroken() {
        group.add(1);
    }

    /** Writes, and is done. */
    @Actor
    public void worker() {
        group.done();
        value = 1;
    }

    /** Waits, and looks. */
    @Actor
    public void waiter(I_Result r) {
        group.await();
        r.r1 = value;
    }
}
