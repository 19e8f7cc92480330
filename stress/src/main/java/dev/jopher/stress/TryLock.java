package dev.jopher.stress;

import dev.jopher.sync.Mutex;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** M10: a tryLock that succeeds is a lock. */
@JCStressTest
@Outcome(id = {"0, 0", "1, 1", "-1, -1"}, expect = Expect.ACCEPTABLE)
@Outcome(id = {"0, 1",
    "1, 0"}, expect = Expect.FORBIDDEN, desc = "the writer was inside at the same time")
@State
public class TryLock {
    final Mutex mutex = new Mutex();
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

    /** Reads both, if it may. */
    @Actor
    public void reader(II_Result r) {
        r.r1 = r.r2 = -1;
        if (mutex.tryLock()) {
            r.r1 = x;
            r.r2 = y;
            mutex.unlock();
        }
    }
}
