package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.jopher.CanceledException;
import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.DeadlockException;
import dev.jopher.Go;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.Unit;
import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mutex: each way to lock it, who is next, mistakes. Go's own tests: {@link MutexGoTest}. */
@Timeout(60)
class MutexTest {
    private static final String WAITS = "sync.Mutex.Lock";

    private final Mutex mu = new Mutex();

    /** Locks, and unlocks on command. */
    private Goroutine holder(Channel<Unit> locked, Channel<Unit> unlock) {
        return Goroutine.start(() -> {
            mu.lock();
            locked.send(Unit.UNIT);
            unlock.receive();
            mu.unlock();
        });
    }

    private void assertUnlocked() {
        assertThat(mu.isIdle()).as("%s", mu).isTrue();
    }

    @Test
    void lockExcludesOthers() {
        mu.lock();
        assertThat(mu.tryLock()).isFalse();
        Goroutine second = Goroutine.waiting(WAITS, mu::lock);
        mu.unlock();
        second.join();
        assertThat(mu.tryLock()).isFalse();
        mu.unlock();
        assertUnlocked();
    }

    @Test
    void anyThreadMayWaitAndUnlock() {
        mu.lock();
        Goroutine platform = Goroutine.platform(mu::lock).awaitWaiting(WAITS);
        Goroutine.start(mu::unlock).join();
        platform.join();
        mu.unlock();
        assertUnlocked();
    }

    @Test
    void aHoldEndsWithItsBlock() {
        assertThatThrownBy(() -> {
            try (var _ = mu.hold()) {
                assertThat(mu.tryLock()).isFalse();
                throw new IOException();
            }
        }).isInstanceOf(IOException.class);
        try (var _ = mu.hold(Context.background())) {
            assertThat(mu.tryLock()).isFalse();
        }
        assertUnlocked();
    }

    @Test
    void aHoldIsNoNewObject() {
        Hold first = mu.hold();
        first.close();
        Hold second = mu.hold();
        second.close();
        assertThat(second).isSameAs(first);
    }

    @Tag("alone")
    @Test
    void recursiveLockDeadlocks() {
        assertThatExceptionOfType(DeadlockException.class).isThrownBy(() -> Go.run(() -> {
            mu.lock();
            mu.lock();
        })).withMessageContaining("[sync.Mutex.Lock]");
    }

    @Test
    void tellsItsState() {
        assertThat(mu).hasToString("Mutex[unlocked]");
        mu.lock();
        assertThat(mu).hasToString("Mutex[locked]");
        Goroutine waiter = Goroutine.waiting(WAITS, mu::lock);
        assertThat(mu).hasToString("Mutex[locked, awaited]");
        mu.unlock();
        waiter.join();
        assertThat(mu).hasToString("Mutex[locked]");
    }

    // ---- mistakes -------------------------------------------------------------------------------

    @Test
    void unlockOfAnUnlockedMutex() {
        assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(mu::unlock)
                .withMessage("sync: unlock of unlocked mutex");
        mu.lock();
        mu.unlock();
        assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(mu::unlock);
        assertUnlocked();
    }

    // ---- interrupts -----------------------------------------------------------------------------

    @Test
    void lockDoesNotHearInterruptsAndKeepsTheFlag() {
        mu.lock();
        Goroutine waiter = Goroutine.waiting(WAITS, () -> {
            mu.lock();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            mu.unlock();
        });
        waiter.interrupt();
        waiter.awaitWaiting(WAITS);
        mu.unlock();
        waiter.join();
        assertUnlocked();
    }

    @Test
    void lockInterruptiblyEndsWithTheFlagCleared() {
        mu.lock();
        Goroutine waiter = Goroutine.waiting(WAITS, () -> {
            assertThatThrownBy(mu::lockInterruptibly).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
        waiter.interrupt();
        waiter.join();
        assertThat(mu).hasToString("Mutex[locked]");
        mu.unlock();
        assertUnlocked();
    }

    @Test
    void asLockSaysAnInterruptFromBeforeCountsAlsoIfItIsFree() {
        Goroutine.start(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(mu::lockInterruptibly).isInstanceOf(InterruptedException.class);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> mu.tryLock(1, TimeUnit.HOURS))
                    .isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
            mu.lockInterruptibly();
            mu.unlock();
        }).join();
        assertUnlocked();
    }

    @Test
    void anInterruptFromBeforeDoesNotHinderWhatNeedsNoWaiting() {
        Goroutine.start(() -> {
            Thread.currentThread().interrupt();
            mu.lock(Context.background());
            assertThatThrownBy(() -> mu.lock(Context.background()))
                    .isInstanceOf(UncheckedInterruptedException.class)
                    .hasMessage("interrupted in sync.Mutex.Lock");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            mu.unlock();
        }).join();
        assertUnlocked();
    }

    // ---- contexts and times ---------------------------------------------------------------------

    @Test
    void cancelledWaiterLocksNothing() {
        mu.lock();
        try (var ctx = Context.background().withCancel()) {
            Goroutine waiter = Goroutine.waiting(WAITS, () -> mu.lock(ctx));
            var cause = new IOException("enough");
            ctx.cancel(cause);
            assertThat(waiter.failure()).isInstanceOf(CanceledException.class).hasCause(cause);
            mu.unlock();
            assertThatThrownBy(() -> mu.lock(ctx)).isInstanceOf(CanceledException.class);
            assertThatThrownBy(() -> {
                var _ = mu.hold(ctx);
            }).isInstanceOf(CanceledException.class);
        }
        assertUnlocked();
    }

    @Test
    void lockWithAContextThatIsNotDone() {
        mu.lock();
        try (var ctx = Context.background().withCancel()) {
            Goroutine waiter = Goroutine.waiting(WAITS, () -> mu.lock(ctx));
            mu.unlock();
            waiter.join();
        }
        mu.unlock();
        assertUnlocked();
    }

    @Test
    void tryLockWithATime() throws InterruptedException {
        assertThat(mu.tryLock(0, TimeUnit.SECONDS)).isTrue();
        assertThat(mu.tryLock(0, TimeUnit.SECONDS)).isFalse();
        assertThat(mu.tryLock(-1, TimeUnit.SECONDS)).isFalse();
        assertThat(mu.tryLock(1, TimeUnit.MILLISECONDS)).isFalse();
        Goroutine waiter = Goroutine.waiting(WAITS,
                () -> assertThat(mu.tryLock(Long.MAX_VALUE, TimeUnit.DAYS)).isTrue());
        mu.unlock();
        waiter.join();
        mu.unlock();
        assertUnlocked();
    }

    @Test
    void waiterThatGivesUpKeepsTheOrderOfOthers() {
        mu.lock();
        try (var ctx = Context.background().withCancel()) {
            Goroutine first = Goroutine.waiting(WAITS, () -> mu.lock(ctx));
            Goroutine second = Goroutine.waiting(WAITS, mu::lock);
            ctx.cancel();
            assertThat(first.failure()).isInstanceOf(CanceledException.class);
            mu.unlock();
            second.join();
            mu.unlock();
        }
        assertUnlocked();
    }

    // ---- starvation -----------------------------------------------------------------------------

    /** Wakes one waiter again and again, with the mutex taken, until it starves; then holds it. */
    private Goroutine starving(Channel<Unit> locked, Channel<Unit> unlock) {
        mu.starvationNanos = 0;
        for (;;) {
            mu.lock();
            Goroutine waiter = holder(locked, unlock).awaitWaiting(WAITS);
            while (!mu.toString().contains("starving")) {
                mu.unlock();
                if (!mu.tryLock()) {
                    break; // the waiter was quicker
                }
            }
            if (mu.toString().contains("starving")) {
                return waiter;
            }
            locked.receive();
            unlock.send(Unit.UNIT);
            waiter.join();
        }
    }

    @Test
    void starvingWaiterIsHandedTheMutex() {
        var locked = new Channel<Unit>();
        var unlock = new Channel<Unit>();
        Goroutine waiter = starving(locked, unlock);
        mu.unlock();
        assertThat(mu.tryLock()).as("nobody comes in between").isFalse();
        locked.receive();
        assertThat(mu).as("the last in the queue ends the starving").hasToString("Mutex[locked]");
        unlock.send(Unit.UNIT);
        waiter.join();
        assertUnlocked();
    }

    @Test
    void whileOneStarvesItGoesInOrder() {
        var locked = new Channel<Unit>();
        var unlock = new Channel<Unit>();
        Goroutine first = starving(locked, unlock);
        List<Integer> order = new ArrayList<>(); // the mutex protects it
        List<Goroutine> others = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            others.add(Goroutine.waiting(WAITS, () -> {
                mu.lock();
                order.add(number);
                assertThat(mu.tryLock()).isFalse();
                mu.unlock();
            }));
        }
        mu.unlock();
        locked.receive(); // the one who starved, from the head of the queue
        assertThat(order).isEmpty();
        assertThat(mu).hasToString("Mutex[locked, awaited, starving]");
        unlock.send(Unit.UNIT);
        first.join();
        others.forEach(Goroutine::join);
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
        assertUnlocked();
    }

    @Test
    void starvingEndsWithOneWhoHasWaitedForLessThanThat() {
        var locked = new Channel<Unit>();
        var unlock = new Channel<Unit>();
        Goroutine first = starving(locked, unlock);
        List<Goroutine> others = List.of(holder(locked, unlock).awaitWaiting(WAITS),
                holder(locked, unlock).awaitWaiting(WAITS));
        mu.unlock();
        locked.receive();
        assertThat(mu).hasToString("Mutex[locked, awaited, starving]");
        mu.starvationNanos = Integer.MAX_VALUE;
        unlock.send(Unit.UNIT);
        locked.receive();
        assertThat(mu).hasToString("Mutex[locked, awaited]");
        unlock.send(Unit.UNIT);
        locked.receive();
        unlock.send(Unit.UNIT);
        first.join();
        others.forEach(Goroutine::join);
        assertUnlocked();
    }

    @Test
    void starvingEndsWhenAllGiveUp() {
        mu.starvationNanos = 0;
        try (var ctx = Context.background().withCancel()) {
            mu.lock();
            Goroutine waiter = Goroutine.waiting(WAITS, () -> {
                for (;;) {
                    mu.lock(ctx);
                    mu.unlock();
                }
            });
            while (!mu.toString().contains("starving")) {
                mu.unlock();
                mu.lock();
            }
            ctx.cancel();
            assertThat(waiter.failure()).isInstanceOf(CanceledException.class);
        }
        assertThat(mu).hasToString("Mutex[locked]");
        mu.unlock();
        assertUnlocked();
    }
}
