package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.CanceledException;
import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.Func;
import dev.jopher.Go;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.Unit;
import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** WaitGroup; the tests of Go's {@code sync/waitgroup_test.go} are at the end. */
@Timeout(60)
class WaitGroupTest {
    private static final String WAITS = "sync.WaitGroup.Wait";

    private final WaitGroup wg = new WaitGroup();

    @Test
    void zeroNeedsNoWaiting() {
        wg.await();
        wg.add(0);
        wg.await(Context.background());
        wg.add(2);
        wg.add(-2);
        wg.await();
    }

    @Test
    void allWhoWaitGoOnAtZero() {
        wg.add(2);
        List<Goroutine> waiters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiters.add(Goroutine.waiting(WAITS, wg::await));
        }
        waiters.add(Goroutine.platform(wg::await).awaitWaiting(WAITS));
        wg.done();
        assertThat(waiters).allMatch(w -> w.waitsFor(WAITS));
        wg.done();
        waiters.forEach(Goroutine::join);
    }

    @Test
    void argumentsAreThoseOfTheCall() {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 2; i++) {
            wg.go((a) -> calls.add("" + a), i);
            wg.go((a, b) -> calls.add("" + a + b), i, "b");
            wg.go((a, b, c) -> calls.add("" + a + b + c), i, "b", "c");
            wg.go((a, b, c, d) -> calls.add("" + a + b + c + d), i, "b", "c", "d");
            wg.go((a, b, c, d, e) -> calls.add("" + a + b + c + d + e), i, "b", "c", "d", "e");
        }
        wg.await();
        assertThat(calls).containsExactlyInAnyOrder("0", "1", "0b", "1b", "0bc", "1bc", "0bcd",
                "1bcd", "0bcde", "1bcde");
    }

    @Test
    @SuppressWarnings("NullAway")
    void aFunctionThatIsNullCountsNothing() {
        Func none = null;
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> wg.go(none))
                .withMessage("go of nil func value");
        wg.await();
    }

    @Test
    void goexitIsAnEnd() {
        wg.go(Go::goexit);
        wg.await();
    }

    @Test
    void aFailureIsAnEndAndIsReportedBefore() {
        var e = new IOException("boom");
        assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> Go.run(() -> {
            wg.go(() -> {
                throw e;
            });
            wg.await();
        })).withCause(e);
        wg.await();
    }

    @Test
    void interruptsEndTheWaitWithTheFlagSet() {
        wg.add(1);
        Goroutine waiter = Goroutine.waiting(WAITS, () -> {
            try {
                wg.await();
            } finally {
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            }
        });
        waiter.interrupt();
        assertThat(waiter.failure()).isInstanceOf(UncheckedInterruptedException.class)
                .hasMessage("interrupted in sync.WaitGroup.Wait");
        wg.done();
        Goroutine.start(() -> {
            Thread.currentThread().interrupt();
            wg.await();
        }).join();
    }

    @Test
    void aContextEndsTheWait() {
        wg.add(1);
        try (var ctx = Context.background().withCancel()) {
            Goroutine waiter = Goroutine.waiting(WAITS, () -> wg.await(ctx));
            ctx.cancel();
            assertThat(waiter.failure()).isInstanceOf(CanceledException.class);
            assertThatThrownBy(() -> wg.await(ctx)).isInstanceOf(CanceledException.class);
        }
        Goroutine other = Goroutine.waiting(WAITS, () -> wg.await(Context.background()));
        wg.done();
        other.join();
    }

    // ---- Go's own -------------------------------------------------------------------------------

    /** TestWaitGroup: a barrier of two groups, used again and again; none gets through too soon. */
    @Test
    void barrier() {
        var other = new WaitGroup();
        for (int round = 0; round < 8; round++) {
            wg.add(16);
            other.add(16);
            var through = new Channel<Unit>(16);
            for (int i = 0; i < 16; i++) {
                Go.go(() -> {
                    wg.done();
                    other.await();
                    through.send(Unit.UNIT);
                });
            }
            wg.await();
            for (int i = 0; i < 16; i++) {
                assertThat(through.tryReceive()).isNull();
                other.done();
            }
            for (int i = 0; i < 16; i++) {
                through.receive();
            }
        }
    }

    /** TestWaitGroupMisuse. */
    @Test
    void excessDoneIsRefused() {
        wg.add(1);
        wg.done();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(wg::done)
                .withMessage("sync: negative WaitGroup counter");
        wg.await(); // the counter is as it was
    }

    /** TestWaitGroupRace: a wait never ends before both are done. */
    @Test
    void noWaitEndsTooSoon() {
        for (int i = 0; i < 1000; i++) {
            var group = new WaitGroup();
            var n = new AtomicInteger();
            for (int k = 0; k < 2; k++) {
                group.add(1);
                Go.go(() -> {
                    n.incrementAndGet();
                    group.done();
                });
            }
            group.await();
            assertThat(n).hasValue(2);
        }
    }

    /** TestWaitGroupGo; what the function did is seen without further ado. */
    @Test
    void go() {
        int[] n = new int[1];
        wg.go(() -> n[0]++);
        wg.await();
        assertThat(n[0]).isEqualTo(1);
    }

    /** TestIssue76126: main awaits one that fails, and never ends the program before it does. */
    @Test
    void aFailureIsNeverOvertaken() {
        for (int i = 0; i < 1000; i++) {
            var group = new WaitGroup();
            assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> Go.run(() -> {
                group.go(() -> {
                    throw new IllegalStateException("test");
                });
                group.await();
            })).havingCause().withMessage("test");
        }
    }
}
