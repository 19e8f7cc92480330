package dev.jopher.internal.record;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import dev.jopher.internal.base.RuntimeThread;
import org.jspecify.annotations.Nullable;

/**
 * The thread that takes from the buffers what was recorded. While something is recorded, it turns
 * every {@value #TURN_NANOS} ns; each turn lets the next event of each buffer read the clock.
 *
 * <p>Otherwise it sleeps, until the next event wakes it. So it does not disturb the check for
 * deadlocks, which needs a moment in which no thread runs.
 */
final class RecordWriter {
    private static final long TURN_NANOS = 2_000_000;

    /** Number of turns between two times that it takes blocks that are not full. */
    private static final int TURNS = 50;

    /** Number of such times without anything new before it sleeps. */
    private static final int IDLE = 2;

    private final Consumer<Throwable> failed;
    private volatile boolean stopping;
    private volatile @Nullable Thread thread;

    /** @param failed is called by the thread if nothing more can be written */
    RecordWriter(Consumer<Throwable> failed) {
        this.failed = failed;
    }

    void start(Session session, Sink sink) {
        thread = RuntimeThread.start("jopher-trace", () -> run(session, sink));
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    /** Lets it take what is left, and waits for that. */
    void stop() {
        stopping = true;
        wake();
        Thread t = thread;
        boolean interrupted = false;
        while (t != null && t != Thread.currentThread() && t.isAlive()) {
            try {
                t.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Session session, Sink sink) {
        try {
            turn(session, sink);
            sink.end();
        } catch (IOException | RuntimeException | Error e) {
            failed.accept(e);
        }
    }

    private void turn(Session session, Sink sink) throws IOException {
        int idle = 0;
        for (int turns = 1; !stopping; turns++) {
            LockSupport.parkNanos(this, TURN_NANOS);
            session.tick++;
            if (session.blocks.hasFull()) {
                boolean unused = sink.take();
            } else if (turns % TURNS == 0) {
                idle = sink.take() ? 0 : idle + 1;
            }
            if (idle >= IDLE) {
                session.asleep = true;
                if (!sink.take() && !stopping) {
                    sleep(session);
                }
                session.asleep = false;
                idle = 0;
            }
        }
    }

    private void sleep(Session session) {
        while (session.asleep && !stopping) {
            LockSupport.park(this);
        }
    }
}
