package dev.jopher.stress;

import dev.jopher.CancelContext;
import dev.jopher.Context;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** M14: a cancel happens-before an err that reports it. */
@JCStressTest
@Outcome(id = {"0, 0", "0, 1", "1, 1"}, expect = Expect.ACCEPTABLE)
@Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "cancelled, without what was written before")
@State
public class CancelBeforeErr {
    final CancelContext ctx = Context.background().withCancel();
    int value;

    /** Writes, and cancels. */
    @Actor
    public void canceller() {
        value = 1;
        ctx.cancel();
    }

    /** Asks, and looks. */
    @Actor
    public void watcher(II_Result r) {
        r.r1 = ctx.err() == null ? 0 : 1;
        r.r2 = value;
    }
}
