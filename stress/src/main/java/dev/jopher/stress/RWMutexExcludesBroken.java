package dev.jopher.stress;

import dev.jopher.sync.RWMutex;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** {@link RWMutexExcludes}: it unlocks before it writes. */
@JCStressTest
@Outcome(id = {"1, 2", "2, 1"}, expect = Expect.ACCEPTABLE)
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "a write was lost")
@State
public class RWMutexExcludesBroken {
    final RWMutex mutex = new RWMutex();
    int value;

    /** Enters, counts, leaves. */
    @Actor
    public void first(II_Result r) {
        mutex.lock();
        int next = value + 1;
        mutex.unlock();
        value = next;
        r.r1 = next;
    }

    /** Enters, counts, leaves. */
    @Actor
    public void second(II_Result r) {
        mutex.lock();
        int next = value + 1;
        mutex.unlock();
        value = next;
        r.r2 = next;
    }
}
