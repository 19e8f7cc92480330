package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.Unit;
import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** After Go's {@code sync/cond_test.go}. */
@Timeout(60)
class CondGoTest {
    private final Mutex mu = new Mutex();
    private final Cond cond = new Cond(mu);

    private void signal() {
        mu.lock();
        cond.signal();
        mu.unlock();
    }

    /** TestCondSignal: a signal wakes one. */
    @Test
    void aSignalWakesOne() {
        int n = 2;
        var running = new Channel<Unit>(n);
        var awake = new Channel<Unit>(n);
        for (int i = 0; i < n; i++) {
            Go.go(() -> {
                mu.lock();
                running.send(Unit.UNIT);
                cond.await();
                awake.send(Unit.UNIT);
                mu.unlock();
            });
        }
        for (int i = 0; i < n; i++) {
            running.receive();
        }
        for (int i = 0; i < n; i++) {
            assertThat(awake.tryReceive()).isNull();
            signal();
            awake.receive();
            assertThat(awake.tryReceive()).isNull();
        }
        cond.signal();
    }

    /** TestCondSignalGenerations: one that comes after the signal is not woken. */
    @Test
    void aSignalIsForThoseWhoWaitAlready() {
        int n = 100;
        var running = new Channel<Unit>(n);
        var awake = new Channel<Integer>(n);
        for (int i = 0; i < n; i++) {
            int number = i;
            Go.go(() -> {
                mu.lock();
                running.send(Unit.UNIT);
                cond.await();
                awake.send(number);
                mu.unlock();
            });
            if (i > 0) {
                assertThat(awake.receive()).isEqualTo(i - 1);
            }
            running.receive();
            signal();
        }
        assertThat(awake.receive()).isEqualTo(n - 1);
    }

    /** TestCondBroadcast: it wakes all, each once, as often as they come back. */
    @Test
    void aBroadcastWakesAll() {
        int n = 100;
        var running = new Channel<Integer>(n);
        var awake = new Channel<Integer>(n);
        boolean[] exit = new boolean[1];
        for (int i = 0; i < n; i++) {
            int number = i;
            Go.go(() -> {
                mu.lock();
                while (!exit[0]) {
                    running.send(number);
                    cond.await();
                    awake.send(number);
                }
                mu.unlock();
            });
        }
        for (int round = 0; round < n; round++) {
            for (int i = 0; i < n; i++) {
                running.receive();
            }
            mu.lock();
            exit[0] = round == n - 1;
            mu.unlock();
            assertThat(awake.tryReceive()).isNull();
            mu.lock();
            cond.broadcast();
            mu.unlock();
            Set<Integer> seen = new HashSet<>();
            for (int i = 0; i < n; i++) {
                assertThat(seen.add(Goroutine.must(awake.receive()))).isTrue();
            }
        }
        assertThat(running.tryReceive()).isNull();
        cond.broadcast();
    }

    /** TestRace: three play a variable that is not volatile to one another. */
    @Test
    void signalledWaiterSeesChangesMadeUnderTheLock() {
        int[] x = new int[1];
        var group = new ErrGroup();
        group.go(() -> {
            mu.lock();
            x[0] = 1;
            cond.await();
            assertThat(x[0]).isEqualTo(2);
            x[0] = 3;
            cond.signal();
            mu.unlock();
        });
        group.go(() -> {
            mu.lock();
            while (x[0] != 1) {
                letOthersCome();
            }
            x[0] = 2;
            cond.signal();
            mu.unlock();
        });
        group.go(() -> {
            mu.lock();
            while (x[0] < 2) {
                letOthersCome();
            }
            if (x[0] == 2) {
                cond.await();
                assertThat(x[0]).isEqualTo(3);
            }
            mu.unlock();
        });
        group.await();
        assertThat(x[0]).isEqualTo(3);
    }

    private void letOthersCome() {
        mu.unlock();
        Go.gosched();
        mu.lock();
    }

    /** TestCondSignalStealing: a late arrival does not take the broadcast from the waiter. */
    @Test
    void laterWaiterDoesNotStealABroadcast() {
        for (int round = 0; round < 1000; round++) {
            var m = new Mutex();
            var c = new Cond(m);
            var step = new Channel<Unit>();
            boolean[] done = new boolean[1];
            var wg = new WaitGroup();
            wg.go(() -> {
                m.lock();
                step.send(Unit.UNIT);
                c.await();
                m.unlock();
                step.send(Unit.UNIT);
            });
            step.receive();
            m.lock(); // the first waits now
            m.unlock();
            wg.go(c::broadcast);
            wg.go(() -> {
                m.lock();
                while (!done[0]) {
                    c.await();
                }
                m.unlock();
            });
            step.receive();
            m.lock();
            done[0] = true;
            m.unlock();
            c.broadcast();
            wg.await();
        }
    }
}
