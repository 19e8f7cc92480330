package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.CancelContext;
import dev.jopher.CanceledException;
import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.ReceiveChannel;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.Unit;
import dev.jopher.internal.support.Goroutine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Semaphore: queue, contexts, interrupts, mistakes. Go's own tests: {@link SemaphoreGoTest}. */
@Timeout(60)
class SemaphoreTest {
    private static final String WAITS = "semacquire";

    private final Semaphore sem = new Semaphore(3);

    /** How much can be acquired now. */
    private static long free(Semaphore s) {
        long n = 0;
        while (s.tryAcquire()) {
            n++;
        }
        s.release(n);
        return n;
    }

    @Test
    void holdsUpToItsSize() {
        sem.acquire();
        sem.acquire(2);
        assertThat(sem.tryAcquire()).isFalse();
        sem.release();
        assertThat(sem.tryAcquire(2)).isFalse();
        assertThat(sem.tryAcquire()).isTrue();
        sem.release(3);
        assertThat(free(sem)).isEqualTo(3);
    }

    @Test
    void zeroIsAWeight() {
        sem.acquire(3);
        sem.acquire(0);
        assertThat(sem.tryAcquire(0)).isTrue();
        sem.release(0);
        assertThat(free(sem)).isZero();
    }

    // ---- the queue ------------------------------------------------------------------------------

    @Test
    void firstComeFirstServed() {
        sem.acquire(3);
        List<Integer> served = Collections.synchronizedList(new ArrayList<>());
        List<Goroutine> waiters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            waiters.add(Goroutine.waiting(WAITS, () -> {
                sem.acquire(2);
                served.add(number);
                sem.release(2);
            }));
        }
        sem.release(2); // room for one at a time
        waiters.forEach(Goroutine::join);
        assertThat(served).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void aLargeWaiterHoldsBackTheSmallOnes() {
        sem.acquire();
        Goroutine large = Goroutine.waiting(WAITS, () -> sem.acquire(3));
        assertThat(sem.tryAcquire()).isFalse();
        assertThat(sem.tryAcquire(0)).isFalse();
        Goroutine small = Goroutine.waiting(WAITS, sem::acquire);
        sem.release();
        large.join();
        assertThat(small.waitsFor(WAITS)).isTrue();
        sem.release(3);
        small.join();
    }

    @Test
    void singleReleaseServesAllEligibleWaiters() {
        sem.acquire(3);
        Goroutine one = Goroutine.waiting(WAITS, sem::acquire);
        Goroutine two = Goroutine.waiting(WAITS, sem::acquire);
        Goroutine large = Goroutine.waiting(WAITS, () -> sem.acquire(2));
        sem.release(3);
        one.join();
        two.join();
        assertThat(large.waitsFor(WAITS)).isTrue();
        sem.release();
        large.join();
    }

    /** Often, because the waiter may be quick. */
    @Test
    void longWaiterIsNotOvertaken() {
        sem.starvationNanos = -1;
        for (int i = 0; i < 200; i++) {
            sem.acquire(3);
            Goroutine waiter = Goroutine.waiting(WAITS, () -> sem.acquire(3));
            sem.release(3);
            assertThat(sem.tryAcquire()).isFalse();
            waiter.join();
            sem.release(3);
        }
    }

    /** A context that keeps the second caller of its error: a woken one that has not come yet. */
    private static final class Slow implements Context {
        final CancelContext inner = Context.background().withCancel();
        final CountDownLatch goOn = new CountDownLatch(1);
        final AtomicInteger asked = new AtomicInteger();

        @Override
        public @Nullable Instant deadline() {
            return null;
        }

        @Override
        public ReceiveChannel<Unit> done() {
            return inner.done();
        }

        @Override
        public @Nullable ContextException err() {
            if (asked.getAndIncrement() == 1) {
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return inner.err();
        }

        @Override
        public @Nullable Object value(Object key) {
            return inner.value(key);
        }
    }

    /** One that waits for {@code n}, is woken when {@code m} are released, and is still away. */
    private Goroutine onItsWay(Slow ctx, int n, int m) {
        Goroutine waiter = Goroutine.waiting(WAITS, () -> sem.acquire(ctx, n));
        sem.release(m);
        Goroutine.until(() -> ctx.asked.get() == 2);
        return waiter;
    }

    @Test
    void wokenWaiterIsOvertakenOnlyForAWhile() {
        sem.starvationNanos = Integer.MAX_VALUE;
        sem.acquire(3);
        var ctx = new Slow();
        Goroutine waiter = onItsWay(ctx, 3, 3);
        assertThat(sem.tryAcquire(2)).isTrue();
        sem.release(2);
        sem.starvationNanos = -1; // now it has waited for long
        assertThat(sem.tryAcquire()).isFalse();
        Goroutine later = Goroutine.waiting(WAITS, sem::acquire);
        ctx.goOn.countDown();
        waiter.join();
        assertThat(later.waitsFor(WAITS)).isTrue();
        sem.release(3);
        later.join();
        assertThat(free(sem)).isEqualTo(2);
    }

    @Test
    void overtakenWaiterStaysFirst() {
        sem.starvationNanos = Integer.MAX_VALUE;
        sem.acquire(3);
        var ctx = new Slow();
        Goroutine waiter = onItsWay(ctx, 3, 3);
        assertThat(sem.tryAcquire()).isTrue();
        Goroutine later = Goroutine.waiting(WAITS, () -> sem.acquire(3));
        ctx.goOn.countDown();
        Goroutine.until(() -> waiter.waitsFor(WAITS));
        sem.release();
        waiter.join();
        assertThat(later.waitsFor(WAITS)).isTrue();
        sem.release(3);
        later.join();
    }

    @Test
    void promisedWeightIsNotHeldYet() {
        sem.starvationNanos = -1;
        sem.acquire(3);
        var ctx = new Slow();
        Goroutine waiter = onItsWay(ctx, 2, 3);
        assertThat(sem.tryAcquire()).isFalse();
        assertThatThrownBy(sem::release).isInstanceOf(IllegalStateException.class);
        Goroutine later = Goroutine.waiting(WAITS, sem::acquire);
        ctx.goOn.countDown();
        waiter.join();
        later.join();
        assertThat(free(sem)).isZero();
    }

    @Test
    void waiterCancelledAfterWakeUpAcquiresNothing() {
        for (int starvation : new int[] {-1, Integer.MAX_VALUE}) {
            sem.starvationNanos = starvation;
            sem.acquire(3);
            var ctx = new Slow();
            Goroutine waiter = onItsWay(ctx, 3, 3);
            Goroutine later = starvation < 0 ? Goroutine.waiting(WAITS, () -> sem.acquire(3))
                    : Goroutine.start(() -> sem.acquire(3));
            ctx.inner.cancel();
            ctx.goOn.countDown();
            assertThat(waiter.failure()).isInstanceOf(CanceledException.class);
            later.join();
            sem.release(3);
            assertThat(free(sem)).isEqualTo(3);
        }
    }

    @Test
    void anyThreadMayReleaseAndWait() {
        sem.acquire(3);
        Goroutine platform = Goroutine.platform(() -> sem.acquire(3)).awaitWaiting(WAITS);
        Goroutine.start(() -> sem.release(3)).join();
        platform.join();
        assertThat(free(sem)).isZero();
    }

    // ---- contexts -------------------------------------------------------------------------------

    @Test
    void acquireWithAContext() {
        sem.acquire(Context.background());
        sem.acquire(Context.background(), 2);
        assertThat(free(sem)).isZero();
        Goroutine waiter = Goroutine.waiting(WAITS, () -> sem.acquire(Context.background()));
        sem.release();
        waiter.join();
    }

    @Test
    void cancelledWaiterAcquiresNothing() {
        sem.acquire(3);
        try (var ctx = Context.background().withCancel()) {
            Goroutine waiter = Goroutine.waiting(WAITS, () -> sem.acquire(ctx));
            var cause = new IOException("enough");
            ctx.cancel(cause);
            assertThat(waiter.failure()).isInstanceOf(CanceledException.class).hasCause(cause);
            assertThatThrownBy(() -> sem.acquire(ctx)).isInstanceOf(CanceledException.class);
        }
        sem.release(3);
        assertThat(free(sem)).isEqualTo(3);
    }

    @Test
    void cancelledFirstWaiterLetsEligibleWaitersThrough() {
        sem.acquire();
        try (var ctx = Context.background().withCancel()) {
            Goroutine large = Goroutine.waiting(WAITS, () -> sem.acquire(ctx, 3));
            Goroutine one = Goroutine.waiting(WAITS, sem::acquire);
            Goroutine two = Goroutine.waiting(WAITS, sem::acquire);
            ctx.cancel();
            assertThat(large.failure()).isInstanceOf(CanceledException.class);
            one.join();
            two.join();
        }
        assertThat(free(sem)).isZero();
    }

    @Test
    void tooMuchWaitsForTheContextAndHoldsBackNobody() {
        try (var ctx = Context.background().withCancel()) {
            Goroutine tooMuch = Goroutine.waiting(WAITS, () -> sem.acquire(ctx, 4));
            assertThat(free(sem)).isEqualTo(3);
            ctx.cancel();
            assertThat(tooMuch.failure()).isInstanceOf(CanceledException.class);
        }
        Goroutine forever = Goroutine.waiting(WAITS, () -> sem.acquire(Context.background(), 4));
        forever.interrupt();
        assertThat(forever.failure()).isInstanceOf(UncheckedInterruptedException.class);
    }

    // ---- interrupts -----------------------------------------------------------------------------

    @Test
    void interruptedWaiterAcquiresNothing() {
        sem.acquire(3);
        var flag = new AtomicBoolean();
        Goroutine waiter = Goroutine.waiting(WAITS, () -> {
            try {
                sem.acquire(2);
            } finally {
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        waiter.interrupt();
        assertThat(waiter.failure()).isInstanceOf(UncheckedInterruptedException.class);
        assertThat(flag).isTrue();
        sem.release(3);
        assertThat(free(sem)).isEqualTo(3);
    }

    @Test
    void interruptedFirstWaiterLetsEligibleWaitersThrough() {
        sem.acquire();
        Goroutine large = Goroutine.waiting(WAITS, () -> sem.acquire(3));
        Goroutine small = Goroutine.waiting(WAITS, sem::acquire);
        large.interrupt();
        assertThat(large.failure()).isInstanceOf(UncheckedInterruptedException.class);
        small.join();
    }

    @Test
    void anInterruptDoesNotHinderWhatNeedsNoWaiting() {
        Goroutine.start(() -> {
            Thread.currentThread().interrupt();
            sem.acquire();
            sem.acquire(Context.background());
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            assertThatThrownBy(() -> sem.acquire(2))
                    .isInstanceOf(UncheckedInterruptedException.class);
        }).join();
        assertThat(free(sem)).isEqualTo(1);
    }

    // ---- mistakes -------------------------------------------------------------------------------

    @Test
    void moreThanTheSizeWithoutAContextWouldWaitForever() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> sem.acquire(4))
                .withMessage("semaphore: acquire 4 of 3");
        assertThat(sem.tryAcquire(4)).isFalse();
    }

    @Test
    void aReleaseOfMoreThanIsHeldChangesNothing() {
        sem.acquire(2);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> sem.release(3))
                .withMessage("semaphore: released more than held");
        assertThat(free(sem)).isEqualTo(1);
        sem.release(2);
    }

    @Test
    void weightsNearTheLargestDoNotOverflow() {
        var s = new Semaphore(Long.MAX_VALUE);
        s.acquire(Long.MAX_VALUE - 1);
        assertThat(s.tryAcquire(Long.MAX_VALUE)).isFalse();
        assertThat(s.tryAcquire(2)).isFalse();
        assertThat(s.tryAcquire()).isTrue();
        s.release(Long.MAX_VALUE);
    }
}
