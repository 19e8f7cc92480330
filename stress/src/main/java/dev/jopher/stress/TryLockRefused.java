package dev.jopher.stress;

import dev.jopher.sync.RWMutex;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Of two that try when the last reader has gone, one succeeds; a try that was refused before is not
 * the reason why not.
 */
@JCStressTest
@Outcome(id = {"0, 1", "1, 0"}, expect = Expect.ACCEPTABLE)
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "a refused try was seen")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "both write")
@State
public class TryLockRefused {
    final RWMutex mutex = new RWMutex();

    /** Takes the read lock. */
    public TryLockRefused() {
        mutex.rLock();
    }

    /** Tries, maybe while the lock is read. */
    @Actor
    public void other(II_Result r) {
        r.r1 = mutex.tryLock() ? 1 : 0;
    }

    /** Ends the reading, and then tries. */
    @Actor
    public void reader(II_Result r) {
        mutex.rUnlock();
        r.r2 = mutex.tryLock() ? 1 : 0;
    }
}
