package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;

import dev.jopher.CanceledException;
import dev.jopher.Context;
import dev.jopher.DeadlockException;
import dev.jopher.Go;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RWMutex: the order, each way to lock it, giving up, mistakes. Go's: {@link RWMutexGoTest}. */
@Timeout(60)
class RWMutexTest {
    private static final String READER = "sync.RWMutex.RLock";
    private static final String WRITER = "sync.RWMutex.Lock";
    private static final String UNLOCKED = "RWMutex[0 reading]";

    private final RWMutex mu = new RWMutex();

    /** What holds for both sides alike. */
    enum Side {
        READ(READER, "RWMutex[1 reading]") {
            @Override
            Lock of(RWMutex mu) {
                return mu.readLock();
            }

            @Override
            void lock(RWMutex mu, Context ctx) {
                mu.rLock(ctx);
            }

            @Override
            Hold hold(RWMutex mu) {
                return mu.rHold();
            }
        },
        WRITE(WRITER, "RWMutex[writing]") {
            @Override
            Lock of(RWMutex mu) {
                return mu.writeLock();
            }

            @Override
            void lock(RWMutex mu, Context ctx) {
                mu.lock(ctx);
            }

            @Override
            Hold hold(RWMutex mu) {
                return mu.hold();
            }
        };

        final String reason;
        final String locked;

        Side(String reason, String locked) {
            this.reason = reason;
            this.locked = locked;
        }

        abstract Lock of(RWMutex mu);

        abstract void lock(RWMutex mu, Context ctx);

        abstract Hold hold(RWMutex mu);
    }

    private void assertUnlocked() {
        assertThat(mu).hasToString(UNLOCKED);
    }

    // ---- the order ------------------------------------------------------------------------------

    @Test
    void aWriterThatWaitsKeepsNewReadersOut() throws InterruptedException {
        mu.rLock();
        Goroutine writer = Goroutine.waiting(WRITER, mu::lock);
        assertThat(mu.tryRLock()).isFalse();
        assertThat(mu.readLock().tryLock()).isFalse();
        assertThat(mu.readLock().tryLock(1, TimeUnit.NANOSECONDS)).isFalse();
        Goroutine reader = Goroutine.waiting(READER, mu::rLock);
        mu.rUnlock();
        writer.join();
        assertThat(reader.waitsFor(READER)).isTrue();
        assertThat(mu).hasToString("RWMutex[writing]");
        mu.unlock();
        reader.join();
        mu.rUnlock();
        assertUnlocked();
    }

    @Test
    void afterAWriterAllReadersGoBeforeTheNextWriter() {
        mu.lock();
        Goroutine next = Goroutine.waiting(WRITER, mu::lock);
        Goroutine one = Goroutine.waiting(READER, mu::rLock);
        Goroutine two = Goroutine.waiting(READER, mu::rLock);
        mu.unlock();
        one.join();
        two.join();
        Goroutine.until(() -> next.waitsFor(WRITER)); // first among writers, now for the readers
        assertThat(mu).hasToString("RWMutex[2 reading, awaited]");
        mu.rUnlock();
        mu.rUnlock();
        next.join();
        mu.unlock();
        assertUnlocked();
    }

    @Test
    void theLastReaderLetsTheWriterIn() {
        mu.rLock();
        mu.rLock();
        Goroutine writer = Goroutine.waiting(WRITER, mu::lock);
        mu.rUnlock();
        assertThat(writer.waitsFor(WRITER)).isTrue();
        mu.rUnlock();
        writer.join();
        assertThat(mu.tryRLock()).isFalse();
        mu.unlock();
        assertUnlocked();
    }

    @Test
    void writersGoInTheOrderTheyCame() {
        mu.rLock();
        List<Integer> order = new ArrayList<>(); // the mutex protects it
        List<Goroutine> writers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            writers.add(Goroutine.waiting(WRITER, () -> {
                mu.lock();
                order.add(number);
                mu.unlock();
            }));
        }
        mu.rUnlock();
        writers.forEach(Goroutine::join);
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
        assertUnlocked();
    }

    @Test
    void singleReaderIsTrackedUntilTheBudgetIsUsed() {
        long me = Thread.currentThread().threadId();
        for (int i = 0; i < RWMutexState.TRACKING_BUDGET; i++) {
            mu.rLock();
            assertThat(mu.holders(mu.asWriter)).containsExactly(me);
            mu.rUnlock();
        }
        mu.rLock();
        assertThat(mu.holders(mu.asWriter)).isEmpty();
        mu.rUnlock();
        mu.lock();
        assertThat(mu.holders(mu.asReader)).containsExactly(me);
    }

    @Test
    void severalReadersAreTrackedUntilTheBudgetIsUsed() {
        long me = Thread.currentThread().threadId();
        mu.rLock();
        var other = new AtomicLong();
        while (other.get() == 0) {
            Goroutine.start(() -> {
                long id = Thread.currentThread().threadId();
                if (id % ReaderTracker.SLOTS != me % ReaderTracker.SLOTS) { // or its place is taken
                    mu.rLock();
                    other.set(id);
                }
            }).join();
        }
        assertThat(mu.holders(mu.asWriter)).containsExactlyInAnyOrder(me, other.get());
        mu.rLock();
        for (int i = 0; i < ReaderTracker.BUDGET; i++) {
            mu.rLock();
            mu.rUnlock();
        }
        assertThat(mu.holders(mu.asWriter)).isEmpty();
        mu.rUnlock();
        mu.rUnlock();
        mu.rUnlock();
        mu.rLock();
        assertThat(mu.holders(mu.asWriter)).isEmpty();
    }

    @Tag("alone")
    @Test
    void recursiveRLockWithPendingWriterDeadlocks() {
        assertThatExceptionOfType(DeadlockException.class).isThrownBy(() -> Go.run(() -> {
            mu.rLock();
            var wg = new WaitGroup();
            wg.go(mu::lock);
            Goroutine.until(() -> !mu.tryRLock() || releaseAgain());
            mu.rLock();
        })).withMessageContaining("[" + READER + "]").withMessageContaining("[" + WRITER + "]");
    }

    private boolean releaseAgain() {
        mu.rUnlock();
        return false;
    }

    @Tag("alone")
    @Test
    void recursiveWriteLockDeadlocks() {
        assertThatExceptionOfType(DeadlockException.class).isThrownBy(() -> Go.run(() -> {
            mu.lock();
            mu.lock();
        })).withMessageContaining("[" + WRITER + "]");
    }

    // ---- each way to lock -----------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void anyThreadMayWaitAndUnlock(Side side) {
        mu.lock();
        Goroutine platform = Goroutine.platform(side.of(mu)::lock).awaitWaiting(side.reason);
        Goroutine.start(mu::unlock).join();
        platform.join();
        assertThat(mu).hasToString(side.locked);
        Goroutine.start(side.of(mu)::unlock).join();
        assertUnlocked();
    }

    @ParameterizedTest
    @EnumSource
    void aHoldEndsWithItsBlock(Side side) {
        assertThatThrownBy(() -> {
            try (var _ = side.hold(mu)) {
                assertThat(mu).hasToString(side.locked);
                throw new IOException();
            }
        }).isInstanceOf(IOException.class);
        assertUnlocked();
    }

    @ParameterizedTest
    @EnumSource
    void aHoldWaits(Side side) {
        mu.lock();
        Goroutine waiter = Goroutine.waiting(side.reason, () -> {
            try (var _ = side.hold(mu)) {
                assertThat(mu).hasToString(side.locked);
            }
        });
        mu.unlock();
        waiter.join();
        assertUnlocked();
    }

    @Test
    void itsLocksAreViewsOfTheSameMutex() {
        assertThat(mu.readLock()).isSameAs(mu.readLock())
                .hasToString("RWMutex[0 reading].readLock");
        assertThat(mu.writeLock()).isSameAs(mu.writeLock())
                .hasToString("RWMutex[0 reading].writeLock");
        assertThat(mu.readLock().tryLock()).isTrue();
        assertThat(mu.readLock().tryLock()).isTrue();
        assertThat(mu.writeLock().tryLock()).isFalse();
        mu.rUnlock();
        mu.rUnlock();
        assertThat(mu.writeLock().tryLock()).isTrue();
        assertThat(mu.readLock().tryLock()).isFalse();
        mu.unlock();
        assertUnlocked();
    }

    @ParameterizedTest
    @EnumSource
    void tryLockWithATime(Side side) throws InterruptedException {
        Lock lock = side.of(mu);
        assertThat(lock.tryLock(0, TimeUnit.SECONDS)).isTrue();
        lock.unlock();
        mu.lock();
        assertThat(lock.tryLock(0, TimeUnit.SECONDS)).isFalse();
        assertThat(lock.tryLock(-1, TimeUnit.SECONDS)).isFalse();
        assertThat(lock.tryLock(1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(mu).as("nobody is left in the queue").hasToString("RWMutex[writing]");
        Goroutine waiter = Goroutine.waiting(side.reason,
                () -> assertThat(lock.tryLock(Long.MAX_VALUE, TimeUnit.DAYS)).isTrue());
        mu.unlock();
        waiter.join();
        assertThat(mu).hasToString(side.locked);
        lock.unlock();
        assertUnlocked();
    }

    @Test
    void tellsItsState() {
        assertUnlocked();
        mu.rLock();
        assertThat(mu).hasToString("RWMutex[1 reading]");
        Goroutine writer = Goroutine.waiting(WRITER, mu::lock);
        assertThat(mu).hasToString("RWMutex[1 reading, awaited]");
        mu.rUnlock();
        writer.join();
        assertThat(mu).hasToString("RWMutex[writing]");
    }

    // ---- giving up ------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void lockDoesNotHearInterruptsAndKeepsTheFlag(Side side) {
        mu.lock();
        Goroutine waiter = Goroutine.waiting(side.reason, () -> {
            side.of(mu).lock();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
        waiter.interrupt();
        waiter.awaitWaiting(side.reason);
        mu.unlock();
        waiter.join();
        assertThat(mu).hasToString(side.locked);
    }

    @ParameterizedTest
    @EnumSource
    void lockInterruptiblyEndsWithTheFlagCleared(Side side) {
        mu.lock();
        Goroutine waiter = Goroutine.waiting(side.reason, () -> {
            assertThatThrownBy(side.of(mu)::lockInterruptibly)
                    .isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
        waiter.interrupt();
        waiter.join();
        assertThat(mu).hasToString("RWMutex[writing]");
        mu.unlock();
        assertUnlocked();
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsTryLock(Side side) {
        mu.lock();
        Goroutine waiter = Goroutine.waiting(side.reason, () -> {
            assertThatThrownBy(() -> side.of(mu).tryLock(1, TimeUnit.DAYS))
                    .isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
        waiter.interrupt();
        waiter.join();
        mu.unlock();
        assertUnlocked();
    }

    @ParameterizedTest
    @EnumSource
    void asLockSaysAnInterruptFromBeforeCountsAlsoIfItIsFree(Side side) {
        Lock lock = side.of(mu);
        Goroutine.start(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(lock::lockInterruptibly).isInstanceOf(InterruptedException.class);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> lock.tryLock(1, TimeUnit.HOURS))
                    .isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
            lock.lockInterruptibly();
            lock.unlock();
        }).join();
        assertUnlocked();
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptFromBeforeDoesNotHinderWhatNeedsNoWaiting(Side side) {
        Goroutine.start(() -> {
            Thread.currentThread().interrupt();
            side.lock(mu, Context.background());
            side.of(mu).unlock();
            mu.lock();
            assertThatThrownBy(() -> side.lock(mu, Context.background()))
                    .isInstanceOf(UncheckedInterruptedException.class)
                    .hasMessage("interrupted in " + side.reason);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            mu.unlock();
        }).join();
        assertUnlocked();
    }

    @ParameterizedTest
    @EnumSource
    void cancelledWaiterLocksNothing(Side side) {
        mu.lock();
        try (var ctx = Context.background().withCancel()) {
            Goroutine waiter = Goroutine.waiting(side.reason, () -> side.lock(mu, ctx));
            var cause = new IOException("enough");
            ctx.cancel(cause);
            assertThat(waiter.failure()).isInstanceOf(CanceledException.class).hasCause(cause);
            mu.unlock();
            assertThatThrownBy(() -> side.lock(mu, ctx)).isInstanceOf(CanceledException.class);
        }
        assertUnlocked();
    }

    @ParameterizedTest
    @EnumSource
    void lockWithAContextThatIsNotDone(Side side) {
        mu.lock();
        try (var ctx = Context.background().withCancel()) {
            Goroutine waiter = Goroutine.waiting(side.reason, () -> side.lock(mu, ctx));
            mu.unlock();
            waiter.join();
        }
        assertThat(mu).hasToString(side.locked);
        side.of(mu).unlock();
        assertUnlocked();
    }

    /** The readers wait only for the writer that gives up. */
    @Test
    void aWriterThatIsCanceledLetsTheReadersIn() {
        mu.rLock();
        try (var ctx = Context.background().withCancel()) {
            Goroutine writer = Goroutine.waiting(WRITER, () -> mu.lock(ctx));
            Goroutine one = Goroutine.waiting(READER, mu::rLock);
            Goroutine two = Goroutine.waiting(READER, mu::rLock);
            ctx.cancel();
            one.join();
            two.join();
            assertThat(writer.failure()).isInstanceOf(CanceledException.class);
        }
        assertThat(mu).hasToString("RWMutex[3 reading]");
    }

    @Test
    void aWriterThatIsInterruptedLetsTheReadersIn() {
        mu.rLock();
        Goroutine writer = Goroutine.waiting(WRITER, mu.writeLock()::lockInterruptibly);
        Goroutine reader = Goroutine.waiting(READER, mu::rLock);
        writer.interrupt();
        reader.join();
        assertThat(writer.failure()).isInstanceOf(InterruptedException.class);
        assertThat(mu).hasToString("RWMutex[2 reading]");
    }

    /** As its time may run out before the reader comes, again until it does not. */
    @Test
    void aWriterWhoseTimeRunsOutLetsTheReadersIn() {
        mu.rLock();
        for (boolean met = false; !met;) {
            Goroutine writer = Goroutine.start(
                    () -> assertThat(mu.writeLock().tryLock(20, TimeUnit.MILLISECONDS)).isFalse());
            Goroutine.until(() -> writer.isDone() || writer.waitsFor(WRITER));
            met = !mu.tryRLock();
            if (met) {
                mu.rLock();
            }
            mu.rUnlock();
            writer.join();
        }
        assertThat(mu).hasToString("RWMutex[1 reading]");
    }

    @Test
    void aWriterThatGivesUpLetsTheReadersInEvenIfAnotherWriterWaits() {
        mu.rLock();
        try (var ctx = Context.background().withCancel()) {
            Goroutine first = Goroutine.waiting(WRITER, () -> mu.lock(ctx));
            Goroutine second = Goroutine.waiting(WRITER, mu::lock);
            Goroutine reader = Goroutine.waiting(READER, mu::rLock);
            ctx.cancel();
            assertThat(first.failure()).isInstanceOf(CanceledException.class);
            reader.join();
            mu.rUnlock();
            mu.rUnlock();
            second.join();
            mu.unlock();
        }
        assertUnlocked();
    }

    @Test
    void ifAnotherWriterWritesTheReadersWaitOn() {
        mu.lock();
        try (var ctx = Context.background().withCancel()) {
            Goroutine writer = Goroutine.waiting(WRITER, () -> mu.lock(ctx));
            Goroutine reader = Goroutine.waiting(READER, mu::rLock);
            ctx.cancel();
            assertThat(writer.failure()).isInstanceOf(CanceledException.class);
            assertThat(reader.waitsFor(READER)).isTrue();
            mu.unlock();
            reader.join();
        }
        assertThat(mu).hasToString("RWMutex[1 reading]");
    }

    @Test
    void aReaderThatGivesUpIsNotWaitedFor() {
        mu.lock();
        try (var ctx = Context.background().withCancel()) {
            Goroutine reader = Goroutine.waiting(READER, () -> mu.rLock(ctx));
            Goroutine writer = Goroutine.waiting(WRITER, mu::lock);
            ctx.cancel();
            assertThat(reader.failure()).isInstanceOf(CanceledException.class);
            mu.unlock();
            writer.join();
        }
        mu.unlock();
        assertUnlocked();
    }

    // ---- mistakes -------------------------------------------------------------------------------

    @Test
    void aMistakeChangesNothing() {
        mu.rLock();
        assertThatExceptionOfType(IllegalMonitorStateException.class)
                .isThrownBy(mu.writeLock()::unlock)
                .withMessage("sync: Unlock of unlocked RWMutex");
        assertThat(mu).hasToString("RWMutex[1 reading]");
        mu.rUnlock();
        mu.lock();
        assertThatExceptionOfType(IllegalMonitorStateException.class)
                .isThrownBy(mu.readLock()::unlock)
                .withMessage("sync: RUnlock of unlocked RWMutex");
        assertThat(mu).hasToString("RWMutex[writing]");
        mu.unlock();
        assertUnlocked();
    }
}
