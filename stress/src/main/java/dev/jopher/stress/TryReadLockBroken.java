package dev.jopher.stress;

import dev.jopher.sync.RWMutex;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** {@link TryReadLock}: it does not ask whether it succeeded. */
@JCStressTest
@Outcome(id = {"0, 0", "1, 1", "-1, -1"}, expect = Expect.ACCEPTABLE)
@Outcome(id = {"0, 1",
    "1, 0"}, expect = Expect.FORBIDDEN, desc = "the writer was inside at the same time")
@State
public class TryReadLockBroken {
    final RWMutex mutex = new RWMutex();
    int x;
    int y;

    /** Writes both. */
    @Actor
    public void writer() {
        mutex.lock();
        x = 1;
        y = 1;
        mutex.unlock();
    }

    /** Reads both. */
    @Actor
    public void reader(II_Result r) {
        boolean locked = mutex.tryRLock();
        r.r1 = x;
        r.r2 = y;
        if (locked) {
            mutex.rUnlock();
        }
    }
}
