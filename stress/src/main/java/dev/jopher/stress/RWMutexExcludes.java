package dev.jopher.stress;

import dev.jopher.sync.RWMutex;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** M8: an unlock of an RWMutex happens-before the return of any later lock. */
@JCStressTest
@Outcome(id = {"1, 2", "2, 1"}, expect = Expect.ACCEPTABLE)
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "a write was lost")
@State
public class RWMutexExcludes {
    final RWMutex mutex = new RWMutex();
    int value;

    /** Enters, counts, leaves. */
    @Actor
    public void first(II_Result r) {
        mutex.lock();
        r.r1 = ++value;
        mutex.unlock();
    }

    /** Enters, counts, leaves. */
    @Actor
    public void second(II_Result r) {
        mutex.lock();
        r.r2 = ++value;
        mutex.unlock();
    }
}
