package dev.jopher.stress;

import dev.jopher.sync.RWMutex;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * M9: an rLock returns after some unlock, and its rUnlock happens-before the return of the next
 * lock.
 */
@JCStressTest
@Outcome(id = {"0, 0", "1, 1"}, expect = Expect.ACCEPTABLE)
@Outcome(id = {"0, 1",
    "1, 0"}, expect = Expect.FORBIDDEN, desc = "the writer came between the two reads")
@State
public class ReadLock {
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
        mutex.rLock();
        r.r1 = x;
        r.r2 = y;
        mutex.rUnlock();
    }
}
