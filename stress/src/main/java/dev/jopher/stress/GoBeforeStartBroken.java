package dev.jopher.stress;

import java.util.Objects;

import dev.jopher.Channel;
import dev.jopher.Go;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** {@link GoBeforeStart}: the goroutine is started before the write. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE)
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "the goroutine does not see the write")
@State
public class GoBeforeStartBroken {
    final Channel<Integer> seen = new Channel<>(1);
    int value;

    /** Starts a goroutine that looks, and writes. */
    @Actor
    public void starter() {
        Go.go(() -> seen.send(value));
        value = 1;
    }

    /** Records what the goroutine saw. */
    @Actor
    public void receiver(I_Result r) {
        r.r1 = Objects.requireNonNull(seen.receive());
    }
}
