package dev.jopher.internal.sched;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.jopher.internal.base.RuntimeThread;
import dev.jopher.internal.base.VirtualThreadAccess;

/** {@code -Djopher.scheduler=one}: one goroutine at a time, in an order that a seed gives. */
public final class OneAtATime implements SchedulerProvider {
    @Override
    public String name() {
        return "one";
    }

    @Override
    public Scheduler create() {
        return new Seeded();
    }

    static final class Seeded implements Scheduler, Executor {
        /**
         * Number of times that a goroutine has let others run where it would spin on several
         * processors.
         */
        final AtomicInteger spins = new AtomicInteger();

        private final ConcurrentLinkedQueue<Runnable> queued = new ConcurrentLinkedQueue<>();
        private final List<Runnable> runnable = new ArrayList<>();
        private final Thread runner = RuntimeThread.start("runner", this::runForever);
        private volatile boolean idle;
        private volatile Random random = new Random();

        private void runForever() {
            for (;;) {
                idle = false;
                for (Runnable r = queued.poll(); r != null; r = queued.poll()) {
                    runnable.add(r);
                }
                if (runnable.isEmpty()) {
                    idle = true;
                    if (queued.isEmpty()) {
                        LockSupport.park(this);
                    }
                } else {
                    runnable.remove(random.nextInt(runnable.size())).run();
                }
            }
        }

        /** Waits until the library has finished its own work. From then on {@code seed} decides. */
        void begin(long seed) {
            while (!idle || !queued.isEmpty()) {
                Thread.onSpinWait();
            }
            random = new Random(seed);
        }

        @Override
        public void execute(Runnable r) {
            queued.add(r);
            LockSupport.unpark(runner);
        }

        @Override
        public Thread newThread(Schedulable g, String name, Runnable task) {
            Thread t = VirtualThreadAccess.newVirtualThread(this, name, task);
            t.setUncaughtExceptionHandler(g);
            return t;
        }

        @Override
        public void start(Schedulable g) {
            VirtualThreadAccess.start(g.thread());
        }

        @Override
        public void running(Schedulable g) {}

        @Override
        public void park(Schedulable g, Object blocker) {
            LockSupport.park();
        }

        @Override
        public void unpark(Schedulable g) {
            LockSupport.unpark(g.thread());
        }

        @Override
        public void yield() {
            Thread.yield();
        }

        @Override
        public void spinWait(int pauses) {
            if (Thread.currentThread().isVirtual()) {
                spins.incrementAndGet();
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }

        @Override
        public int random(int bound) {
            return random.nextInt(bound);
        }

        @Override
        public int shardHint() {
            return 0;
        }

        @Override
        public boolean canSpin() {
            return false;
        }

        @Override
        public int procs() {
            return 1;
        }

        @Override
        public void procs(int n) {}

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public String toString() {
            return "one at a time";
        }
    }
}
