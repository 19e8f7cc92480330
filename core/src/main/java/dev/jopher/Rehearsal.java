package dev.jopher;

import java.time.Duration;

import dev.jopher.runtime.G;
import dev.jopher.runtime.GoRuntime;
import dev.jopher.runtime.JdkInternals;
import dev.jopher.runtime.StackRoom;
import dev.jopher.runtime.WaitReason;
import dev.jopher.runtime.Waiter;

/**
 * Does each operation once before the first is asked for, so that the JVM loads, initialises and links there and then what
 * they need. At a later first use one of these could fail in the middle of the operation, for they
 * take more stack than the operation itself, and memory. Worse: a class whose initialiser fails once is lost for the
 * life of the JVM.
 *
 * <p>What makes channels, contexts, goroutines and locks calls {@link #once}. It takes some milliseconds. It is
 * put off to the next call while there is too little stack or memory for it.
 *
 * <p>No static initialiser of this library may call it: two threads that initialise each other's classes would
 * wait for each other.
 */
public final class Rehearsal {
    /** Enough for class loaders, which are deep. */
    private static final int ROOM = 64 * 1024;

    private static final int MEMORY = 1 << 20;

    /** Used by nothing else; the others are loaded by what is done here. */
    private static final String[] CLASSES = {
        "dev.jopher.AfterFunc",
        "dev.jopher.ChannelClosedException",
        "dev.jopher.ChannelTimer",
        "dev.jopher.Durations",
        "dev.jopher.Received",
        "dev.jopher.runtime.Reports",
        "dev.jopher.runtime.Spin",
        "dev.jopher.sync.Waiting",
        "dev.jopher.sync.Waiting$Manner",
        "dev.jopher.sync.Mutex",
        "dev.jopher.sync.RWMutex",
        "dev.jopher.sync.Semaphore",
        "dev.jopher.sync.WaitGroup",
        "dev.jopher.sync.Cond",
    };

    private static boolean begun;

    private Rehearsal() {}

    /** Does it if it has not been done, or begun by another thread. Does not wait. */
    public static void once() {
        if (!begun) {
            begin();
        }
    }

    private static void begin() {
        try {
            StackRoom.check(ROOM);
            if (new byte[MEMORY].length != MEMORY) {
                return;
            }
        } catch (StackOverflowError | OutOfMemoryError e) {
            return; // later
        }
        synchronized (CLASSES) {
            if (begun) {
                return;
            }
            begun = true;
        }
        try {
            all();
        } catch (Throwable e) {
            // what has failed here will tell so again where it is used
        }
    }

    private static void all() {
        JdkInternals.initialize(CLASSES);
        G g = G.forRehearsal();
        channel(g);
        select();
        context(g);
        GoRuntime.timers().rehearse();
    }

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

    /** It was made ready before it waits: so it does not park. */
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
