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

/** M2: a go statement happens-before the start of its goroutine. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE)
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "the goroutine does not see the write")
@State
public class GoBeforeStart {
    final Channel<Integer> seen = new Channel<>(1);
    int value;

    /** Writes, and starts a goroutine that looks. */
    @Actor
    public void starter() {
        value = 1;
        Go.go(() -> seen.send(value));
    }

    /** Records what the goroutine saw. */
    @Actor
    public void receiver(I_Result r) {
        r.r1 = Objects.requireNonNull(seen.receive());
    }
}
