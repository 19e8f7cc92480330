package dev.jopher.internal.sched;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

/**
 * The order in which a carrier takes queued goroutines, and when it wakes another. The carrier does
 * not run, and its scheduler has no slot.
 */
class CarrierTest {
    private final GoScheduler scheduler = new GoScheduler(0);
    private final P p = new P(0, scheduler, Growth.LARGEST_STACK);

    private int next() {
        Runnable r = p.carrier().findLocal();
        return r == null ? -1 : NumberedTask.numberOf(r);
    }

    private void ticks(int n) {
        while (p.ticks() < n) {
            p.newSlice();
        }
    }

    @Test
    void lastWokenRunsBeforeLocalRing() {
        ticks(1);
        p.putLast(new NumberedTask(1));
        p.putNext(new NumberedTask(2));
        p.putNext(new NumberedTask(3));
        assertThat(next()).isEqualTo(3);
        assertThat(next()).isEqualTo(1);
        assertThat(next()).isEqualTo(2);
        assertThat(next()).isEqualTo(-1);
    }

    @Test
    void endOfSliceQueuesLastWoken() {
        ticks(1);
        p.putLast(new NumberedTask(1));
        p.putNext(new NumberedTask(2));
        p.sliceOver = true;
        assertThat(next()).isEqualTo(1);
        assertThat(p.sliceOver).isFalse();
        assertThat(next()).isEqualTo(2);
    }

    /**
     * Otherwise those in the ring would never run while each end of a slice finds one in the global
     * queue.
     */
    @Test
    void globalQueueItemStartsNewSliceWithoutStarvingLocalRing() {
        ticks(1);
        p.putLast(new NumberedTask(1));
        p.putNext(new NumberedTask(2));
        scheduler.global().put(new NumberedTask(3));
        p.sliceOver = true;
        assertThat(next()).isEqualTo(3);
        assertThat(next()).isEqualTo(1);
        assertThat(next()).isEqualTo(2);
    }

    @Test
    void globalQueueComesFirstEvery61stTime() {
        ticks(61);
        p.putLast(new NumberedTask(1));
        scheduler.global().put(new NumberedTask(2));
        assertThat(next()).isEqualTo(2);
        assertThat(next()).isEqualTo(1);
    }

    @Test
    void detachedProcessorQueuesGlobally() {
        p.status = P.DETACHED;
        p.putNext(new NumberedTask(1));
        p.putLast(new NumberedTask(2));
        assertThat(p.next()).isNull();
        assertThat(p.ring.isEmpty()).isTrue();
        assertThat(scheduler.global().size()).isEqualTo(2);
    }

    @Test
    void lastSpinningCarrierWakesAnotherIfThereIsMoreWork() {
        assertThat(startedAfterFinding(2)).isOne();
    }

    @Test
    void lastSpinningCarrierWakesNoOtherAfterTheOnlyTask() {
        assertThat(startedAfterFinding(1)).isZero();
    }

    /**
     * Returns how many carriers are started when a spinning one, to which {@code tasks} were left,
     * finds the first of them.
     */
    private static int startedAfterFinding(int tasks) {
        var started = new AtomicInteger();
        var scheduler = new GoScheduler(2, s -> new Growth(s, Growth.LARGEST_STACK) {
            @Override
            boolean startOne() {
                return started.incrementAndGet() > 0;
            }
        });
        var spinning = new P(0, scheduler, Growth.LARGEST_STACK).carrier();
        scheduler.idle().startSpinning();
        for (int i = 1; i <= tasks; i++) {
            scheduler.putGlobal(new NumberedTask(i));
        }
        assertThat(started).hasValue(0);
        assertThat(NumberedTask.numberOf(spinning.findRunnable())).isOne();
        return started.get();
    }
}
