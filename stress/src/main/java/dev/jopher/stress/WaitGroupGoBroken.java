package dev.jopher.stress;

import dev.jopher.Go;
import dev.jopher.sync.WaitGroup;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** {@link WaitGroupGo}: the goroutine is not the group's. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE)
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "the wait is over, and what the function wrote is not seen")
@State
public class WaitGroupGoBroken {
    final WaitGroup group = new WaitGroup();
    int value;

    /** Adds one that is waited for until the other is started. */
    public WaitGroupGoBroken() {
        group.add(1);
    }

    /** Starts it. */
    @Actor
    public void starter() {
        Go.go(() -> value = 1);
        group.done();
    }

    /** Waits, and looks. */
    @Actor
    public void waiter(I_Result r) {
        group.await();
        r.r1 = value;
    }
}
