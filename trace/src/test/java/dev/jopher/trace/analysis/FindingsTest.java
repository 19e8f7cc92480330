package dev.jopher.trace.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import dev.jopher.trace.model.ObjectKind;
import dev.jopher.trace.model.OperationKind;
import dev.jopher.trace.model.Recording;
import dev.jopher.trace.model.RecordingBuilder;
import dev.jopher.trace.sample.Samples;
import org.junit.jupiter.api.Test;

/** Each finding has a recording that shows it, and recordings just below its limits. */
class FindingsTest {
    private final RecordingBuilder b = Recording.builder().processors(2);

    private static List<String> findings(Recording r) {
        return Analysis.of(r).findings().stream().map(Finding::text).toList();
    }

    private int goroutine() {
        return b.goroutine(1, -1, -1, -1, -1, -1, 0);
    }

    // --- locks

    /** A lock that is held for so long in each 10, and another goroutine waits so long for it. */
    private void lock(int held, int waited, boolean shared) {
        int owner = goroutine();
        int other = goroutine();
        int mu = b.object(ObjectKind.RWMUTEX, b.string("mu"), -1, 0);
        for (int t = 0; t < 1_000; t += 10) {
            b.operation(t, owner, shared ? OperationKind.RLOCK : OperationKind.LOCK, mu, -1, -1);
            b.operation(t + held, owner, shared ? OperationKind.RUNLOCK : OperationKind.UNLOCK,
                    mu, -1, -1);
            b.waiting(other, t, t + waited, b.reason("sync.Mutex.Lock"), mu, -1);
        }
        b.duration(1_000);
    }

    @Test
    void aLockThatIsAlwaysHeldIsFound() {
        lock(9, 5, false);
        assertThat(findings(b.build())).containsExactly("The lock `mu` is held 90 % of the time, "
                + "and 0.5 goroutines wait for it on average: they run one after another.");
    }

    @Test
    void aLockThatIsFreeAtTimesIsNotFound() {
        lock(8, 5, false);
        assertThat(findings(b.build())).isEmpty();
    }

    @Test
    void aLockThatFewWaitForIsNotFound() {
        lock(9, 4, false);
        assertThat(findings(b.build())).isEmpty();
    }

    @Test
    void aLockOfReadersIsNotFound() {
        lock(9, 5, true);
        assertThat(findings(b.build())).isEmpty();
    }

    @Test
    void aConvoyIsFoundInASimulation() {
        assertThat(findings(Samples.lockConvoy(2))).singleElement().asString().contains("`mu`");
    }

    // --- channels

    /** A buffer of one value that is full for so long in each 10, and a sender that waits. */
    private void channel(int full, int waited) {
        int sender = goroutine();
        int receiver = goroutine();
        int c = b.object(ObjectKind.CHANNEL, b.string("jobs"), -1, 1);
        for (int t = 0; t < 1_000; t += 10) {
            b.operation(t, sender, OperationKind.SEND, c, 1, -1);
            b.operation(t + full, receiver, OperationKind.RECEIVE, c, 0, -1);
            b.waiting(sender, t, t + waited, b.reason("chan send"), c, -1);
        }
        b.duration(1_000);
    }

    @Test
    void aChannelThatIsAlwaysFullIsFound() {
        channel(10, 6);
        assertThat(findings(b.build())).containsExactly("The channel `jobs` is full 100 % of the "
                + "time that it is in use: its receivers are slower than its senders, and 0.6 "
                + "senders wait on average.");
    }

    @Test
    void aChannelThatIsEmptyAtTimesIsNotFound() {
        channel(8, 6);
        assertThat(findings(b.build())).isEmpty();
    }

    @Test
    void aFullChannelWithoutWaitingSendersIsNotFound() {
        channel(10, 4);
        assertThat(findings(b.build())).isEmpty();
    }

    @Test
    void aChannelThatIsFullForAShortTimeIsNotFound() {
        channel(10, 6);
        assertThat(findings(b.duration(3_000).build())).isEmpty();
    }

    @Test
    void theBottleneckOfAPipelineIsFound() {
        assertThat(findings(Samples.pipeline(2, 300))).singleElement().asString()
                .contains("`parsed`").doesNotContain("`priced`");
    }

    // --- processors

    private void processors(int bothRun, int third) {
        int one = goroutine();
        int two = goroutine();
        int waits = goroutine();
        b.running(one, 0, 100, 0);
        b.running(two, 0, bothRun, 1);
        b.runnable(waits, 0, third, -1, -1);
        b.duration(100);
    }

    @Test
    void processorsThatAreAlwaysBusyAreFound() {
        processors(95, 92);
        assertThat(findings(b.build())).containsExactly("During 92 % of the time both "
                + "processors are busy while more goroutines could run.");
    }

    @Test
    void aProcessorThatIsIdleAtTimesIsNotFound() {
        processors(85, 100);
        assertThat(findings(b.build())).isEmpty();
    }

    @Test
    void busyProcessorsThatAreEnoughAreNotFound() {
        processors(100, 80);
        assertThat(findings(b.build())).isEmpty();
    }

    // --- all

    @Test
    void aRecordingThatLacksEventsHasNoFindings() {
        lock(9, 5, false);
        processors(100, 100);
        assertThat(findings(b.duration(1_000).lost(1).build())).isEmpty();
    }

    @Test
    void aRecordingWithoutItsEndHasNoFindings() {
        channel(10, 6);
        assertThat(findings(b.incomplete("cut").build())).isEmpty();
    }

    @Test
    void aProgramThatSuitsItsProcessorsHasNoFindings() {
        assertThat(findings(Samples.workerPool(4))).isEmpty();
        assertThat(findings(Samples.primeSieve(2, 20))).isEmpty();
    }
}
