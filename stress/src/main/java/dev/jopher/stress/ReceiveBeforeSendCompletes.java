package dev.jopher.stress;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.Unit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** M6: a receive from an unbuffered channel happens-before the completion of its send. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE)
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "the send is complete, and what was written before the receive is not seen")
@State
public class ReceiveBeforeSendCompletes {
    final Channel<Unit> channel = new Channel<>();
    int value;

    /** Writes, and receives. */
    @Actor
    public void receiver() {
        value = 1;
        channel.receive();
    }

    /** Sends, and looks. */
    @Actor
    public void sender(I_Result r) {
        channel.send(Go.UNIT);
        r.r1 = value;
    }
}
