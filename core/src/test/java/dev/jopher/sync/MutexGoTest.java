package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.stream.Stream;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After Go's {@code sync/mutex_test.go}, and semaphores of {@code sync/runtime_sema_test.go}. */
@Timeout(60)
class MutexGoTest {
    /** TestSemaphore: ten hammer on a semaphore of one, and all come to an end. */
    @Test
    void hammeredSemaphore() {
        var sem = new Semaphore(1);
        var wg = new WaitGroup();
        for (int i = 0; i < 10; i++) {
            wg.go(() -> {
                for (int k = 0; k < 1000; k++) {
                    sem.acquire();
                    sem.release();
                }
            });
        }
        wg.await();
        assertThat(sem.tryAcquire()).isTrue();
    }

    /** BenchmarkSemaSyntBlock and the like, by behaviour: a surplus is released, then all taken. */
    @Test
    void semaphoreReleasedAndAcquired() {
        var sem = new Semaphore(4);
        sem.acquire(4);
        var wg = new WaitGroup();
        wg.go(() -> sem.acquire(2));
        for (int i = 0; i < 4; i++) {
            wg.go(() -> {
                for (int k = 0; k < 1000; k++) {
                    sem.acquire();
                    sem.release();
                }
            });
        }
        sem.release(4);
        wg.await();
        assertThat(sem.tryAcquire(2)).isTrue();
        assertThat(sem.tryAcquire()).isFalse();
    }

    /** TestMutex. */
    @Test
    void hammered() {
        var mu = new Mutex();
        mu.lock();
        assertThat(mu.tryLock()).isFalse();
        mu.unlock();
        assertThat(mu.tryLock()).isTrue();
        mu.unlock();

        var done = new Channel<Unit>();
        int[] n = new int[2];
        for (int i = 0; i < 10; i++) {
            Go.go(() -> {
                for (int k = 0; k < 1000; k++) {
                    if (k % 3 != 0) {
                        mu.lock();
                        n[0]++;
                        mu.unlock();
                    } else if (mu.tryLock()) {
                        n[1]++;
                        mu.unlock();
                    }
                }
                done.send(Unit.UNIT);
            });
        }
        for (int i = 0; i < 10; i++) {
            done.receive();
        }
        assertThat(n[0]).isEqualTo(10 * 666);
        assertThat(n[1]).isBetween(1, 10 * 334);
        assertThat(mu.isIdle()).isTrue();
    }

    record Misuse(String name, Runnable mistake, String message) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** TestMutexMisuse. */
    static Stream<Misuse> misuse() {
        String ofMutex = "sync: unlock of unlocked mutex";
        String unlock = "sync: Unlock of unlocked RWMutex";
        String rUnlock = "sync: RUnlock of unlocked RWMutex";
        return Stream.of(new Misuse("Mutex.Unlock", () -> new Mutex().unlock(), ofMutex),
                new Misuse("Mutex.Unlock2", () -> {
                    var mu = new Mutex();
                    mu.lock();
                    mu.unlock();
                    mu.unlock();
                }, ofMutex), new Misuse("RWMutex.Unlock", () -> new RWMutex().unlock(), unlock),
                new Misuse("RWMutex.Unlock2", () -> {
                    var mu = new RWMutex();
                    mu.rLock();
                    mu.unlock();
                }, unlock), new Misuse("RWMutex.Unlock3", () -> {
                    var mu = new RWMutex();
                    mu.lock();
                    mu.unlock();
                    mu.unlock();
                }, unlock), new Misuse("RWMutex.RUnlock", () -> new RWMutex().rUnlock(), rUnlock),
                new Misuse("RWMutex.RUnlock2", () -> {
                    var mu = new RWMutex();
                    mu.lock();
                    mu.rUnlock();
                }, rUnlock), new Misuse("RWMutex.RUnlock3", () -> {
                    var mu = new RWMutex();
                    mu.rLock();
                    mu.rUnlock();
                    mu.rUnlock();
                }, rUnlock));
    }

    @ParameterizedTest
    @MethodSource("misuse")
    void misuseIsRefused(Misuse misuse) {
        assertThatExceptionOfType(IllegalMonitorStateException.class)
                .isThrownBy(misuse.mistake::run)
                .withMessage(misuse.message);
    }

    /** TestMutexFairness: a nearly constant holder does not keep out an occasional one. */
    @Test
    void fair() {
        var mu = new Mutex();
        var stop = new Channel<Unit>();
        var wg = new WaitGroup();
        wg.go(() -> {
            do {
                mu.lock();
                Go.sleep(Duration.ofNanos(100_000));
                mu.unlock();
            } while (stop.tryReceiveOk() == null);
        });
        for (int i = 0; i < 10; i++) {
            Go.sleep(Duration.ofNanos(100_000));
            mu.lock();
            mu.unlock();
        }
        stop.close();
        wg.await();
        assertThat(mu.isIdle()).isTrue();
    }
}
