package dev.jopher.stress;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.Unit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** M4: a send happens-before the completion of its receive, here through a buffer. */
@JCStressTest
@Outcome(id = {"0, 0", "0, 1", "1, 1"}, expect = Expect.ACCEPTABLE)
@Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "what was sent, without what was written before")
@State
public class SendBeforeReceive {
    final Channel<Unit> channel = new Channel<>(1);
    int value;

    /** Writes, and sends. */
    @Actor
    public void sender() {
        value = 1;
        channel.send(Go.UNIT);
    }

    /** Receives if there is something, and looks. */
    @Actor
    public void receiver(II_Result r) {
        r.r1 = channel.tryReceive() == null ? 0 : 1;
        r.r2 = value;
    }
}
