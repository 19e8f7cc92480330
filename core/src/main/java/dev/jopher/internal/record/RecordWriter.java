package dev.jopher.internal.record;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

import dev.jopher.internal.base.RuntimeThread;
import org.jspecify.annotations.Nullable;

/**
 * The thread that takes from the buffers what was recorded. While something is recorded, it turns
 * every {@value #TURN_NANOS} ns; each turn lets the next event of each buffer read the clock.
 *
 * <p>Otherwise it sleeps, until the next event wakes it. So it does not disturb the check for
 * deadlocks, which needs a moment in which no thread runs. Before it sleeps it takes once more, a
 * turn after it has asked to be woken: a thread that has not seen that has published its event by
 * then.
 */
final class RecordWriter {
    private static final long TURN_NANOS = 2_000_000;

    /** Number of turns between two times that it takes blocks that are not full. */
    private static final int TURNS = 50;

    /** Number of such times without anything new before it sleeps. */
    private static final int IDLE = 2;

    /** The longest time that the end of the JVM waits for a file that takes nothing. */
    private static final long EXIT_MILLIS = 5_000;

    /** What ends with the thread. It calls both, and the second only if something is wrong. */
    interface Owner {
        /** Ends the events. */
        void ending();

        /** Frees what is left; {@code e} is why nothing more can be written. */
        void ended(@Nullable Throwable e);
    }

    private final Owner owner;
    private final long nanos;
    private volatile boolean stopping;
    private volatile @Nullable Thread thread;

    /** @param nanos after how many it ends by itself */
    RecordWriter(Owner owner, long nanos) {
        this.owner = owner;
        this.nanos = nanos;
    }

    void start(Session session, Sink sink) {
        thread = RuntimeThread.start("jopher-trace", () -> run(session, sink));
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    /** Lets it take what is left, and waits for that. */
    void stop() {
        stop(0);
    }

    /** Does the same before the JVM ends, which must not wait for a reader of a pipe. */
    void stopForExit() {
        stop(EXIT_MILLIS);
    }

    private void stop(long millis) {
        stopping = true;
        wake();
        Thread t = thread;
        boolean interrupted = false;
        boolean late = false;
        while (t != null && t != Thread.currentThread() && t.isAlive() && !late) {
            try {
                t.join(millis);
                late = millis > 0;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Session session, Sink sink) {
        Throwable problem = null;
        try (sink) {
            turn(session, sink);
            owner.ending();
            sink.end();
        } catch (IOException | RuntimeException | Error e) {
            problem = e;
        }
        owner.ended(problem);
    }

    private void turn(Session session, Sink sink) throws IOException {
        int idle = 0;
        for (int turns = 1; !isOver(session); turns++) {
            LockSupport.parkNanos(this, TURN_NANOS);
            session.tick++;
            if (session.blocks.hasFull()) {
                boolean unused = sink.take();
            } else if (turns % TURNS == 0) {
                idle = sink.take() ? 0 : idle + 1;
            }
            if (idle >= IDLE) {
                session.asleep = true;
                LockSupport.parkNanos(this, TURN_NANOS);
                if (!sink.take()) {
                    sleep(session);
                }
                session.asleep = false;
                idle = 0;
            }
        }
    }

    private void sleep(Session session) {
        while (session.asleep && !isOver(session)) {
            if (nanos == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, nanos - session.now());
            }
        }
    }

    private boolean isOver(Session session) {
        return stopping || nanos != Long.MAX_VALUE && session.now() >= nanos;
    }
}
