package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import dev.jopher.CanceledException;
import dev.jopher.Context;
import dev.jopher.Go;
import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tests of golang.org/x/sync/semaphore (semaphore_test.go), by behaviour. */
@Timeout(60)
class SemaphoreGoTest {
    private static final Context BACKGROUND = Context.background();

    // TestWeighted
    @Test
    void hammer() {
        int n = Math.max(3, Go.maxProcs());
        var sem = new Semaphore(n);
        var wg = new WaitGroup();
        for (int weight = 0; weight < n; weight++) {
            wg.go(SemaphoreGoTest::hammer, sem, weight);
        }
        wg.await();
        assertThat(sem.tryAcquire(n)).isTrue();
    }

    private static void hammer(Semaphore sem, int weight) {
        for (int i = 0; i < 1000; i++) {
            sem.acquire(BACKGROUND, weight);
            Go.gosched();
            sem.release(weight);
        }
    }

    // TestWeightedPanic
    @Test
    void releaseOfWhatIsNotHeld() {
        var sem = new Semaphore(1);
        assertThatThrownBy(() -> sem.release(1)).isInstanceOf(IllegalStateException.class)
                .hasMessage("semaphore: released more than held");
    }

    // TestWeightedNegativeSizePanic
    @Test
    void negativeSize() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Semaphore(-1))
                .withMessage("semaphore: size < 0");
    }

    // TestWeightedZeroSize
    @Test
    void zeroSize() {
        assertThat(new Semaphore(0).tryAcquire(0)).isTrue();
    }

    // TestWeightedNegativeWeightPanic
    @Test
    void negativeWeight() {
        var sem = new Semaphore(1);
        assertThatIllegalArgumentException().isThrownBy(() -> sem.acquire(-1))
                .withMessage("semaphore: n < 0");
        assertThatIllegalArgumentException().isThrownBy(() -> sem.acquire(BACKGROUND, -1))
                .withMessage("semaphore: n < 0");
        assertThatIllegalArgumentException().isThrownBy(() -> {
            boolean _ = sem.tryAcquire(-1);
        }).withMessage("semaphore: n < 0");
        assertThatIllegalArgumentException().isThrownBy(() -> sem.release(-1))
                .withMessage("semaphore: n < 0");
        assertThat(sem.tryAcquire(1)).isTrue();
    }

    // TestWeightedTryAcquire
    @Test
    void tryAcquire() {
        var sem = new Semaphore(2);
        sem.acquire(BACKGROUND, 1);
        assertThat(sem.tryAcquire(1)).isTrue();
        assertThat(sem.tryAcquire(1)).isFalse();

        sem.release(2);

        assertThat(sem.tryAcquire(1)).isTrue();
        sem.acquire(BACKGROUND, 1);
        assertThat(sem.tryAcquire(1)).isFalse();
    }

    // TestWeightedAcquire: not after a timeout, the attempt is given up once it is seen to wait
    @Test
    void acquireUntilCanceled() {
        var sem = new Semaphore(2);
        sem.acquire(BACKGROUND, 1);
        assertThat(acquires(sem)).isTrue();
        assertThat(acquires(sem)).isFalse();

        sem.release(2);

        assertThat(acquires(sem)).isTrue();
        sem.acquire(BACKGROUND, 1);
        assertThat(acquires(sem)).isFalse();
    }

    private static boolean acquires(Semaphore sem) {
        try (var ctx = BACKGROUND.withCancel()) {
            var acquired = new AtomicBoolean();
            Goroutine g = Goroutine.start(() -> {
                sem.acquire(ctx, 1);
                acquired.set(true);
            });
            Goroutine.until(() -> acquired.get() || g.waitsFor("semacquire"));
            ctx.cancel();
            return g.failure() == null;
        }
    }

    // TestWeightedDoesntBlockIfTooBig
    @Test
    void oversizedAcquireDoesNotHoldBackOthers() {
        var sem = new Semaphore(2);
        try (var ctx = BACKGROUND.withCancel()) {
            Goroutine tooBig = Goroutine.waiting("semacquire", () -> sem.acquire(ctx, 3));
            var g = new ErrGroup(BACKGROUND);
            for (int i = 0; i < 6; i++) {
                g.go(() -> {
                    sem.acquire(g.context(), 1);
                    Go.gosched();
                    sem.release(1);
                });
            }
            g.await();
            ctx.cancel();
            assertThat(tooBig.failure()).isInstanceOf(CanceledException.class);
        }
    }

    // TestLargeAcquireDoesntStarve
    @Test
    void largeAcquireIsNotStarvedBySmallOnes() {
        int n = Math.max(4, Go.maxProcs());
        var sem = new Semaphore(n);
        var running = new AtomicBoolean(true);
        var wg = new WaitGroup();
        for (int i = 0; i < n; i++) {
            sem.acquire(BACKGROUND, 1);
            wg.go(() -> {
                while (running.get()) {
                    Go.gosched();
                    sem.release(1);
                    sem.acquire(BACKGROUND, 1);
                }
                sem.release(1);
            });
        }
        sem.acquire(BACKGROUND, n);
        running.set(false);
        sem.release(n);
        wg.await();
        assertThat(sem.tryAcquire(n)).isTrue();
    }

    // TestAllocCancelDoesntStarve
    @Test
    void abandonedAcquireLetsTheNextOneThrough() {
        for (int i = 0; i < 100; i++) {
            var sem = new Semaphore(10);
            sem.acquire(BACKGROUND, 1);
            try (var ctx = BACKGROUND.withCancel()) {
                Goroutine all = Goroutine.start(() -> sem.acquire(ctx, 10));
                while (sem.tryAcquire(1)) { // until it waits
                    sem.release(1);
                    Go.gosched();
                }
                Go.go(ctx::cancel);
                sem.acquire(BACKGROUND, 1);
                assertThat(all.failure()).isInstanceOf(CanceledException.class);
            }
        }
    }

    // TestWeightedAcquireCanceled (go.dev/issue/63615)
    @Test
    void releaseAfterContextDoneDoesNotAcquire() {
        for (int i = 0; i < 100; i++) {
            var sem = new Semaphore(2);
            sem.acquire(BACKGROUND, 1);
            try (var ctx = BACKGROUND.withCancel()) {
                Goroutine other = Goroutine.start(() -> {
                    while (sem.tryAcquire(1)) { // until the acquire below waits
                        sem.release(1);
                        Go.gosched();
                    }
                    ctx.cancel();
                    sem.release(1);
                });
                assertThatThrownBy(() -> sem.acquire(ctx, 2))
                        .isInstanceOf(CanceledException.class);
                other.join();
                assertThat(sem.tryAcquire(2)).isTrue();
                sem.release(2);
                assertThatThrownBy(() -> sem.acquire(ctx, 1))
                        .isInstanceOf(CanceledException.class);
            }
        }
    }

    // Example_workerPool
    @Test
    void workerPool() {
        int workers = Go.maxProcs();
        var sem = new Semaphore(workers);
        int[] out = new int[32];
        for (int i : Go.range(out.length)) {
            sem.acquire();
            Go.go(() -> {
                try {
                    out[i] = collatzSteps(i + 1);
                } finally {
                    sem.release();
                }
            });
        }
        sem.acquire(workers);
        assertThat(out).isEqualTo(IntStream.rangeClosed(1, 32)
                .map(SemaphoreGoTest::collatzSteps)
                .toArray());
        assertThat(Arrays.stream(out).limit(8)).containsExactly(0, 1, 7, 2, 5, 8, 16, 3);
    }

    private static int collatzSteps(int start) {
        int steps = 0;
        for (int n = start; n > 1; n = n % 2 == 0 ? n / 2 : 3 * n + 1) {
            steps++;
        }
        return steps;
    }
}
