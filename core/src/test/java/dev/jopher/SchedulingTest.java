package dev.jopher;

import static dev.jopher.Go.after;
import static dev.jopher.Go.go;
import static dev.jopher.Go.gosched;
import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.select;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

/** What of runtime/proc_test.go holds on any scheduler. */
class SchedulingTest {
    /** TestGoroutineParallelism: one for each processor, all at once; they wait by spinning. */
    @Test
    void goroutinesRunInParallel() {
        int procs = Math.min(Go.maxProcs(), Go.numCPU());
        for (int round = 0; round < 5; round++) {
            var done = new Channel<Unit>();
            var turn = new AtomicInteger();
            for (int i = 0; i < procs; i++) {
                go(p -> {
                    for (int k = 0; k < 3; k++) {
                        while (turn.get() != procs * k + p) {
                            Thread.onSpinWait();
                        }
                        turn.incrementAndGet();
                    }
                    done.send(Go.UNIT);
                }, i);
            }
            for (int i = 0; i < procs; i++) {
                done.receive();
            }
            assertThat(turn).hasValue(3 * procs);
        }
    }

    /** TestTimerFairness: a timer has its turn next to goroutines that are always ready. */
    @Test
    void aTimerBesideBusySenders() {
        var c = new Channel<Boolean>();
        var done = new Channel<Unit>();
        for (int i = 0; i < 2; i++) {
            go(() -> {
                while (select(onSend(c, true), onReceive(done)) == 0) {}
            });
        }
        assertThat(c.receive()).as("they are under way").isTrue();
        var timer = after(Duration.ofMillis(20));
        while (select(onReceive(c), onReceive(timer)) == 0) {}
        done.close();
    }

    /** TestTimerFairness2: the same among goroutines that only have one another. */
    @Test
    void timersOfGoroutinesThatKeepOneAnotherBusy() {
        var c = new Channel<Boolean>();
        var done = new Channel<Boolean>();
        for (int i = 0; i < 2; i++) {
            go(() -> {
                var timer = onReceive(after(Duration.ofMillis(20)));
                while (select(onSend(c, true), onReceive(c), timer) != 2) {}
                done.send(true);
            });
        }
        assertThat(done.receive()).isTrue();
        assertThat(done.receive()).isTrue();
    }

    /** TestStopTheWorldDeadlock, as far as it goes: nested starts, collections, changed procs. */
    @Test
    void startingChangingAndCollectingAtOnce() {
        int procs = Go.maxProcs();
        var stop = new Channel<Unit>();
        var done = new Channel<Unit>();
        go(() -> {
            for (int i = 0; i < 5; i++) {
                System.gc();
            }
            done.send(Go.UNIT);
        });
        go(() -> {
            for (int i = 0; i < 200; i++) {
                Go.maxProcs(procs + i % 2);
                gosched();
            }
            Go.maxProcs(procs);
            done.send(Go.UNIT);
        });
        go(SchedulingTest::perpetuumMobile, stop);
        done.receive();
        done.receive();
        stop.close();
        assertThat(Go.maxProcs()).isEqualTo(procs);
    }

    private static void perpetuumMobile(Channel<Unit> stop) {
        if (stop.tryReceiveOk() == null) {
            go(SchedulingTest::perpetuumMobile, stop);
        }
    }
}
