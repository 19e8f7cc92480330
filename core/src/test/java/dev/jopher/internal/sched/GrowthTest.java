package dev.jopher.internal.sched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Origin;
import dev.jopher.internal.support.Goroutine;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A scheduler that cannot get the threads it wants. Each test has a scheduler of its own, whose
 * threads stay.
 */
@Tag("own-scheduler")
class GrowthTest {
    /** More address space than there is. */
    private static final long TOO_LARGE = 1L << 50;

    private final CountDownLatch gate = new CountDownLatch(1);

    /** Number of threads that can be started. */
    private final AtomicInteger most = new AtomicInteger(Integer.MAX_VALUE);

    private GoScheduler scheduler(int procs, long stackBytes) {
        GoScheduler s = new GoScheduler(procs, its -> new Growth(its, stackBytes) {
            @Override
            boolean tryStart(Thread t) {
                return most.getAndDecrement() > 0 && super.tryStart(t);
            }
        });
        s.monitor().start();
        return s;
    }

    private void await(CountDownLatch latch) {
        Goroutine.until(() -> latch.getCount() == 0);
    }

    private void waitForGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void refusedLargeStackFallsBackToSmaller() {
        var s = scheduler(2, TOO_LARGE);
        s.newThread(G.unstarted(Origin.here(this), () -> {}), "", () -> {});
        var ran = new CountDownLatch(2);
        s.execute(ran::countDown);
        s.execute(ran::countDown);
        await(ran);
        assertThat(s.all()).hasSizeBetween(1, 2);
    }

    @Test
    void firstGoroutineFailsWithoutThreadAndCountsStayZero() {
        var s = scheduler(1, TOO_LARGE);
        most.set(0);
        G g = G.unstarted(Origin.here(this), () -> {});
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(OutOfMemoryError.class)
                    .isThrownBy(() -> s.newThread(g, "", () -> {}))
                    .withMessageContaining("ulimit");
            assertThat(s.active()).isZero();
            assertThat(s.idle().spinning()).isZero();
        }
        most.set(Integer.MAX_VALUE);
        Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreException(OutOfMemoryError.class)
                .until(() -> {
                    s.newThread(g, "", () -> {});
                    return true;
                });
        assertThat(s.all()).hasSize(1);
    }

    /**
     * Two block their threads in the system, and no other can be started. What is queued runs
     * afterwards.
     */
    @Test
    void queuedWorkRunsOnExistingThreadsWhenMoreAreRefused() {
        most.set(2);
        var s = scheduler(2, Growth.LARGEST_STACK);
        var blocked = new CountDownLatch(2);
        var ran = new CountDownLatch(100);
        for (int i = 0; i < 2; i++) {
            s.execute(() -> {
                blocked.countDown();
                waitForGate();
            });
        }
        await(blocked);
        for (int i = 0; i < 100; i++) {
            s.execute(ran::countDown);
        }
        Goroutine.until(s::lacksThreads);
        assertThat(s.all()).hasSize(2);
        gate.countDown();
        await(ran);
        assertThat(s.all()).hasSize(2);
    }

    /** As soon as threads can be started again, one is started for what is queued. */
    @Test
    void refusedThreadIsRetriedUntilStarted() {
        most.set(1);
        var s = scheduler(1, Growth.LARGEST_STACK);
        var blocked = new CountDownLatch(1);
        var ran = new CountDownLatch(1);
        s.execute(() -> {
            blocked.countDown();
            waitForGate();
        });
        await(blocked);
        s.execute(ran::countDown);
        Goroutine.until(s::lacksThreads);
        most.set(Integer.MAX_VALUE);
        await(ran);
        Goroutine.until(() -> !s.lacksThreads()); // its starter may come to that later
        gate.countDown();
    }
}
