package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After Go's {@code sync/rwmutex_test.go}. Its misuse is in {@link MutexGoTest}, as in Go. */
@Timeout(60)
class RWMutexGoTest {
    private static final int OF_A_WRITER = 10_000;

    private final RWMutex mu = new RWMutex();

    /** TestParallelReaders: all read at the same time. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void parallelReaders(int n) {
        var locked = new Channel<Unit>();
        var unlock = new Channel<Unit>();
        var wg = new WaitGroup();
        for (int i = 0; i < n; i++) {
            wg.go(() -> {
                mu.rLock();
                locked.send(Unit.UNIT);
                unlock.receive();
                mu.rUnlock();
            });
        }
        for (int i = 0; i < n; i++) {
            locked.receive();
        }
        assertThat(mu).hasToString("RWMutex[" + n + " reading]");
        for (int i = 0; i < n; i++) {
            unlock.send(Unit.UNIT);
        }
        wg.await();
        assertThat(mu).hasToString("RWMutex[0 reading]");
    }

    /** TestRWMutex, its first half: which lock keeps out which. */
    @Test
    void tryLocks() {
        mu.lock();
        assertThat(mu.tryLock()).isFalse();
        assertThat(mu.tryRLock()).isFalse();
        mu.unlock();

        assertThat(mu.tryLock()).isTrue();
        mu.unlock();

        assertThat(mu.tryRLock()).isTrue();
        assertThat(mu.tryRLock()).isTrue();
        assertThat(mu.tryLock()).isFalse();
        mu.rUnlock();
        assertThat(mu.tryLock()).as("one still reads").isFalse();
        mu.rUnlock();
        assertThat(mu.tryLock()).isTrue();
    }

    /** TestRWMutex, its second half: two writers and many readers; each writer is alone. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 10})
    void hammered(int readers) {
        int rounds = 1000;
        var active = new AtomicInteger(); // one for each reader, many for a writer
        int[] written = new int[2]; // not volatile: the mutex has to do for them
        var group = new ErrGroup();
        for (int i = 0; i < readers + 2; i++) {
            boolean writes = i == 0 || i == 1 + readers / 2;
            group.go(() -> {
                for (int k = 0; k < rounds; k++) {
                    if (writes) {
                        write(active, written);
                    } else {
                        read(active, written);
                    }
                }
            });
        }
        group.await();
        assertThat(written).containsExactly(2 * rounds, 2 * rounds);
        assertThat(mu).hasToString("RWMutex[0 reading]");
    }

    private void write(AtomicInteger active, int[] written) {
        mu.lock();
        assertThat(active.addAndGet(OF_A_WRITER)).isEqualTo(OF_A_WRITER);
        written[0]++;
        letOthersCome(written[0]);
        written[1]++;
        active.addAndGet(-OF_A_WRITER);
        mu.unlock();
    }

    private void read(AtomicInteger active, int[] written) {
        mu.rLock();
        int n = active.incrementAndGet();
        assertThat(n).isBetween(1, OF_A_WRITER - 1);
        letOthersCome(n);
        assertThat(written[0]).isEqualTo(written[1]);
        active.decrementAndGet();
        mu.rUnlock();
    }

    private static void letOthersCome(int n) {
        if (n % 4 == 0) {
            Go.gosched();
        }
    }

    /** TestRLocker: as a Lock, twice, it keeps the writer out until the second unlock. */
    @Test
    void asALockForReading() {
        int rounds = 10;
        Lock reading = mu.readLock();
        var rLocked = new Channel<Unit>(1);
        var wLocked = new Channel<Unit>(1);
        Go.go(() -> {
            for (int i = 0; i < rounds; i++) {
                reading.lock();
                reading.lock();
                rLocked.send(Unit.UNIT);
                mu.lock();
                wLocked.send(Unit.UNIT);
            }
        });
        for (int i = 0; i < rounds; i++) {
            rLocked.receive();
            reading.unlock();
            assertThat(wLocked.tryReceive()).as("one of two still reads").isNull();
            reading.unlock();
            wLocked.receive();
            assertThat(rLocked.tryReceive()).as("one writes").isNull();
            mu.unlock();
        }
    }
}
