package dev.jopher.stress;

import dev.jopher.sync.Cond;
import dev.jopher.sync.Mutex;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * M14: a signal happens-before the return of the await that it unblocks. The signal is given
 * without the lock, which would order the two anyway.
 */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE)
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "woken, without what was written before")
@State
public class SignalBeforeAwait {
    final Mutex mutex = new Mutex();
    final Cond cond = new Cond(mutex);
    volatile boolean waiting;
    int value;

    /** Writes, and signals. */
    @Actor
    public void signaller() {
        while (!waiting) {
            Thread.onSpinWait();
        }
        mutex.lock(); // now the other waits
        mutex.unlock();
        value = 1;
        cond.signal();
    }

    /** Waits, and looks. */
    @Actor
    public void waiter(I_Result r) {
        mutex.lock();
        waiting = true;
        cond.await();
        r.r1 = value;
        mutex.unlock();
    }
}
