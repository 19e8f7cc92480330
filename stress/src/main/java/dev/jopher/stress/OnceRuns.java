package dev.jopher.stress;

import dev.jopher.sync.Once;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** M11: the completion of the one run happens-before the return of every Once.run. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE)
@Outcome(id = {"0, 1", "1, 0",
    "0, 0"}, expect = Expect.FORBIDDEN, desc = "somebody went on before it was run")
@State
public class OnceRuns {
    final Once once = new Once();
    int value;

    /** Runs it or waits for it, and looks. */
    @Actor
    public void first(II_Result r) {
        once.run(() -> value = 1);
        r.r1 = value;
    }

    /** Runs it or waits for it, and looks. */
    @Actor
    public void second(II_Result r) {
        once.run(() -> value = 1);
        r.r2 = value;
    }
}
