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

/** {@link SendBeforeReceiveUnbuffered}: it sends before it writes. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE)
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "the value is received, and what was written before is not seen")
@State
public class SendBeforeReceiveUnbufferedBroken {
    final Channel<Unit> channel = new Channel<>();
    int value;

    /** Sends, and writes. */
    @Actor
    public void sender() {
        channel.send(Go.UNIT);
        value = 1;
    }

    /** Receives, and looks. */
    @Actor
    public void receiver(I_Result r) {
        channel.receive();
        r.r1 = value;
    }
}
