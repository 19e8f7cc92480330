package dev.jopher.stress;

import java.util.Objects;

import dev.jopher.CancelContext;
import dev.jopher.Channel;
import dev.jopher.Context;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** {@link CancelBeforeAfterFunc}: it cancels before it writes. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE)
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "the function does not see what was written before the cancel")
@State
public class CancelBeforeAfterFuncBroken {
    final CancelContext ctx = Context.background().withCancel();
    final Channel<Integer> seen = new Channel<>(1);
    int value;

    /** Registers the function that looks. */
    public CancelBeforeAfterFuncBroken() {
        var unused = ctx.afterFunc(() -> seen.send(value));
    }

    /** Cancels, and writes. */
    @Actor
    public void canceller() {
        ctx.cancel();
        value = 1;
    }

    /** Records what the function saw. */
    @Actor
    public void receiver(I_Result r) {
        r.r1 = Objects.requireNonNull(seen.receive());
    }
}
