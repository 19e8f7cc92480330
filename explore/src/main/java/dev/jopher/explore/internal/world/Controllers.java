package dev.jopher.explore.internal.world;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Threads that conduct controlled runs. One is never the caller's: a caller may hold a monitor, and
 * a thread that does cannot run virtual threads; or be a virtual thread itself.
 */
public final class Controllers {
    /** One controlled run at a time in a JVM. */
    private static final ReentrantLock LOCK = new ReentrantLock();

    private Controllers() {}

    /** Returns whether the current thread is in a controlled run. */
    public static boolean isInside() {
        return World.here() != null;
    }

    /** Waits until no other thread of the current run can continue, and no timer is due. */
    public static void awaitQuiet() {
        World w = World.here();
        if (w == null) {
            throw new IllegalStateException("not in a controlled run");
        }
        w.awaitQuiet();
    }

    /**
     * Calls {@code work} on a thread of its own, while no other run is under way in this JVM.
     *
     * @throws IllegalStateException in a controlled run
     * @throws Throwable what {@code work} throws
     */
    public static <T> T call(Callable<T> work) throws Throwable {
        if (isInside()) {
            throw new IllegalStateException("called from within a controlled run");
        }
        LOCK.lock();
        try {
            Outcome<T> outcome = new Outcome<>(work);
            Thread t = Thread.ofPlatform().name("jopher-controller").daemon().unstarted(outcome);
            t.setContextClassLoader(Thread.currentThread().getContextClassLoader());
            t.start();
            await(t);
            return outcome.get();
        } finally {
            LOCK.unlock();
        }
    }

    /** Waits for the end. A run cannot be given up half way, so an interrupt is kept for later. */
    private static void await(Thread t) {
        boolean interrupted = false;
        while (t.isAlive()) {
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

    private static final class Outcome<T> implements Runnable {
        private final Callable<T> work;
        private @Nullable T result;
        private @Nullable Throwable failure;

        Outcome(Callable<T> work) {
            this.work = work;
        }

        @Override
        public void run() {
            try {
                result = work.call();
            } catch (Throwable e) {
                failure = e;
            }
        }

        @SuppressWarnings("NullAway") // null only if the work has returned null
        T get() throws Throwable {
            if (failure != null) {
                throw failure;
            }
            return result;
        }
    }
}
