package dev.jopher.internal.sched;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;

import org.junit.jupiter.api.Test;

/**
 * {@link Fairness} counts exactly which goroutines are expected. One that it expects
 * without end would hide those that are late.
 */
class FairnessCountTest {
    private static final class One extends Schedulable {
        private final Thread thread = Thread.ofVirtual().unstarted(() -> {});

        @Override
        public Thread thread() {
            return thread;
        }

        @Override
        public void uncaughtException(Thread t, Throwable e) {}
    }

    private final Fairness fairness = new Fairness();
    private final One one = new One();

    @Test
    void isExpectedUntilItRuns() {
        fairness.recordExternalWake(one);
        fairness.recordExternalWake(one);
        assertThat(fairness.expected()).isEqualTo(1);
        fairness.recordArrival(one);
        fairness.recordArrival(one);
        assertThat(fairness.expected()).isZero();
        fairness.recordExternalWake(one);
        assertThat(fairness.expected()).isEqualTo(1);
    }

    @Test
    void isNotExpectedAfterItsEnd() {
        fairness.recordExternalWake(one);
        fairness.recordEnd(one);
        assertThat(fairness.expected()).isZero();
        fairness.recordExternalWake(one); // too late, as an interrupt may be
        fairness.recordArrival(one); // what it does at its end may park it
        assertThat(fairness.expected()).isZero();
    }

    @Test
    void manyWakersCountOnce() throws Exception {
        for (int round = 0; round < 2_000; round++) {
            var g = new One();
            var start = new CyclicBarrier(4);
            List<Thread> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                all.add(together(start, () -> fairness.recordExternalWake(g)));
            }
            all.add(together(start, () -> {
                fairness.recordArrival(g);
                fairness.recordEnd(g);
            }));
            for (Thread t : all) {
                t.join();
            }
            assertThat(fairness.expected()).as("round %d", round).isZero();
        }
    }

    private static Thread together(CyclicBarrier start, Runnable what) {
        return Thread.ofPlatform().start(() -> {
            try {
                start.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            what.run();
        });
    }
}
