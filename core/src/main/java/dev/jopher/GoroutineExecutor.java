package dev.jopher;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import dev.jopher.internal.base.RaceEvents;
import dev.jopher.internal.goroutine.G;

/**
 * Runs each task in a goroutine of its own; futures, {@code invokeAll} and {@code invokeAny} are
 * the JDK's.
 *
 * <p>The JDK's thread-per-task executor first asks for a thread, and then refuses to start it if
 * the executor has been shut down meanwhile. A goroutine that is counted and never starts would be
 * counted forever.
 *
 * <p>One word holds the number of accepted tasks that have not ended, and whether more are
 * accepted. A task is counted by a compare-and-set that fails after the shutdown, so the count
 * cannot leave zero after that. The thread that brings it to zero, or shuts down at zero, ends the
 * waiting.
 */
final class GoroutineExecutor extends AbstractExecutorService {
    private static final int SHUT_DOWN = 1;
    private static final int TASK = 2;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(GoroutineExecutor.class, "state",
                    int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private final CountDownLatch terminated = new CountDownLatch(1);
    private volatile int state;

    /** Whether tasks that begin now are interrupted at once. */
    private volatile boolean stopping;

    @Override
    public void execute(Runnable task) {
        Objects.requireNonNull(task);
        takeOn();
        try {
            G.start(task, () -> run(task), this::taskEnded);
        } catch (Throwable e) {
            taskEnded(); // no memory for a goroutine
            throw e;
        }
    }

    private void takeOn() {
        int s;
        do {
            s = state;
            if ((s & SHUT_DOWN) != 0) {
                seesShutdown();
                throw new RejectedExecutionException("the executor has been shut down");
            }
        } while (!STATE.compareAndSet(this, s, s + TASK));
    }

    private void taskEnded() {
        if (RaceEvents.ON) {
            RaceEvents.releaseMerge(this);
        }
        if ((int) STATE.getAndAdd(this, -TASK) == TASK + SHUT_DOWN) {
            terminated.countDown();
        }
    }

    private void run(Runnable task) {
        Thread self = Thread.currentThread();
        running.add(self);
        try {
            if (stopping) { // after the add: shutdownNow sets it, then reads the set
                if (RaceEvents.ON) {
                    RaceEvents.acquire(running);
                }
                self.interrupt();
            }
            task.run();
        } finally {
            running.remove(self);
        }
    }

    /** Orders the shutdown before what the current thread does from now on. */
    private void seesShutdown() {
        if (RaceEvents.ON) {
            RaceEvents.acquire(this);
        }
    }

    @Override
    public void shutdown() {
        if (RaceEvents.ON) {
            RaceEvents.releaseMerge(this);
        }
        if ((int) STATE.getAndBitwiseOr(this, SHUT_DOWN) == 0) {
            terminated.countDown();
        }
    }

    /** Interrupts all tasks. Returns an empty list, because no task ever waits for its start. */
    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        if (RaceEvents.ON) {
            RaceEvents.releaseMerge(running);
        }
        stopping = true;
        running.forEach(GoroutineExecutor::interrupt);
        return List.of();
    }

    private static void interrupt(Thread t) {
        if (RaceEvents.ON) {
            RaceEvents.interrupting(t);
        }
        t.interrupt();
    }

    @Override
    public boolean isShutdown() {
        boolean shutDown = (state & SHUT_DOWN) != 0;
        if (shutDown) {
            seesShutdown();
        }
        return shutDown;
    }

    @Override
    public boolean isTerminated() {
        boolean ended = state == SHUT_DOWN;
        if (ended) {
            seesShutdown();
        }
        return ended;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        boolean ended = terminated.await(timeout, unit);
        if (ended) {
            seesShutdown();
        }
        return ended;
    }

    /**
     * Waits as the interface's method does, but without a time limit. So a report can see that this
     * waits without limit.
     */
    @Override
    public void close() {
        boolean interrupted = false;
        shutdown();
        while (!isTerminated()) {
            try {
                terminated.await();
            } catch (InterruptedException e) {
                interrupted = true;
                shutdownNow();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
