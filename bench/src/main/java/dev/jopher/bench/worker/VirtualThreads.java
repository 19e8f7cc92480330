package dev.jopher.bench.worker;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Goroutines for the runtimes that have the JDK's virtual threads for that: the JDK itself, and
 * Jox.
 */
public final class VirtualThreads {
    private VirtualThreads() {}

    /** What a thread does. */
    @FunctionalInterface
    public interface Task {
        void run() throws Exception;
    }

    /** Starts one; what it throws ends the process, as it does in Go. */
    public static void start(Task task) {
        Thread.startVirtualThread(() -> {
            try {
                task.run();
            } catch (Throwable e) {
                e.printStackTrace();
                Runtime.getRuntime().halt(2);
            }
        });
    }

    /** Runs a body in one, and waits for it. */
    public static void run(Body body, Bench b) throws Exception {
        var failure = new AtomicReference<Throwable>();
        Thread t = Thread.startVirtualThread(() -> {
            try {
                body.run(b);
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        t.join();
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
    }

    /** Does what Go's {@code RunParallel} does: so many threads for each processor. */
    public static void parallel(Bench b, int parallelism, ParallelBody body)
            throws InterruptedException {
        int threads = parallelism * b.procs();
        var done = new CountDownLatch(threads);
        Shares shares = b.shares();
        for (int i = 0; i < threads; i++) {
            start(() -> {
                body.run(shares.share());
                done.countDown();
            });
        }
        done.await();
    }
}
