package dev.jopher.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No thread that a schedule leaves waiting is still there when the schedule is over. */
class LeftBehindIT {
    private static final int SCHEDULES = 100;

    /** The last run may still be in tables that the next one clears. */
    private static final int LAST = 1;

    private static final int COLLECTIONS = 50;

    /** Starts a thread that waits forever and uses the argument. */
    private enum Way {
        PLATFORM(o -> new Thread(() -> waitWith(o)).start()),
        VIRTUAL(o -> Thread.ofVirtual().start(() -> waitWith(o))),
        POOL(o -> pool(Executors.newFixedThreadPool(1), o)),
        PER_TASK(o -> pool(Executors.newVirtualThreadPerTaskExecutor(), o)),
        QUEUE(o -> new Thread(() -> take(new LinkedBlockingQueue<>(), o)).start()),
        GOROUTINE(o -> dev.jopher.Go.go(() -> waitWith(o)));

        private final Consumer<Object> start;

        Way(Consumer<Object> start) {
            this.start = start;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aThreadThatWaitsIsCollected(Way way) {
        List<WeakReference<Object>> made = new ArrayList<>();
        Explored e = Explore.check(ExploreOptions.DEFAULT.schedules(SCHEDULES), () -> {
            Object o = new Object();
            made.add(new WeakReference<>(o));
            way.start.accept(o);
            Thread.yield();
        });
        assertEquals(SCHEDULES, e.schedules());
        for (int i = 0; i < COLLECTIONS && alive(made) > LAST; i++) {
            System.gc();
        }
        assertEquals(0, Math.max(0, alive(made) - LAST), "of " + SCHEDULES);
    }

    private static long alive(List<WeakReference<Object>> of) {
        return of.stream().filter(r -> r.get() != null).count();
    }

    private static void waitWith(Object o) {
        LockSupport.park();
        o.hashCode();
    }

    private static void take(LinkedBlockingQueue<Object> from, Object o) {
        try {
            from.take().equals(o);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private static void pool(ExecutorService pool, Object o) {
        pool.submit(() -> waitWith(o));
    }
}
