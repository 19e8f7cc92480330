package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.jopher.internal.support.Goroutine;
import dev.jopher.internal.support.Interleavings;
import dev.jopher.internal.support.Interleavings.Operation;
import dev.jopher.sync.WaitPoint.Outcome;
import dev.jopher.sync.WaitPoint.WaitMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mutex and RWMutex: what is refused or given up is seen by no other thread. */
@Timeout(120)
class LockInterleavingsTest {
    private static final int YES = 1;
    private static final int NO = 0;
    private static final int REFUSED = -1;

    // ---- Mutex: 1 is locked ---------------------------------------------------------------------

    @Test
    void mutex() throws Exception {
        List<Operation<Mutex>> operations = List.of(
                tries("tryLock", Mutex::tryLock, s -> s == 0, 1),
                tries("lock, interrupted", interrupted(mu -> mu.lockSlow(WaitMode.INTERRUPTIBLE)),
                        s -> s == 0, 1),
                unlocks("unlock", Mutex::unlock, s -> s == 1, -1),
                unlocks("unlock", Mutex::unlock, s -> s == 1, -1));
        for (int threads = 2; threads <= 3; threads++) {
            new Interleavings<>(threads, Mutex::new, 0, LockInterleavingsTest::look, operations)
                    .check(5_000);
        }
    }

    private static long look(Mutex mu) {
        boolean locked = !mu.tryLock();
        mu.unlock();
        assertThat(mu.isIdle()).isTrue();
        assertThat(!locked || mu.tryLock()).isTrue(); // for the next look
        return locked ? 1 : 0;
    }

    // ---- RWMutex: -1 is writing, else how many read ---------------------------------------------

    @Test
    void rwMutex() throws Exception {
        List<Operation<RWMutex>> operations = List.of(
                tries("tryLock", RWMutex::tryLock, s -> s == 0, -1),
                tries("tryRLock", RWMutex::tryRLock, s -> s >= 0, 1),
                tries("rLock, interrupted", interrupted(mu -> mu.rLock(WaitMode.INTERRUPTIBLE)),
                        s -> s >= 0, 1),
                unlocks("unlock", RWMutex::unlock, s -> s == -1, 1),
                unlocks("rUnlock", RWMutex::rUnlock, s -> s > 0, -1));
        for (int threads = 2; threads <= 3; threads++) {
            new Interleavings<>(threads, RWMutex::new, 0, LockInterleavingsTest::look, operations)
                    .check(5_000);
            new Interleavings<>(threads, LockInterleavingsTest::read, 1,
                    LockInterleavingsTest::look, operations)
                    .check(5_000);
        }
    }

    /** A waiting writer is one that others wait for; what it may rightly prevent is not asked. */
    @Test
    void writersThatGiveUp() throws Exception {
        Operation<RWMutex> lock = new Operation<>("lock, interrupted",
                mu -> interrupted((RWMutex m) -> m.lock(WaitMode.INTERRUPTIBLE)).test(mu) ? YES
                        : NO,
                (s, result) -> {
                    boolean locked = result == YES;
                    boolean possible = !locked || s[0] == 0;
                    s[0] = locked ? -1 : s[0];
                    return possible;
                });
        List<Operation<RWMutex>> operations = List.of(lock, lock,
                unlocks("unlock", RWMutex::unlock, s -> s == -1, 1),
                unlocks("rUnlock", RWMutex::rUnlock, s -> s > 0, -1));
        for (int threads = 2; threads <= 3; threads++) {
            new Interleavings<>(threads, LockInterleavingsTest::read, 1,
                    LockInterleavingsTest::look, operations)
                    .check(8_000);
        }
    }

    /** Between the two steps of an unlock it is free for all. */
    @Test
    void tryLockSucceedsOnceAnUnlockWasSeen() throws Exception {
        List<Operation<RWMutex>> operations = List.of(
                tries("tryLock", RWMutex::tryLock, s -> s == 0, -1),
                unlocks("unlock", RWMutex::unlock, s -> s == -1, 1),
                unlocks("unlock", RWMutex::unlock, s -> s == -1, 1));
        new Interleavings<>(2, () -> {
            var mu = new RWMutex();
            mu.lock();
            return mu;
        }, -1, LockInterleavingsTest::look, operations).check(80_000);
    }

    private static RWMutex read() {
        var mu = new RWMutex();
        mu.rLock();
        return mu;
    }

    private static long look(RWMutex mu) {
        long readers = 0;
        boolean writing = !mu.tryRLock();
        if (writing) {
            mu.unlock();
        } else {
            mu.rUnlock();
            for (; !mu.tryLock(); readers++) {
                mu.rUnlock();
            }
            mu.unlock();
        }
        assertThat(mu.isIdle()).isTrue();
        for (long n = 0; n < readers; n++) { // for the next look
            mu.rLock();
        }
        assertThat(!writing || mu.tryLock()).isTrue();
        return writing ? -1 : readers;
    }

    // ---- operations -----------------------------------------------------------------------------

    private static <T> Operation<T> tries(String name, Predicate<T> real, Predicate<Long> free,
            int change) {
        return new Operation<>(name, t -> real.test(t) ? YES : NO, (s, result) -> {
            boolean taken = free.test(s[0]);
            s[0] += taken ? change : 0;
            return result == (taken ? YES : NO);
        });
    }

    private interface Unlock<T> {
        void of(T t);
    }

    private static <T> Operation<T> unlocks(String name, Unlock<T> real, Predicate<Long> held,
            int change) {
        return new Operation<>(name, t -> {
            try {
                real.of(t);
                return YES;
            } catch (IllegalMonitorStateException e) {
                return REFUSED;
            }
        }, (s, result) -> {
            boolean right = held.test(s[0]);
            s[0] += right ? change : 0;
            return result == (right ? YES : REFUSED);
        });
    }

    /** With the flag set: it stands in the queue, and gives up. */
    private static <T> Predicate<T> interrupted(Function<T, Outcome> lock) {
        return t -> {
            Thread.currentThread().interrupt();
            try {
                return lock.apply(t) == Outcome.SERVED;
            } finally {
                boolean _ = Thread.interrupted();
            }
        };
    }

    // ---- between two steps ----------------------------------------------------------------------

    /** The writer has left its queue, and not yet cleared WRITER, when the last reader ends. */
    @Test
    void whereAWriterHasGivenUpNobodyWrites() {
        var mu = new RWMutex();
        mu.rLock();
        Outcome outcome = mu.lock((place, w) -> {
            assertThat(place.leave(w)).isTrue();
            mu.rUnlock();
            assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(mu::unlock);
            assertThat(mu.tryRLock()).isTrue();
            return Outcome.INTERRUPTED;
        });
        assertThat(outcome).isEqualTo(Outcome.INTERRUPTED);
        mu.rUnlock();
        assertThat(mu.isIdle()).isTrue();
    }

    /** One tries while another reads, and then another tries when the reader has left. */
    @Test
    void aTryThatIsRefusedIsNotTheReasonForAnotherRefusal() {
        var mu = new RWMutex();
        mu.rLock();
        assertThat(mu.mutex.tryToTake()).isTrue();
        mu.rUnlock();
        var taken = new AtomicBoolean();
        Goroutine other = Goroutine.platform(() -> taken.set(mu.tryLock()));
        mu.mutex.takeBack();
        other.join();
        assertThat(taken).isTrue();
        mu.unlock();
        assertThat(mu.isIdle()).isTrue();
    }

    /** One that was woken for nothing asks to be handed the mutex, and gives up. */
    @Test
    void starvingWaiterThatGivesUpLeavesTheMutexIdle() {
        var mu = new Mutex();
        mu.starvationNanos = -1;
        mu.lock();
        var next = new AtomicReference<@Nullable Goroutine>();
        Outcome outcome = mu.lockSlow((place, w) -> {
            if (next.get() == null) {
                mu.unlock();
                assertThat(mu.tryLock()).isTrue();
                place.uninterruptibly(w); // woken already
                next.set(Goroutine.waiting("sync.Mutex.Lock", mu::lock));
                return Outcome.SERVED;
            }
            assertThat(mu).hasToString("Mutex[locked, awaited, starving]");
            assertThat(place.leave(w)).isTrue();
            return Outcome.INTERRUPTED;
        });
        assertThat(outcome).isEqualTo(Outcome.INTERRUPTED);
        assertThat(mu).hasToString("Mutex[locked, awaited]");
        mu.unlock();
        Goroutine.must(next.get()).join();
    }
}
