package dev.jopher.stress;

import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.sync.Mutex;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** {@link TryLockRefused}: a try takes the writers' mutex, then checks for readers. */
@JCStressTest
@Outcome(id = {"0, 1", "1, 0"}, expect = Expect.ACCEPTABLE)
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "a refused try was seen")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "both write")
@State
public class TryLockRefusedBroken {
    private static final int WRITES = -1;

    final Mutex writers = new Mutex();
    final AtomicInteger readers = new AtomicInteger(1);

    /** Tries, maybe while the lock is read. */
    @Actor
    public void other(II_Result r) {
        r.r1 = tryLock() ? 1 : 0;
    }

    /** Ends the reading, and then tries. */
    @Actor
    public void reader(II_Result r) {
        readers.decrementAndGet();
        r.r2 = tryLock() ? 1 : 0;
    }

    private boolean tryLock() {
        if (!writers.tryLock()) {
            return false;
        }
        boolean locked = readers.compareAndSet(0, WRITES);
        if (!locked) {
            writers.unlock();
        }
        return locked;
    }
}
