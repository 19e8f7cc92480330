package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.CanceledException;
import dev.jopher.Context;
import dev.jopher.DeadlineExceededException;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * RateLimiter: the tests of golang.org/x/time/rate (rate_test.go) not in {@link TokenBucketTest},
 * by behaviour, and our own. On a clock that stands still, or jumps over every sleep.
 */
@Timeout(60)
class RateLimiterTest {
    private static final Context BACKGROUND = Context.background();
    private static final Duration T = Duration.ofMillis(100);

    private final FakeClock clock = new FakeClock();
    private final Instant start = clock.now();

    private RateLimiter limiter(double limit, int burst) {
        return new RateLimiter(limit, burst, clock);
    }

    private void assertPassed(int ts) {
        assertThat(clock.passed()).isEqualTo(T.multipliedBy(ts));
    }

    // ---- Go's -----------------------------------------------------------------------------------

    // TestLimit
    @Test
    void aLimitIsNotInfinite() {
        assertThat(limiter(10, 1).limit()).isEqualTo(10).isNotEqualTo(RateLimiter.INF);
    }

    // TestEvery
    @Test
    void every() {
        assertThat(RateLimiter.every(Duration.ZERO)).isEqualTo(RateLimiter.INF);
        assertThat(RateLimiter.every(Duration.ofNanos(-1))).isEqualTo(RateLimiter.INF);
        assertEvery(Duration.ofNanos(1), 1e9);
        assertEvery(Duration.ofNanos(1_000), 1e6);
        assertEvery(Duration.ofMillis(1), 1e3);
        assertEvery(Duration.ofMillis(10), 100);
        assertEvery(Duration.ofMillis(100), 10);
        assertEvery(Duration.ofSeconds(1), 1);
        assertEvery(Duration.ofSeconds(2), 0.5);
        assertEvery(Duration.ofMillis(2_500), 0.4);
        assertEvery(Duration.ofSeconds(4), 0.25);
        assertEvery(Duration.ofSeconds(10), 0.1);
        assertEvery(Duration.ofNanos(Long.MAX_VALUE), 1e9 / Long.MAX_VALUE);
        assertEvery(Duration.ofSeconds(Long.MAX_VALUE), 1.0 / Long.MAX_VALUE);
    }

    private static void assertEvery(Duration interval, double limit) {
        assertThat(RateLimiter.every(interval)).isCloseTo(limit, within(limit * 1e-9));
    }

    // TestLimiter_noTruncationErrors
    @Test
    void aLimitThatIsNotRound() {
        assertThat(limiter(0.7692307692307693, 1).allow()).isTrue();
    }

    private void allows(RateLimiter lim, int t, boolean expected) {
        assertThat(lim.allow(start.plus(T.multipliedBy(t)), 1)).as("at t%d", t)
                .isEqualTo(expected);
    }

    // TestLimiterBurst3, TestLimiterBurst1
    @Test
    void tokensComeByTheTimesGiven() {
        RateLimiter three = limiter(10, 3);
        for (int t : new int[] {0, 0, 0}) {
            allows(three, t, true);
        }
        allows(three, 0, false);
        allows(three, 1, true);
        allows(three, 1, false);
        allows(three, 9, true);
        RateLimiter one = limiter(10, 1);
        allows(one, 0, true);
        allows(one, 0, false);
        allows(one, 2, true);
        allows(one, 2, false);
        assertThat(clock.passed()).isZero();
    }

    // TestLimiterJumpBackwards
    @Test
    void timesThatGoBackwardsAddNoTokens() {
        RateLimiter lim = limiter(10, 3);
        allows(lim, 1, true);
        allows(lim, 0, true);
        allows(lim, 0, true);
        allows(lim, 0, false);
        allows(lim, 0, false);
        allows(lim, 1, true); // got a token
        allows(lim, 1, false);
        allows(lim, 2, true); // got another token
        allows(lim, 2, false);
    }

    // TestSimpleReserve, TestCancelFirst, TestTokensAt...: with times of the caller's
    @Test
    void reservationsCountFromTheTimeGiven() {
        RateLimiter lim = limiter(10, 2);
        assertThat(lim.reserve(start, 2).delay(start)).isZero();
        Reservation r = lim.reserve(start, 2);
        assertThat(r.delay(start)).isEqualTo(T.multipliedBy(2));
        assertThat(r.delay(start.plus(T))).isEqualTo(T);
        assertThat(r.delay(start.plus(T.multipliedBy(3)))).isZero();
        assertThat(lim.tokens(start.plus(T))).isEqualTo(-1);
        r.cancel(start.plus(T));
        assertThat(lim.tokens(start.plus(T))).isEqualTo(1);
        assertThat(lim.reserve(start, 3).delay(start)).isEqualTo(RateLimiter.INF_DURATION);
        assertThat(lim.allow(Instant.MAX, 2)).as("the farthest time").isTrue();
        assertThat(lim.allow(Instant.MIN, 1)).isFalse();
    }

    @Test
    void awaitWithinATimeTakesNothingIfItWouldBeTooLate() {
        RateLimiter lim = limiter(10, 2);
        assertThat(lim.await(2, Duration.ZERO)).isTrue();
        assertThat(lim.await(1, T.minusNanos(1))).isFalse();
        assertPassed(0);
        assertThat(lim.await(T)).isTrue();
        assertPassed(1);
        assertThat(lim.await(Duration.ofNanos(-1))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> {
            boolean _ = lim.await(3, T);
        }).withMessage("rate: Wait(n=3) exceeds limiter's burst 2");
    }

    // TestSimultaneousRequests
    @Test
    void noMoreThanTheBurstGetsThroughAtOnce() {
        RateLimiter lim = limiter(1, 5);
        var ok = new AtomicInteger();
        var wg = new WaitGroup();
        for (int i = 0; i < 15; i++) {
            wg.go(() -> {
                if (lim.allow()) {
                    ok.incrementAndGet();
                }
            });
        }
        wg.await();
        assertThat(ok).hasValue(5);
    }

    // TestLongRunningQPS
    @Test
    void theLimitInTheLongRun() {
        RateLimiter lim = limiter(100, 100);
        int ok = 0;
        while (clock.passed().compareTo(Duration.ofSeconds(5)) < 0) {
            if (lim.allow()) {
                ok++;
            }
            clock.advance(Duration.ofMillis(2));
        }
        int ideal = 100 + 100 * 5;
        assertThat(ok).isBetween((int) (0.999 * ideal), ideal + 1);
    }

    // TestCancelInvalid
    @Test
    void aReservationThatIsNotOk() {
        RateLimiter lim = limiter(10, 2);
        assertThat(lim.reserve(2).delay()).isZero();
        Reservation r = lim.reserve(3);
        assertThat(r.ok()).isFalse();
        assertThat(r.delay()).isEqualTo(RateLimiter.INF_DURATION);
        r.cancel();
        assertThat(lim.reserve(2).delay()).isEqualTo(T.multipliedBy(2));
    }

    // TestWaitSimple
    @Test
    void await() {
        RateLimiter lim = limiter(10, 3);
        try (var ctx = BACKGROUND.withCancel()) {
            ctx.cancel();
            assertThatThrownBy(() -> lim.await(ctx)).isInstanceOf(CanceledException.class);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> lim.await(BACKGROUND, 4))
                .withMessage("rate: Wait(n=4) exceeds limiter's burst 3");
        lim.await(BACKGROUND, 2);
        assertPassed(0);
        lim.await(BACKGROUND, 3);
        assertPassed(2);
    }

    // TestWaitCancel
    @Test
    void awaitCanceled() {
        RateLimiter lim = limiter(10, 3);
        try (var ctx = BACKGROUND.withCancel()) {
            lim.await(ctx, 2);
            assertPassed(0);
            clock.at(T, ctx::cancel);
            assertThatThrownBy(() -> lim.await(ctx, 3)).isInstanceOf(CanceledException.class);
            assertPassed(1);
        }
        assertThat(lim.tokens()).isEqualTo(2);
        lim.await(BACKGROUND, 2);
        assertPassed(1);
    }

    // TestWaitTimeout
    @Test
    void awaitBeyondTheDeadline() {
        RateLimiter lim = limiter(10, 3);
        try (var ctx = BACKGROUND.withDeadline(clock.now().plus(T))) {
            lim.await(ctx, 2);
            assertPassed(0);
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> lim.await(ctx, 3))
                    .withMessage("rate: Wait(n=3) would exceed context deadline");
            assertThat(ctx.err()).isNull();
        }
        assertPassed(0);
        assertThat(lim.tokens()).isEqualTo(1);
    }

    // TestWaitInf
    @Test
    void awaitWithoutLimit() {
        RateLimiter lim = limiter(RateLimiter.INF, 0);
        lim.await(BACKGROUND, 3);
        assertPassed(0);
    }

    // TestZeroLimit
    @Test
    void limitZeroIsTheBurstAndNothingMore() {
        RateLimiter lim = limiter(0, 1);
        assertThat(lim.allow()).isTrue();
        clock.advance(Duration.ofDays(1));
        assertThat(lim.allow()).isFalse();
    }

    // TestSetAfterZeroLimit
    @Test
    void limitZeroCanBeRaised() {
        RateLimiter lim = limiter(0, 1);
        assertThat(lim.allow()).isTrue();
        assertThat(lim.allow()).isFalse();
        lim.setLimit(10);
        lim.await();
        assertPassed(1);
    }

    // TestTinyLimit (go.dev/issue/71154)
    @Test
    void aTinyLimit() {
        RateLimiter lim = limiter(1e-10, 1);
        assertThat(lim.allow()).isTrue();
        assertThat(lim.allow()).isFalse();
    }

    // ---- ours -----------------------------------------------------------------------------------

    @Test
    void waitersAreServedInOrder() {
        RateLimiter lim = limiter(10, 1);
        assertThat(lim.reserve().delay()).isZero();
        assertThat(lim.reserve().delay()).isEqualTo(T);
        assertThat(lim.reserve().delay()).isEqualTo(T.multipliedBy(2));
        assertThat(lim.tokens()).isEqualTo(-2);
        lim.await();
        assertPassed(3);
    }

    @Test
    void aDelayGetsShorter() {
        RateLimiter lim = limiter(10, 1);
        lim.await();
        Reservation r = lim.reserve();
        clock.advance(Duration.ofMillis(40));
        assertThat(r.delay()).isEqualTo(Duration.ofMillis(60));
        clock.advance(T);
        assertThat(r.delay()).isZero();
    }

    @Test
    void aSecondCancelDoesNothing() {
        RateLimiter lim = limiter(10, 4);
        lim.await(4);
        Reservation r = lim.reserve(2);
        r.cancel();
        assertThat(lim.tokens()).isZero();
        r.cancel();
        assertThat(lim.tokens()).isZero();
    }

    @Test
    void aReservationForNever() {
        RateLimiter lim = limiter(0, 1);
        lim.await();
        Reservation r = lim.reserve();
        assertThat(r.ok()).isTrue();
        assertThat(r.delay()).isEqualTo(RateLimiter.INF_DURATION);
        r.cancel();
        assertThat(lim.tokens()).isZero();
        try (var ctx = BACKGROUND.withDeadline(clock.now().plus(Duration.ofDays(36_500)))) {
            assertThatThrownBy(() -> lim.await(ctx))
                    .hasMessage("rate: Wait(n=1) would exceed context deadline");
        }
    }

    @Test
    void aDeadlineThatHasPassedUnnoticed() {
        RateLimiter lim = limiter(10, 1);
        try (var ctx = BACKGROUND.withDeadline(clock.now().plus(T))) {
            clock.advance(T.multipliedBy(2));
            assertThatThrownBy(() -> lim.await(ctx))
                    .isInstanceOf(DeadlineExceededException.class);
        }
        assertThat(lim.tokens()).isEqualTo(1);
    }

    @Test
    void theContextsCauseIsTold() {
        RateLimiter lim = limiter(10, 1);
        var cause = new IOException("enough");
        try (var ctx = BACKGROUND.withCancel()) {
            ctx.cancel(cause);
            assertThatThrownBy(() -> lim.await(ctx)).hasCause(cause);
            // a mistake is one also then
            assertThatIllegalArgumentException().isThrownBy(() -> lim.await(ctx, 2));
        }
        assertThat(lim.tokens()).isEqualTo(1);
    }

    @Test
    void limitAndBurstCanBeChanged() {
        RateLimiter lim = limiter(10, 3);
        lim.setLimit(5);
        lim.setBurst(7);
        assertThat(lim.limit()).isEqualTo(5);
        assertThat(lim.burst()).isEqualTo(7);
        assertThat(lim.tokens()).isEqualTo(3);
        clock.advance(T.multipliedBy(2));
        assertThat(lim.tokens()).isEqualTo(4);
        lim.setBurst(2);
        assertThat(lim.tokens()).isEqualTo(2);
    }

    @Test
    void mistakes() {
        RateLimiter lim = limiter(10, 3);
        assertThatIllegalArgumentException().isThrownBy(() -> limiter(Double.NaN, 1))
                .withMessage("rate: limit is not a number");
        assertThatIllegalArgumentException().isThrownBy(() -> lim.setLimit(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> lim.await(-1))
                .withMessage("rate: n < 0");
        assertThatIllegalArgumentException().isThrownBy(() -> {
            boolean _ = lim.allow(-1);
        });
        assertThatIllegalArgumentException().isThrownBy(() -> {
            Reservation _ = lim.reserve(-1);
        });
        assertThat(lim.tokens()).isEqualTo(3);
    }

    // ---- on the runtime's clock -----------------------------------------------------------------

    /** One token in a hundred years. */
    private final RateLimiter slow = new RateLimiter(
            RateLimiter.every(Duration.ofDays(36_500)), 1);

    @Test
    void cancelledWaitGivesItsTokenBack() {
        slow.await();
        try (var ctx = BACKGROUND.withCancel()) {
            Goroutine waiter = Goroutine.waiting("select", () -> slow.await(ctx));
            assertThat(slow.tokens()).isCloseTo(-1, within(1e-3));
            ctx.cancel();
            assertThat(waiter.failure()).isInstanceOf(CanceledException.class);
        }
        assertThat(slow.tokens()).isCloseTo(0, within(1e-3));
    }

    @Test
    void interruptedWaitGivesItsTokenBack() {
        slow.await();
        var flag = new AtomicBoolean();
        Goroutine waiter = Goroutine.waiting("select", () -> {
            try {
                slow.await();
            } finally {
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        waiter.interrupt();
        assertThat(waiter.failure()).isInstanceOf(UncheckedInterruptedException.class);
        assertThat(flag).isTrue();
        assertThat(slow.tokens()).isCloseTo(0, within(1e-3));
    }

    @Test
    void anInterruptDoesNotHinderWhatNeedsNoWaiting() {
        Goroutine.start(() -> {
            Thread.currentThread().interrupt();
            slow.await();
            assertThatThrownBy(slow::await).isInstanceOf(UncheckedInterruptedException.class);
        }).join();
        assertThat(slow.tokens()).isCloseTo(0, within(1e-3));
    }

    @Test
    void theWaitEnds() {
        var fast = new RateLimiter(1_000, 1);
        for (int i = 0; i < 5; i++) {
            Reservation r = fast.reserve();
            fast.await();
            assertThat(r.delay()).isZero(); // it was before
        }
    }

    /** It is interrupted before its moment, and goes on after it. */
    @Test
    void aWaitThatIsGivenUpLateKeepsNothing() {
        var late = new RateClock() {
            @Override
            public long nanoTime() {
                return clock.nanoTime();
            }

            @Override
            public Instant now() {
                return clock.now();
            }

            @Override
            public void sleep(Context ctx, Duration d) {
                clock.advance(d.plusMillis(1));
                throw new UncheckedInterruptedException("sleep");
            }
        };
        var limiter = new RateLimiter(10, 1, late);
        assertThat(limiter.allow()).isTrue();
        assertThatThrownBy(limiter::await).isInstanceOf(UncheckedInterruptedException.class);
        assertThat(limiter.allow()).isTrue();
        assertThat(limiter.allow()).isFalse();
    }
}
