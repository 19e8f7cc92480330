package dev.jopher.trace.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;

import dev.jopher.trace.analysis.CriticalPath.Step;
import dev.jopher.trace.model.ObjectKind;
import dev.jopher.trace.model.OperationKind;
import dev.jopher.trace.model.Recording;
import dev.jopher.trace.model.RecordingBuilder;
import dev.jopher.trace.model.State;
import dev.jopher.trace.sample.Samples;
import org.junit.jupiter.api.Test;

/** Recordings so small that the right numbers can be worked out by hand. */
class AnalysisTest {
    private final RecordingBuilder b = Recording.builder().program("Hand.java").processors(2);
    private final int go = b.frame("Hand.main", "Hand.java", 7);
    private final int receive = b.reason("chan receive");
    private final int send = b.reason("chan send");
    private final int channel = b.object(ObjectKind.CHANNEL, b.string("results"),
            b.frame("Hand.main", "Hand.java", 5), 2);

    private int main() {
        return b.goroutine(1, -1, -1, -1, -1, b.string("Hand.main"), 0);
    }

    private int child(int parent, long created) {
        return b.goroutine(2 + created, -1, -1, parent, go, b.string("Hand.work"), created);
    }

    /**
     * <pre>
     * main   RRRRR WWWWWWWWWWW r RRR     0-50 runs, 50-160 waits, 160-170 runnable, 170-200 runs
     * child    rr RRRRRRRRRRRR           20-40 runnable, 40-160 runs, wakes main, ends
     * </pre>
     */
    private Recording twoGoroutines() {
        int main = main();
        int child = child(main, 20);
        b.running(main, 0, 50, 0);
        b.waiting(main, 50, 160, receive, channel, -1);
        b.runnable(main, 160, 170, child, -1);
        b.running(main, 170, 200, 0);
        b.runnable(child, 20, 40, main, -1);
        b.running(child, 40, 160, 1);
        b.ended(child, 160);
        return b.duration(200).build();
    }

    @Test
    void concurrencyAndParallelismAreCounted() {
        Analysis a = Analysis.of(twoGoroutines());

        assertThat(a.activity().inProgress().timeAtLeast(1)).isEqualTo(200);
        assertThat(a.activity().inProgress().timeAtLeast(2)).isEqualTo(140);
        assertThat(a.activity().running().timeAtLeast(2)).isEqualTo(10);
        assertThat(a.activity().running().timeAtLeast(1)).isEqualTo(190);
        assertThat(a.activity().running().max()).isEqualTo(2);
        assertThat(a.activity().runnable().timeAtLeast(1)).isEqualTo(30);
        assertThat(a.activity().running().means(0, 200, 4))
                .containsExactly(new double[] {1.2, 1, 1, 0.8}, within(1e-9));
        assertThat(a.activity().running().means(40, 60, 2))
                .containsExactly(new double[] {2, 1}, within(1e-9));
    }

    @Test
    void theSentenceHasTheNumbers() {
        assertThat(Analysis.of(twoGoroutines()).sentence()).isEqualTo("2 goroutines on 2 "
                + "processors: concurrent 70 % of the time, parallel 5 %; 100 % of the waiting is "
                + "on `results`, Hand.java:5.");
    }

    @Test
    void theTimeBeforeMainDoesNotCount() {
        int main = b.goroutine(1, -1, -1, -1, -1, -1, 900);
        int child = child(main, 950);
        b.running(main, 900, 1_000, 0);
        b.running(child, 975, 1_000, 1);
        Analysis a = Analysis.of(b.duration(1_000).build());
        assertThat(a.sentence()).isEqualTo("2 goroutines on 2 processors: concurrent 50 % of the "
                + "time, parallel 25 %.");
        assertThat(a.activity().inProgress().firstAboveZero()).isEqualTo(900);
        assertThat(a.activity().inProgress().lastAboveZero()).isEqualTo(1_000);
    }

    @Test
    void anObjectWithoutAPlaceHasTheLineOfItsLongestWaits() {
        int main = main();
        int mu = b.object(ObjectKind.MUTEX, -1, -1, 0);
        int brief = b.stack(b.frame("Hand.f", "Hand.java", 20));
        int often = b.stack(b.frame("Hand.f", "Hand.java", 30));
        b.waiting(main, 0, 50, receive, mu, often);
        b.waiting(main, 50, 130, receive, mu, brief);
        b.waiting(main, 130, 200, receive, mu, often);
        assertThat(Analysis.of(b.duration(200).build()).sentence())
                .endsWith("100 % of the waiting is on the mutex at Hand.java:30.");
    }

    @Test
    void oneGoroutineIsNotConcurrent() {
        b.running(main(), 0, 100, 0);
        assertThat(Analysis.of(b.duration(100).processors(1).build()).sentence()).isEqualTo(
                "1 goroutine on 1 processor: concurrent 0 % of the time, parallel 0 %.");
    }

    @Test
    void anEmptyRecordingIsNoProblem() {
        Analysis a = Analysis.of(b.build());
        assertThat(a.main()).isEqualTo(-1);
        assertThat(a.path().steps()).isEmpty();
        assertThat(a.latency().count()).isZero();
        assertThat(a.findings()).isEmpty();
    }

    @Test
    void theCriticalPathGoesThroughTheWaker() {
        CriticalPath path = Analysis.of(twoGoroutines()).path();

        assertThat(path.steps()).containsExactly(
                new Step(0, State.RUNNING, 0, 20, 0),
                new Step(1, State.RUNNABLE, 20, 40, 4),
                new Step(1, State.RUNNING, 40, 160, 5),
                new Step(0, State.RUNNABLE, 160, 170, 2),
                new Step(0, State.RUNNING, 170, 200, 3));
        assertThat(path.length()).isEqualTo(200);
        assertThat(path.time(State.RUNNABLE)).isEqualTo(30);
        assertThat(path.time(State.WAITING)).isZero();
    }

    @Test
    void aSleepIsAPartOfTheCriticalPath() {
        int main = main();
        b.running(main, 0, 10, 0);
        b.waiting(main, 10, 90, b.reason("sleep"), -1, -1);
        b.runnable(main, 90, 95, -1, -1);
        b.running(main, 95, 100, 0);

        CriticalPath path = Analysis.of(b.duration(100).build()).path();
        assertThat(path.time(State.WAITING)).isEqualTo(80);
        assertThat(path.steps()).hasSize(4);
    }

    @Test
    void aGapInTheRecordingIsAPartOfTheCriticalPath() {
        int main = main();
        b.running(main, 0, 10, 0);
        b.running(main, 60, 100, 0);

        CriticalPath path = Analysis.of(b.duration(100).build()).path();
        assertThat(path.steps()).containsExactly(new Step(0, State.RUNNING, 0, 10, 0),
                new Step(0, State.WAITING, 10, 60, -1), new Step(0, State.RUNNING, 60, 100, 1));
    }

    /** The path of any recording has neither gaps nor overlaps, so its parts add up. */
    @Test
    void theStepsOfAPathTouch() {
        CriticalPath path = Analysis.of(Samples.workerPool(2)).path();
        long time = 0;
        for (Step step : path.steps()) {
            assertThat(step.start()).isEqualTo(time);
            assertThat(step.end()).isGreaterThan(step.start());
            time = step.end();
        }
        assertThat(time).isPositive();
    }

    @Test
    void timesAreSorted() {
        Random random = new Random(1);
        for (int bits : new int[] {1, 10, 11, 12, 40, 62}) {
            long[] values = random.longs(1_000, 0, 1L << bits).toArray();
            long[] expected = values.clone();
            Arrays.sort(expected, 0, 900);
            RadixSort.sort(values, 900);
            assertThat(values).as(bits + " bits").isEqualTo(expected);
        }
        RadixSort.sort(new long[] {}, 0);
    }

    @Test
    void goroutinesOfOneLineAreOneRow() {
        int main = main();
        int one = child(main, 10);
        int two = child(main, 20);
        b.running(main, 0, 100, 0);
        b.running(one, 10, 30, 1);
        b.waiting(one, 30, 40, receive, channel, -1);
        b.waiting(two, 20, 30, send, channel, -1);
        b.waiting(two, 30, 35, receive, channel, -1);

        assertThat(Analysis.of(b.duration(100).build()).places()).satisfiesExactly(
                p -> assertThat(p.members()).containsExactly(main),
                p -> {
                    assertThat(p.place()).isEqualTo(go);
                    assertThat(p.members()).containsExactly(one, two);
                    assertThat(p.time(State.RUNNING)).isEqualTo(20);
                    assertThat(p.time(State.WAITING)).isEqualTo(25);
                    assertThat(p.reason()).isEqualTo(receive);
                });
    }

    /** Buffer of 2: empty 0-10 does not count, 1 value 10-30, full 30-60, 1 60-70, empty 70-100. */
    @Test
    void aChannelIsFullAndEmptyFromItsFirstOperationOn() {
        int main = main();
        int child = child(main, 1);
        b.operation(10, main, OperationKind.SEND, channel, 1, -1);
        b.operation(30, main, OperationKind.SEND, channel, 2, -1);
        b.operation(60, child, OperationKind.RECEIVE, channel, 1, -1);
        b.operation(70, child, OperationKind.RECEIVE, channel, 0, -1);
        b.operation(100, main, OperationKind.CLOSE, channel, 0, -1);
        b.waiting(main, 31, 61, send, channel, -1);
        b.waiting(child, 5, 9, receive, channel, -1);

        Channels.Use use = Analysis.of(b.duration(200).build()).channels().getFirst();
        assertThat(use.sends()).isEqualTo(2);
        assertThat(use.receives()).isEqualTo(2);
        assertThat(use.used()).isEqualTo(90);
        assertThat(use.full()).isEqualTo(30);
        assertThat(use.empty()).isEqualTo(30);
        assertThat(use.sendWait()).isEqualTo(30);
        assertThat(use.receiveWait()).isEqualTo(4);
        assertThat(use.users()).containsExactly(main, child);
    }

    @Test
    void aHoldEndsWithTheUnlock() {
        int main = main();
        int child = child(main, 1);
        int mu = b.object(ObjectKind.RWMUTEX, -1, go, 0);
        b.operation(10, main, OperationKind.LOCK, mu, -1, -1);
        b.operation(40, main, OperationKind.UNLOCK, mu, -1, -1);
        b.operation(50, main, OperationKind.RLOCK, mu, -1, -1);
        b.operation(55, child, OperationKind.RLOCK, mu, -1, -1);
        b.operation(60, main, OperationKind.RUNLOCK, mu, -1, -1);
        b.operation(95, child, OperationKind.RUNLOCK, mu, -1, -1);
        b.operation(96, child, OperationKind.LOCK, mu, -1, -1);
        b.waiting(child, 20, 50, receive, mu, -1);

        assertThat(Analysis.of(b.duration(100).build()).locks()).containsExactly(
                new Locks.Use(mu, 3, 30 + 10 + 40, true, 40, child, 1, 30, 30));
    }

    @Test
    void latencyIsTheTimeOfRunnableSpans() {
        int main = main();
        long time = 0;
        for (long wait : new long[] {500, 999, 1_000, 2_500, 70_000}) {
            b.runnable(main, time, time + wait, -1, -1);
            time += wait;
        }
        LatencyHistogram h = Analysis.of(b.duration(time).build()).latency();

        assertThat(h.buckets()).containsExactly(2, 1, 1, 0, 0, 0, 0, 1);
        assertThat(h.count()).isEqualTo(5);
        assertThat(h.median()).isEqualTo(1_000);
        assertThat(h.p99()).isEqualTo(70_000);
        assertThat(h.max()).isEqualTo(70_000);
    }
}
