package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.Go;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.internal.leak.RuntimeProbe;
import dev.jopher.internal.support.Goroutine;
import dev.jopher.internal.support.Interleavings;
import dev.jopher.internal.support.Interleavings.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** WaitGroup: what is refused or given up is seen by no other thread. */
@Timeout(300)
class WaitGroupStressTest {
    private static final String WAITS = "sync.WaitGroup.Wait";
    private static final int REFUSED = -1;
    private static final int PASSED = 1;

    // ---- all at once ----------------------------------------------------------------------------

    @Test
    void noOperationIsSeenHalfDone() throws Exception {
        interleavings(2, 0).check(15_000);
        interleavings(3, 0).check(5_000);
    }

    @Test
    void noOperationIsSeenHalfDoneWhileSomebodyWaits() throws Exception {
        interleavings(2, 1).check(5_000);
        interleavings(3, 2).check(5_000);
    }

    /** Of groups whose counter is {@code before}; each has a waiting goroutine, unless it is 0. */
    private static Interleavings<Awaited> interleavings(int threads, int before) {
        return new Interleavings<>(threads, () -> new Awaited(before), before, Awaited::end,
                List.of(adds(1), adds(2), adds(-1), adds(-1), adds(-2), triesToAwait()));
    }

    private static Operation<Awaited> adds(int delta) {
        return new Operation<>("add(" + delta + ")", a -> {
            try {
                a.wg.add(delta);
                return 0;
            } catch (IllegalStateException e) {
                return REFUSED;
            }
        }, (s, result) -> {
            boolean refused = s[0] + delta < 0;
            s[0] += refused ? 0 : delta;
            return result == (refused ? REFUSED : 0);
        });
    }

    /** Gives up at once. */
    private static Operation<Awaited> triesToAwait() {
        return new Operation<>("await", a -> {
            Thread.currentThread().interrupt();
            try {
                a.wg.await();
                return PASSED;
            } catch (UncheckedInterruptedException e) {
                return REFUSED;
            } finally {
                boolean _ = Thread.interrupted();
            }
        }, (s, result) -> result == (s[0] == 0 ? PASSED : REFUSED));
    }

    /** A group, and a goroutine that waits for it if it is not zero. */
    private static final class Awaited {
        private final WaitGroup wg = new WaitGroup();
        private final boolean waits;
        private final AtomicBoolean passed = new AtomicBoolean();

        Awaited(int before) {
            wg.add(before);
            waits = before > 0;
            if (waits) {
                Go.go(() -> {
                    wg.await();
                    passed.set(true);
                });
            }
        }

        /** The counter, by taking all; nothing else is left then. */
        long end() {
            long n = 0;
            for (; count() > 0; n++) {
                wg.done();
            }
            wg.await();
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(wg::done);
            if (waits) {
                Goroutine.until(passed::get);
            }
            assertThat(wg.isIdle()).isTrue();
            wg.add((int) n); // for the next look
            return n;
        }

        private int count() {
            return Integer.parseInt(wg.toString().replaceAll("[^-0-9]", ""));
        }
    }

    // ---- giving up ------------------------------------------------------------------------------

    /**
     * The counter comes to zero, while another thread adds one for the next round, and waits for
     * that. The short lock is held for so long that both sleep, and either is the first to get it.
     */
    @Test
    void waitersAreNotReleasedBeforeTheRoundEnds() throws Exception {
        for (int i = 0; i < 60; i++) {
            var wg = new WaitGroup();
            wg.add(1);
            if (i % 3 > 0) {
                giveUp(wg, i % 3 > 1);
            } else {
                Go.go(wg::await);
            }
            wg.lock.lock();
            Thread done = asleep(wg::done);
            Thread next = asleep(() -> {
                wg.add(1);
                wg.await();
            });
            wg.lock.unlock();
            done.join();
            Goroutine.until(() -> !next.isAlive() || WAITS.equals(RuntimeProbe.waitReason(next)));
            assertThat(next.isAlive()).isTrue();
            wg.done();
            next.join();
        }
    }

    /** A thread that executes {@code f}, once it sleeps or has ended. */
    private static Thread asleep(Runnable f) {
        Thread t = Thread.ofPlatform().start(f);
        Goroutine.until(() -> t.getState() == Thread.State.TIMED_WAITING || !t.isAlive());
        return t;
    }

    /** By an interrupt, or by a context that ends. */
    private static void giveUp(WaitGroup wg, boolean byContext) {
        if (byContext) {
            try (var ctx = Context.background().withCancel()) {
                Go.go(ctx::cancel);
                wg.await(ctx);
            } catch (ContextException e) {
                return;
            }
        } else {
            Thread.currentThread().interrupt();
            try {
                wg.await();
            } catch (UncheckedInterruptedException e) {
                boolean _ = Thread.interrupted();
                return;
            }
        }
        throw new AssertionError("await returned while the counter was 1");
    }

    @Test
    void abandonedWaitLeavesTheGroupIdle() {
        var wg = new WaitGroup();
        wg.add(1);
        giveUp(wg, false);
        giveUp(wg, true);
        Goroutine other = Goroutine.waiting(WAITS, wg::await);
        giveUp(wg, true);
        wg.done();
        other.join();
        assertThat(wg.isIdle()).isTrue();
    }

    // ---- what is refused ------------------------------------------------------------------------

    @Test
    void refusedDoneDoesNotAffectOthers() {
        refusedBeside(n -> -100, 1);
    }

    @Test
    void refusedDoneAtZeroDoesNotAffectOthers() {
        refusedBeside(n -> -3, 0);
        refusedBeside(n -> Integer.MIN_VALUE + n % 3, 2);
    }

    /** Some that take too much, and two that add one and take it again, at most two at a time. */
    private static void refusedBeside(IntUnaryOperator tooMuch, int held) {
        var wg = new WaitGroup();
        wg.add(held);
        var over = new AtomicInteger();
        List<Goroutine> all = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            all.add(Goroutine.platform(() -> {
                while (over.get() < 3) {
                    wg.add(1);
                    wg.done();
                }
            }));
        }
        for (int i = 0; i < 3; i++) {
            all.add(Goroutine.platform(() -> {
                for (int n = 0; n < 20_000; n++) {
                    refused(wg, tooMuch.applyAsInt(n));
                }
                over.incrementAndGet();
            }));
        }
        all.forEach(Goroutine::join);
        assertThat(wg).hasToString("WaitGroup[" + held + "]");
    }

    private static void refused(WaitGroup wg, int delta) {
        try {
            wg.add(delta);
        } catch (IllegalStateException e) {
            return;
        }
        throw new AssertionError("not refused");
    }

    // ---- large numbers --------------------------------------------------------------------------

    @Test
    void theCounterDoesNotOverflow() {
        var wg = new WaitGroup();
        wg.add(Integer.MAX_VALUE);
        wg.add(1);
        wg.add(Integer.MAX_VALUE);
        assertThat(wg).hasToString("WaitGroup[4294967295]");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> {
            for (int i = 0; i < 2; i++) {
                wg.add(Integer.MIN_VALUE);
            }
        });
        assertThat(wg).hasToString("WaitGroup[2147483647]");
        Goroutine waiter = Goroutine.waiting(WAITS, wg::await);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> wg.add(Integer.MIN_VALUE));
        wg.add(-Integer.MAX_VALUE);
        waiter.join();
        assertThat(wg.isIdle()).isTrue();
    }
}
