package dev.jopher.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** {@link SendBeforeReceive}: the hand-over is a plain field. */
@JCStressTest
@Outcome(id = {"0, 0", "0, 1", "1, 1"}, expect = Expect.ACCEPTABLE)
@Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "what was sent, without what was written before")
@State
public class SendBeforeReceiveBroken {
    int sent;
    int value;

    /** Writes, and hands over. */
    @Actor
    public void sender() {
        value = 1;
        sent = 1;
    }

    /** Takes what is there, and looks. */
    @Actor
    public void receiver(II_Result r) {
        r.r1 = sent;
        r.r2 = value;
    }
}
