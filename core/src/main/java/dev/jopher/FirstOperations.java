package dev.jopher;

import java.time.Duration;

import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.goroutine.Waiter;

/**
 * Does each operation of channels, select and contexts once when it is initialised, for {@link
 * dev.jopher.internal.program.Rehearsal}. Waits for nothing.
 */
final class FirstOperations {
    static {
        G g = G.forRehearsal();
        channel(g);
        select();
        context(g);
    }

    private FirstOperations() {}

    private static void channel(G g) {
        Channel<Unit> c = new Channel<>(1, null);
        boolean sent = c.trySend(Unit.UNIT);
        sent &= c.trySend(Unit.UNIT);
        Unit received = c.tryReceive();
        received = c.tryReceive();
        c.lock.lock();
        c.enqueueLocked(new Waiter(g, null), false);
        c.lock.unlock();
        sent &= c.trySend(Unit.UNIT);
        wake(g, c);
        Channel<Unit> unbuffered = new Channel<>(0, null);
        unbuffered.enqueueLocked(new Waiter(g, Unit.UNIT), true);
        received = unbuffered.tryReceive();
        wake(g, c);
        c.enqueueLocked(new Waiter(g, null), false);
        c.close();
        wake(g, c);
    }

    /** Lets {@code g} wait after it was made ready. So it does not park. */
    private static void wake(G g, Channel<Unit> on) {
        boolean unused = g.parkInterruptibly(WaitReason.CHAN_RECEIVE, on);
    }

    private static void select() {
        Channel<Unit> c = new Channel<>(1, null);
        int unused = Go.select(Go.onReceive(c), Go.otherwise());
        unused = Go.select(Go.onReceive(c), Go.onSend(c, Unit.UNIT));
        unused = Go.select(Go.onReceive(c), Go.onTimeout(Duration.ofSeconds(1)));
    }

    private static void context(G g) {
        CancelContext parent = CancelContext.of(Context.background());
        CancelContext child = CancelContext.of(parent);
        Channel<Unit> done = (Channel<Unit>) child.done();
        done.enqueueLocked(new Waiter(g, null), false);
        parent.cancel();
        wake(g, done);
        CancelContext other = CancelContext.of(Context.background());
        other.cancel();
    }
}
