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

/**
 * M7: the k-th receive from a channel of capacity C happens-before the completion of the k+C-th
 * send, so that a channel counts how many are inside.
 */
@JCStressTest
@Outcome(id = {"1, 2", "2, 1"}, expect = Expect.ACCEPTABLE)
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "both were inside")
@State
public class ChannelAsSemaphore {
    final Channel<Unit> slots = new Channel<>(1);
    int value;

    /** Enters, counts, leaves. */
    @Actor
    public void first(II_Result r) {
        slots.send(Go.UNIT);
        r.r1 = ++value;
        slots.receive();
    }

    /** Enters, counts, leaves. */
    @Actor
    public void second(II_Result r) {
        slots.send(Go.UNIT);
        r.r2 = ++value;
        slots.receive();
    }
}
