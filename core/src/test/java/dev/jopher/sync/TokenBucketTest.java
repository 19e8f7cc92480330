package dev.jopher.sync;

import static dev.jopher.sync.TokenBucket.NEVER;
import static dev.jopher.sync.TokenBucket.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The tests of golang.org/x/time/rate (rate_test.go) that give the time to each call, by behaviour.
 * A T is 100 ms, so that a limit of 10 brings one token per T.
 */
class TokenBucketTest {
    private static final long T = 100_000_000;

    private TokenBucket bucket = new TokenBucket(10, 2, 0);

    /** How many tokens there are at {@code t}, and whether {@code n} can be taken. */
    private void allow(int t, double tokens, int n, boolean ok) {
        assertThat(bucket.tokensAt(t * T)).as("tokens at %d", t).isEqualTo(tokens);
        assertThat(bucket.take(n, t * T, 0) != REFUSED).as("take %d at %d", n, t).isEqualTo(ok);
    }

    /** Takes {@code n} at {@code t} for the moment {@code act}. */
    private Taken reserve(int t, int n, int act) {
        var taken = new Taken(n, bucket.take(n, t * T, NEVER), bucket.limit());
        assertThat(taken.act).as("%d at %d", n, t).isEqualTo(act * T);
        return taken;
    }

    private void refuse(int t, int n, long maxWait) {
        assertThat(bucket.take(n, t * T, maxWait)).as("%d at %d", n, t).isEqualTo(REFUSED);
    }

    private record Taken(int n, long act, double limit) {}

    private void cancel(Taken taken, int t) {
        bucket.giveBack(taken.n, taken.act, taken.limit, t * T);
    }

    // TestLimiterBurst1
    @Test
    void burstOfOne() {
        bucket = new TokenBucket(10, 1, 0);
        allow(0, 1, 1, true);
        allow(0, 0, 1, false);
        allow(0, 0, 1, false);
        allow(1, 1, 1, true);
        allow(1, 0, 1, false);
        allow(1, 0, 1, false);
        allow(2, 1, 2, false);
        allow(2, 1, 1, true);
        allow(2, 0, 1, false);
    }

    // TestLimiterBurst3
    @Test
    void burstOfThree() {
        bucket = new TokenBucket(10, 3, 0);
        allow(0, 3, 2, true);
        allow(0, 1, 2, false);
        allow(0, 1, 1, true);
        allow(0, 0, 1, false);
        allow(1, 1, 4, false);
        allow(2, 2, 1, true);
        allow(3, 2, 1, true);
        allow(4, 2, 1, true);
        allow(4, 1, 1, true);
        allow(4, 0, 1, false);
        allow(4, 0, 1, false);
        allow(9, 3, 3, true);
        allow(9, 0, 0, true);
    }

    // TestLimiterJumpBackwards
    @Test
    void aClockThatJumpsBack() {
        bucket = new TokenBucket(10, 3, 0);
        allow(1, 3, 1, true);
        allow(0, 2, 1, true);
        allow(0, 1, 1, true);
        allow(0, 0, 1, false);
        allow(0, 0, 1, false);
        allow(1, 1, 1, true);
        allow(1, 0, 1, false);
        allow(1, 0, 1, false);
        allow(2, 1, 1, true);
        allow(2, 0, 1, false);
        allow(2, 0, 1, false);
    }

    // TestSimpleReserve
    @Test
    void reservations() {
        reserve(0, 2, 0);
        reserve(0, 2, 2);
        reserve(3, 2, 4);
    }

    // TestMix
    @Test
    void reservationsAndOthers() {
        refuse(0, 3, NEVER);
        reserve(0, 2, 0);
        allow(1, 1, 2, false);
        reserve(1, 2, 2);
        allow(1, -1, 1, false);
        allow(3, 1, 1, true);
    }

    // TestCancelLast
    @Test
    void theLastOneCanceled() {
        reserve(0, 2, 0);
        Taken r = reserve(0, 2, 2);
        cancel(r, 1);
        reserve(1, 2, 2);
    }

    // TestCancelTooLate
    @Test
    void canceledTooLate() {
        reserve(0, 2, 0);
        Taken r = reserve(0, 2, 2);
        cancel(r, 3);
        reserve(3, 2, 4);
    }

    // TestCancel0Tokens
    @Test
    void nothingLeftToGiveBack() {
        reserve(0, 2, 0);
        Taken r = reserve(0, 1, 1);
        reserve(0, 1, 2);
        cancel(r, 0);
        reserve(0, 1, 3);
    }

    // TestCancel1Token
    @Test
    void cancelGivesBackOnlyTokensNotReservedLater() {
        reserve(0, 2, 0);
        Taken r = reserve(0, 2, 2);
        reserve(0, 1, 3);
        cancel(r, 2);
        reserve(2, 2, 4);
    }

    // TestCancelMulti
    @Test
    void severalCanceled() {
        bucket = new TokenBucket(10, 4, 0);
        reserve(0, 4, 0);
        Taken a = reserve(0, 3, 3);
        reserve(0, 1, 4);
        Taken c = reserve(0, 1, 5);
        cancel(c, 1);
        cancel(a, 1);
        reserve(1, 3, 5);
    }

    // TestReserveJumpBack
    @Test
    void reservationsAfterAJumpBack() {
        reserve(1, 2, 1);
        reserve(0, 1, 1);
        reserve(2, 2, 3);
        refuse(0, 3, NEVER);
        reserve(2, 1, 4);
        refuse(0, 2, T);
        reserve(2, 1, 5);
    }

    // TestReserveJumpBackCancel
    @Test
    void canceledAfterAJumpBack() {
        reserve(1, 2, 1);
        Taken r = reserve(1, 2, 3);
        reserve(1, 1, 4);
        cancel(r, 0);
        reserve(1, 2, 4);
    }

    // TestReserveSetLimit
    @Test
    void anotherLimit() {
        bucket = new TokenBucket(5, 2, 0);
        reserve(0, 2, 0);
        reserve(0, 2, 4);
        bucket.setLimit(10, 2 * T);
        reserve(2, 1, 4);
    }

    // TestReserveSetBurst
    @Test
    void anotherBurst() {
        bucket = new TokenBucket(5, 2, 0);
        reserve(0, 2, 0);
        reserve(0, 2, 4);
        bucket.setBurst(4, 3 * T);
        reserve(0, 4, 9);
    }

    // TestReserveSetLimitCancel
    @Test
    void canceledAtAnotherLimit() {
        bucket = new TokenBucket(5, 2, 0);
        reserve(0, 2, 0);
        Taken r = reserve(0, 2, 4);
        bucket.setLimit(10, 2 * T);
        cancel(r, 2);
        reserve(2, 2, 3);
    }

    // TestReserveMax
    @Test
    void noLaterThan() {
        assertThat(bucket.take(2, 0, T)).isZero();
        assertThat(bucket.take(1, 0, T)).isEqualTo(T);
        refuse(0, 1, T);
    }

    // ---- ours -----------------------------------------------------------------------------------

    @Test
    void noMoreIsGivenBackThanWasTaken() {
        bucket = new TokenBucket(5, 2, 0);
        reserve(0, 2, 0);
        Taken r = reserve(0, 2, 4);
        bucket.setLimit(100, 0);
        assertThat(bucket.take(2, 0, NEVER)).isEqualTo(40_000_000); // before the one that was first
        cancel(r, 0);
        assertThat(bucket.tokensAt(0)).isEqualTo(-2);
    }

    @Test
    void unreachableMomentIsNever() {
        bucket = new TokenBucket(0, 2, 0);
        reserve(0, 2, 0);
        var never = new Taken(1, bucket.take(1, T, NEVER), 0);
        assertThat(never.act).isEqualTo(NEVER);
        assertThat(bucket.tokensAt(5 * T)).isEqualTo(-1);
        refuse(5, 1, NEVER - 1);
        cancel(never, 6);
        assertThat(bucket.tokensAt(6 * T)).isZero();
    }

    @Test
    void soSlowThatItNeverComes() {
        bucket = new TokenBucket(1e-10, 1, 0);
        reserve(3, 1, 3);
        assertThat(bucket.take(1, 3 * T, NEVER)).isEqualTo(NEVER);
    }

    @Test
    void unlimitedTakesNothing() {
        bucket = new TokenBucket(RateLimiter.INF, 2, 0);
        Taken r = reserve(0, 1_000, 0);
        assertThat(bucket.tokensAt(0)).isEqualTo(2);
        bucket.setLimit(10, 0);
        reserve(0, 2, 0);
        cancel(r, 0); // nothing was taken for it
        assertThat(bucket.tokensAt(0)).isZero();
        bucket.setLimit(RateLimiter.INF, 0);
        assertThat(bucket.tokensAt(0)).isZero();
        assertThat(bucket.tokensAt(1)).isEqualTo(2);
    }
}
