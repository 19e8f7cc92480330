package dev.jopher.stress;

import dev.jopher.sync.Cond;
import dev.jopher.sync.Mutex;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** {@link SignalBeforeAwait}: it signals before it writes. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE)
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "woken, without what was written before")
@State
public class SignalBeforeAwaitBroken {
    final Mutex mutex = new Mutex();
    final Cond cond = new Cond(mutex);
    volatile boolean waiting;
    int value;

    /** Signals, and writes. */
    @Actor
    public void signaller() {
        while (!waiting) {
            Thread.onSpinWait();
        }
        mutex.lock(); // now the other waits
        mutex.unlock();
        cond.signal();
        for (int i = 0; i < 5000; i++) {
            Thread.onSpinWait(); // waking takes a while
        }
        value = 1;
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
