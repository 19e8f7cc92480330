package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import dev.jopher.CanceledException;
import dev.jopher.Context;
import dev.jopher.DeadlockException;
import dev.jopher.Func;
import dev.jopher.Go;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.internal.support.Goroutine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cond: wakers, each way to wait, giving up, mistakes. Go's own tests: {@link CondGoTest}. */
@Timeout(60)
class CondTest {
    private static final String WAITS = "sync.Cond.Wait";

    private final Mutex mu = new Mutex();
    private final Cond cond = new Cond(mu);

    /** Waits in the given way, with the lock, and unlocks it however that ends. */
    private Goroutine waiter(Func await) {
        return Goroutine.waiting(WAITS, () -> {
            mu.lock();
            try {
                await.call();
            } finally {
                assertThat(mu.tryLock()).as("locked again").isFalse();
                mu.unlock();
            }
        });
    }

    // ---- which one is woken ---------------------------------------------------------------------

    @Test
    void longestWaiterIsWokenFirst() {
        List<Goroutine> waiters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waiters.add(waiter(cond::await));
        }
        for (int i = 0; i < 5; i++) {
            cond.signal();
            waiters.get(i).join();
            assertThat(waiters.subList(i + 1, 5)).allMatch(w -> w.waitsFor(WAITS));
        }
        assertThat(mu.isIdle()).isTrue();
    }

    @Test
    void aSignalThatNobodyWaitsForIsForgotten() {
        cond.signal();
        cond.signalAll();
        cond.broadcast();
        Goroutine waiter = waiter(cond::await);
        cond.signal();
        waiter.join();
    }

    @Test
    void wokenWaiterWaitsForTheLock() {
        Goroutine waiter = waiter(cond::await);
        mu.lock();
        cond.signal();
        waiter.awaitWaiting("sync.Mutex.Lock");
        mu.unlock();
        waiter.join();
    }

    @Test
    void signalAllWakesPlatformThreadsToo() {
        Goroutine one = waiter(cond::await);
        Goroutine two = Goroutine.platform(() -> {
            mu.lock();
            cond.await();
            mu.unlock();
        }).awaitWaiting(WAITS);
        cond.signalAll();
        one.join();
        two.join();
        assertThat(mu.isIdle()).isTrue();
    }

    @Tag("alone")
    @Test
    void waitWithoutSignalNeverEnds() {
        assertThatExceptionOfType(DeadlockException.class).isThrownBy(() -> Go.run(() -> {
            mu.lock();
            cond.await();
        })).withMessageContaining("[" + WAITS + "]");
    }

    @Test
    void anyLockWillDo() {
        var rw = new RWMutex();
        for (Lock lock : List.of(new ReentrantLock(), rw.writeLock(), rw.readLock())) {
            var c = new Cond(lock);
            assertThat(c.locker()).isSameAs(lock);
            Goroutine waiter = Goroutine.waiting(WAITS, () -> {
                lock.lock();
                c.await();
                lock.unlock();
            });
            c.signal();
            waiter.join();
        }
        assertThat(rw).hasToString("RWMutex[0 reading]");
    }

    @Test
    void aLockMakesItsConditions() throws InterruptedException {
        var rw = new RWMutex();
        for (Lock lock : List.of(mu, rw.writeLock(), rw.readLock())) {
            Condition c = lock.newCondition();
            assertThat(((Cond) c).locker()).isSameAs(lock);
            lock.lock();
            assertThat(c.await(1, TimeUnit.NANOSECONDS)).isFalse();
            lock.unlock();
        }
    }

    // ---- each way to wait -----------------------------------------------------------------------

    @Test
    void timesThatDoNotRunOut() {
        List<Goroutine> waiters = List.of(
                waiter(() -> assertThat(cond.awaitNanos(Long.MAX_VALUE)).isPositive()),
                waiter(() -> assertThat(cond.await(Long.MAX_VALUE, TimeUnit.DAYS)).isTrue()),
                waiter(() -> assertThat(cond.awaitUntil(new Date(Long.MAX_VALUE))).isTrue()),
                waiter(() -> cond.await(Context.background())));
        cond.broadcast();
        waiters.forEach(Goroutine::join);
    }

    @Test
    void timesThatRunOut() {
        mu.lock();
        assertThat(cond.awaitNanos(1_000)).isNotPositive();
        assertThat(cond.awaitNanos(0)).isNotPositive();
        assertThat(cond.awaitNanos(Long.MIN_VALUE)).isNotPositive();
        assertThat(cond.await(1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(cond.await(-1, TimeUnit.DAYS)).isFalse();
        assertThat(cond.awaitUntil(new Date(0))).isFalse();
        assertThat(cond.awaitUntil(new Date(Long.MIN_VALUE))).isFalse();
        assertThat(mu.tryLock()).as("locked again").isFalse();
        mu.unlock();
        Goroutine waiter = waiter(cond::await);
        cond.signal(); // for none that has left
        waiter.join();
    }

    @Test
    void awaitUninterruptiblyKeepsTheFlag() {
        Goroutine waiter = waiter(() -> {
            cond.awaitUninterruptibly();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
        waiter.interrupt();
        waiter.awaitWaiting(WAITS);
        cond.signal();
        waiter.join();
    }

    // ---- giving up ------------------------------------------------------------------------------

    @Test
    void anInterruptEndsTheWaitWithTheFlagSetAndLeavesTheSignalToOthers() {
        List<Func> ways = List.of(cond::await, () -> cond.await(Context.background()),
                () -> cond.await(1, TimeUnit.DAYS), () -> cond.awaitNanos(Long.MAX_VALUE),
                () -> cond.awaitUntil(new Date(Long.MAX_VALUE)));
        for (Func way : ways) {
            Goroutine first = waiter(() -> {
                try {
                    way.call();
                } finally {
                    assertThat(Thread.currentThread().isInterrupted()).isTrue();
                }
            });
            Goroutine second = waiter(cond::await);
            first.interrupt();
            assertThat(first.failure()).isInstanceOf(UncheckedInterruptedException.class)
                    .hasMessage("interrupted in sync.Cond.Wait");
            assertThat(second.waitsFor(WAITS)).isTrue();
            cond.signal();
            second.join();
        }
        assertThat(mu.isIdle()).isTrue();
    }

    @Test
    void cancelledWaiterLeavesTheSignalToOthers() {
        try (var ctx = Context.background().withCancel()) {
            Goroutine first = waiter(() -> cond.await(ctx));
            Goroutine second = waiter(cond::await);
            var cause = new IOException("enough");
            ctx.cancel(cause);
            assertThat(first.failure()).isInstanceOf(CanceledException.class).hasCause(cause);
            assertThat(second.waitsFor(WAITS)).isTrue();
            cond.signal();
            second.join();
        }
    }

    @Test
    void aContextThatIsDoneAlreadyDoesNotUnlock() {
        try (var ctx = Context.background().withCancel()) {
            ctx.cancel();
            assertThatThrownBy(() -> cond.await(ctx)).isInstanceOf(CanceledException.class);
        }
        assertThat(mu.isIdle()).as("it was not locked, and nobody minded").isTrue();
    }

    /** Signalled first, then interrupted and canceled; the lock hides both from the waiter. */
    @Test
    void signalledWaiterReturnsDespiteLaterInterruptOrCancel() {
        try (var ctx = Context.background().withCancel()) {
            Goroutine waiter = waiter(() -> {
                cond.await(ctx);
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            });
            mu.lock();
            cond.signal();
            waiter.awaitWaiting("sync.Mutex.Lock");
            waiter.interrupt();
            ctx.cancel();
            mu.unlock();
            waiter.join();
        }
    }

    // ---- mistakes -------------------------------------------------------------------------------

    @Test
    void aWaitWithoutTheLockLeavesNobodyInTheQueue() {
        assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(cond::await)
                .withMessage("sync: unlock of unlocked mutex");
        Goroutine waiter = waiter(cond::await);
        cond.signal();
        waiter.join();
    }

    /** The first unlock does something else, and is then refused. */
    private static Cond condOfARefusal(AtomicReference<@Nullable Runnable> meanwhile) {
        return new Cond(new ReentrantLock() {
            @Override
            public void unlock() {
                Runnable first = meanwhile.getAndSet(null);
                if (first != null) {
                    first.run();
                }
                super.unlock();
            }
        });
    }

    private static Goroutine waiterOf(Cond c) {
        return Goroutine.waiting(WAITS, () -> {
            c.locker().lock();
            c.await();
            c.locker().unlock();
        });
    }

    private static void refused(Cond c) {
        assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(c::await);
    }

    @Test
    void signalOfARefusedWaitIsNotPassedToLaterWaiters() {
        for (Consumer<Cond> signal : List.<Consumer<Cond>>of(Cond::signal, Cond::signalAll)) {
            var later = new AtomicReference<@Nullable Goroutine>();
            var meanwhile = new AtomicReference<@Nullable Runnable>();
            Cond c = condOfARefusal(meanwhile);
            meanwhile.set(() -> {
                signal.accept(c);
                later.set(waiterOf(c));
            });
            refused(c);
            Goroutine waiter = Goroutine.must(later.get());
            assertThat(waiter.waitsFor(WAITS)).isTrue();
            c.signal();
            waiter.join();
        }
    }

    @Test
    void signalOfARefusedWaitIsPassedToEarlierWaiters() {
        var waited = new AtomicReference<@Nullable Goroutine>();
        var later = new AtomicReference<@Nullable Goroutine>();
        var meanwhile = new AtomicReference<@Nullable Runnable>();
        Cond c = condOfARefusal(meanwhile);
        meanwhile.set(() -> {
            waited.set(waiterOf(c));
            c.signal();
            later.set(waiterOf(c));
        });
        refused(c);
        Goroutine.must(waited.get()).join();
        Goroutine last = Goroutine.must(later.get());
        assertThat(last.waitsFor(WAITS)).isTrue();
        c.signal();
        last.join();
    }

    @Test
    @SuppressWarnings("NullAway")
    void thereIsALock() {
        assertThatThrownBy(() -> new Cond((Lock) null)).isInstanceOf(NullPointerException.class);
    }
}
