package dev.jopher.stress;

import dev.jopher.Channel;
import dev.jopher.Unit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** {@link CloseBeforeReceive}: it closes before it writes. */
@JCStressTest
@Outcome(id = {"0, 0", "0, 1", "1, 1"}, expect = Expect.ACCEPTABLE)
@Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "closed, without what was written before")
@State
public class CloseBeforeReceiveBroken {
    final Channel<Unit> channel = new Channel<>();
    int value;

    /** Closes, and writes. */
    @Actor
    public void closer() {
        channel.close();
        value = 1;
    }

    /** Looks whether it is closed, and looks. */
    @Actor
    public void receiver(II_Result r) {
        r.r1 = channel.tryReceiveOk() == null ? 0 : 1;
        r.r2 = value;
    }
}
