package dev.jopher;

import static dev.jopher.Go.*;
import static dev.jopher.internal.support.Goroutine.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.jopher.internal.support.Goroutine;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only our scheduler can do. */
@Tag("own-scheduler")
class SchedulerTest {
    private static final CountDownLatch WAKE = new CountDownLatch(1);

    private final int procs = maxProcs();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final WaitGroup hogs = new WaitGroup();

    @AfterEach
    void end() {
        stop.set(true);
        hogs.await();
        maxProcs(procs);
    }

    private void hog(int n) {
        for (int i = 0; i < n; i++) {
            hogs.go(() -> {
                while (!stop.get()) {
                    Thread.onSpinWait();
                }
            });
        }
    }

    private static void pingPong(int rounds) {
        var ping = new Channel<Integer>();
        var pong = new Channel<Integer>();
        go(() -> {
            for (int v : ping) {
                pong.send(v);
            }
            pong.close();
        });
        for (int i = 0; i < rounds; i++) {
            ping.send(i);
            assertThat(pong.receive()).isEqualTo(i);
        }
        ping.close();
        assertThat(pong.receive()).isNull();
    }

    @ParameterizedTest // Go: TestPreemption
    @ValueSource(ints = {1, 2, 4})
    void endlessLoopsDoNotHoldUpTheOthers(int n) {
        maxProcs(n);
        hog(4 * n);
        Goroutine.start(() -> {
            for (int i = 0; i < 10; i++) {
                sleep(Duration.ofMillis(1));
                pingPong(100);
            }
        }).join();
    }

    @Test // Go: TestPingPongHog
    void aPairBesideAHog() {
        maxProcs(1);
        hog(1);
        Goroutine.start(() -> pingPong(100_000)).join();
    }

    /** What the goroutine starts before it computes, and while it does. */
    @Test
    void goroutineStartedByAHogRuns() {
        maxProcs(1);
        AtomicInteger ran = new AtomicInteger();
        hogs.go(() -> {
            while (!stop.get()) {
                if (ran.get() < 1_000) {
                    go(ran::incrementAndGet);
                }
            }
        });
        until(() -> ran.get() >= 1_000);
    }

    /** A carrier that blocks is one that is held up. */
    @Test
    void aGoroutineThatBlocksItsCarrierDoesNotHoldUpTheOthers() {
        maxProcs(1);
        Goroutine blocked = Goroutine.start(() -> assertThat(Pinned.WOKEN).isTrue());
        Goroutine.start(() -> {
            pingPong(1_000);
            WAKE.countDown();
        }).join();
        blocked.join();
    }

    /** A goroutine in a static initialiser is pinned: it blocks its carrier. */
    private static final class Pinned {
        static final boolean WOKEN = waits();

        private static boolean waits() {
            try {
                WAKE.await();
                return true;
            } catch (InterruptedException e) {
                return false;
            }
        }
    }

    /** Each keeps a carrier for itself; the one that would end that is behind them in the queue. */
    @Test
    void manyThatBlockTheirCarriersDoNotHoldUpTheOneTheyWaitFor() {
        maxProcs(2);
        var sum = new AtomicInteger();
        var wg = new WaitGroup();
        for (int i = 0; i < 200; i++) {
            wg.go(() -> sum.addAndGet(Fed.VALUE));
        }
        go(() -> Feed.CHANNEL.send(9));
        wg.await();
        assertThat(sum.get()).isEqualTo(9 * 200);
    }

    private static final class Feed {
        static final Channel<Integer> CHANNEL = new Channel<>();
    }

    private static final class Fed {
        static final int VALUE = Goroutine.must(Feed.CHANNEL.receive());
    }

    /** So many that a product of it overflows. */
    @Test
    void thereCanBeMoreProcessorsThanAnybodyHas() {
        maxProcs(Integer.MAX_VALUE);
        assertThat(maxProcs()).isEqualTo(32_767);
        hog(4);
        Goroutine.start(() -> pingPong(100)).join();
    }

    /** A goroutine that wakes no other must not be waited for by the one that it has started. */
    @Test
    void goroutineRunsWhileItsCreatorComputes() {
        maxProcs(2);
        AtomicBoolean ran = new AtomicBoolean();
        Goroutine.start(() -> {
            go(() -> ran.set(true));
            while (!ran.get()) {
                Thread.onSpinWait();
            }
        }).join();
    }

    @Test
    void virtualThreadsMadeByGoroutinesAreGuests() {
        Goroutine.start(() -> {
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Thread> f = executor.submit(() -> {
                    LockSupport.parkNanos(1_000);
                    Thread.yield();
                    return Thread.currentThread();
                });
                Thread t = f.get();
                assertThat(t).isNotSameAs(Thread.currentThread());
            }
            Thread guest = Thread.ofVirtual().start(() -> pingPong(100));
            guest.join();
        }).join();
    }

    @Test
    void maxProcsChangesWhileAllAreBusy() {
        maxProcs(2);
        var wg = new WaitGroup();
        for (int i = 0; i < 8; i++) {
            wg.go(() -> pingPong(2_000));
        }
        for (int i = 0; i < 200; i++) {
            maxProcs(1 + i % 5);
            sleep(Duration.ofMillis(1));
        }
        wg.await();
    }
}
