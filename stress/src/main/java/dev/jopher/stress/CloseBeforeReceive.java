package dev.jopher.stress;

import dev.jopher.Channel;
import dev.jopher.Unit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** M5: a close happens-before a receive that returns because of it. */
@JCStressTest
@Outcome(id = {"0, 0", "0, 1", "1, 1"}, expect = Expect.ACCEPTABLE)
@Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "closed, without what was written before")
@State
public class CloseBeforeReceive {
    final Channel<Unit> channel = new Channel<>();
    int value;

    /** Writes, and closes. */
    @Actor
    public void closer() {
        value = 1;
        channel.close();
    }

    /** Looks whether it is closed, and looks. */
    @Actor
    public void receiver(II_Result r) {
        r.r1 = channel.tryReceiveOk() == null ? 0 : 1;
        r.r2 = value;
    }
}
