package dev.jopher;

import static dev.jopher.Go.*;
import static dev.jopher.internal.support.Goroutine.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.jopher.internal.leak.RuntimeProbe;
import dev.jopher.internal.sched.SchedulerCounts;
import dev.jopher.internal.support.EchoServer;
import dev.jopher.internal.support.Goroutine;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One rule of the scheduler each, seen to fail with the rule taken out of the code; but for {@link
 * #theGlobalQueueAndThePairDoNotStarveTheRing}, whose rule {@code CarrierTest} sees.
 */
@Tag("own-scheduler")
class SchedulerRulesTest {
    /** Enough to need several time slices. */
    private static final int ENOUGH = 20;

    private final int procs = maxProcs();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final WaitGroup running = new WaitGroup();

    /** Whatever the test did, the counts are right again when all have ended. */
    @AfterEach
    void end() {
        stop.set(true);
        running.await();
        maxProcs(procs);
        until(SchedulerCounts::areAtRest);
    }

    // ---- what runs until the test ends ----------------------------------------------------------

    private void hog() {
        running.go(() -> compute(stop));
    }

    private static void compute(AtomicBoolean stop) {
        while (!stop.get()) {
            Thread.onSpinWait();
        }
    }

    private static void computeFor(long nanos) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            Thread.onSpinWait();
        }
    }

    /** A pair that sends to and fro forever; how often. */
    private AtomicLong pair() {
        var rounds = new AtomicLong();
        var ping = new Channel<Integer>();
        var pong = new Channel<Integer>();
        running.go(() -> {
            while (!stop.get()) {
                ping.send(1);
                pong.receive();
                rounds.incrementAndGet();
            }
            ping.close();
        });
        running.go(() -> {
            for (int v : ping) {
                pong.send(v);
            }
        });
        return rounds;
    }

    private AtomicLong yielder() {
        var rounds = new AtomicLong();
        running.go(() -> {
            while (!stop.get()) {
                gosched();
                rounds.incrementAndGet();
            }
        });
        return rounds;
    }

    private static void awaitMore(AtomicLong count) {
        long start = count.get();
        until(() -> count.get() - start >= ENOUGH);
    }

    // ---- none is overlooked ---------------------------------------------------------------------

    /** A carrier that finds nothing says that it is idle, and then looks once more. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void goroutineStartedDuringCarrierParkRuns(int n) {
        maxProcs(n);
        var ran = new AtomicInteger();
        for (int i = 1; i <= 30_000; i++) {
            go(ran::incrementAndGet);
            long start = System.nanoTime();
            while (ran.get() < i && System.nanoTime() - start < 1_000_000) {
                Thread.onSpinWait();
            }
            if (ran.get() < i) {
                int expected = i;
                until(() -> ran.get() == expected);
            }
        }
    }

    /** The monitor sleeps while nothing runs, and an unwatched hog stops all others. */
    @Test
    void theMonitorIsAwakeWhileSomebodyRuns() {
        maxProcs(1);
        until(SchedulerCounts::monitorSleeps);
        hog();
        Goroutine.start(() -> sleep(Duration.ofMillis(1))).join();
    }

    /** A busy processor does not steal: what a hog makes runnable goes to all. */
    @Test
    void goroutineStartedByAHogRunsWhileOthersNeverIdle() {
        maxProcs(1);
        yielder();
        yielder();
        Goroutine.start(() -> {
            for (int i = 0; i < ENOUGH; i++) {
                var ran = new AtomicBoolean();
                go(() -> ran.set(true));
                while (!ran.get()) {
                    Thread.onSpinWait();
                }
            }
        }).join();
    }

    /** A free seat is taken for what is queued on a third: here without a further put. */
    @Test
    void goroutineQueuedBehindAnotherRunsInTheSlotOfAHog() {
        maxProcs(2);
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        var hogRuns = new AtomicBoolean();
        Goroutine.start(() -> {
            running.go(() -> {
                hogRuns.set(true);
                compute(stop);
            });
            while (!hogRuns.get()) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < 200; i++) {
                running.go(() -> {
                    most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    if (most.get() < 2) {
                        computeFor(2_000_000); // together longer than a monitor that comes late
                    }
                    atOnce.decrementAndGet();
                });
            }
        }).join();
        until(() -> most.get() >= 2);
    }

    @Test
    void hogsComeAndGoAndGiveTheirSeatsBack() {
        maxProcs(2);
        for (int i = 0; i < 30; i++) {
            var wg = new WaitGroup();
            for (int k = 0; k < 4; k++) {
                wg.go(() -> computeFor(12_000_000));
            }
            wg.await();
        }
        until(SchedulerCounts::areAtRest);
    }

    // ---- each gets a turn -----------------------------------------------------------------------

    /** Pairs wake each other into next forever: at a slice's end they queue; a yield goes last. */
    @Test
    void twoPairsAndAYielderOnOneProcessor() {
        maxProcs(1);
        var all = List.of(pair(), pair(), yielder());
        all.forEach(SchedulerRulesTest::awaitMore);
    }

    /** A yield queues behind all that can run, as a rule; a monitor may change the order. */
    @Test
    void yieldLetsOthersRun() {
        maxProcs(1);
        Goroutine.start(() -> {
            int ranAtOnce = 0;
            for (int i = 0; i < 100; i++) {
                var ran = new AtomicBoolean();
                go(() -> ran.set(true));
                gosched();
                ranAtOnce += ran.get() ? 1 : 0;
            }
            assertThat(ranAtOnce).isGreaterThan(50);
        }).join();
    }

    /** As in Go, where it is preempted: else they pile up, started faster than others run them. */
    @Test
    void endlessStarterQueuesBehindItsGoroutinesAtSliceEnd() {
        maxProcs(1);
        Goroutine.start(() -> {
            int startedBeside = 0;
            for (int i = 0; i < 1_000_000; i++) {
                go(() -> {});
                startedBeside = RuntimeProbe.isHeldUp() ? startedBeside + 1 : 0;
                assertThat(startedBeside).isLessThan(10);
            }
        }).join();
    }

    /** Those in the ring yield forever: it never gets empty. */
    @Test
    void theRingDoesNotStarveTheGlobalQueue() {
        maxProcs(1);
        yielder();
        yielder();
        for (int i = 0; i < ENOUGH; i++) {
            var ran = new AtomicBoolean();
            go(() -> ran.set(true)); // by a platform thread
            until(ran::get);
        }
    }

    // ---- guests ---------------------------------------------------------------------------------

    /** The JDK's pollers of sockets are virtual threads. Made by a goroutine, they run here. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void socketsBesideHogs(int n) throws IOException {
        maxProcs(n);
        var echo = new EchoServer();
        hog();
        hog();
        List<Goroutine> clients = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
            clients.add(Goroutine.start(() -> {
                try (Socket s = echo.connect()) {
                    for (int i = 0; i < 50; i++) {
                        s.getOutputStream().write(i);
                        assertThat(s.getInputStream().read()).isEqualTo(i);
                    }
                }
            }));
        }
        clients.forEach(Goroutine::join);
        echo.close();
    }

    /** A guest that waits, wakes and is woken like a goroutine, but outlives its creator. */
    @Test
    void aGuestOutlivesWhoMadeIt() {
        maxProcs(1);
        var c = new Channel<Integer>();
        var got = new AtomicInteger();
        Goroutine.start(() -> Thread.ofVirtual().start(() -> c.forEach(got::addAndGet))).join();
        c.send(1);
        c.send(2);
        c.close();
        until(() -> got.get() == 3);
    }
}
