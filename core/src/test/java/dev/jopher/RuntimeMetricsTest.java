package dev.jopher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;

import dev.jopher.internal.support.Goroutine;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@link Go#metrics}. Other tests leave goroutines behind: so it compares, and waits. */
class RuntimeMetricsTest {
    @Test
    void countsGoroutinesAndTimers() {
        RuntimeMetrics before = Go.metrics();
        var gate = new Channel<Unit>();
        var group = new WaitGroup();
        var started = new CountDownLatch(10);
        for (int i = 0; i < 10; i++) {
            group.go(() -> {
                started.countDown();
                gate.receive();
            });
        }
        var timer = Timer.afterFunc(Duration.ofDays(1), () -> {});
        Goroutine.until(() -> started.getCount() == 0);
        RuntimeMetrics during = Go.metrics();
        assertThat(during.goroutines()).isGreaterThanOrEqualTo(10);
        assertThat(during.created()).isGreaterThanOrEqualTo(before.created() + 10);
        assertThat(during.timers()).isPositive();
        assertThat(during.maxProcs()).isEqualTo(Go.maxProcs());
        timer.close();
        gate.close();
        group.await();
    }

    /** Goroutines run until each number has grown; without the count, this never ends. */
    @Test
    @Tag("own-scheduler")
    void samplesLatenciesAndCountsWhatProcessorsDo() {
        RuntimeMetrics before = Go.metrics();
        Goroutine.until(() -> {
            var group = new WaitGroup();
            for (int i = 0; i < 1000; i++) {
                group.go(Go::gosched);
            }
            group.await();
            RuntimeMetrics now = Go.metrics();
            return samples(now) > samples(before) && now.switches() > before.switches();
        });
        assertThat(Go.metrics().latencies()).isSortedAccordingTo(
                Comparator.comparing(RuntimeMetrics.Latency::atMost))
                .isSortedAccordingTo(Comparator.comparingLong(RuntimeMetrics.Latency::samples));
        assertThat(Go.metrics().threads()).isPositive();
    }

    private static long samples(RuntimeMetrics m) {
        return m.latencies().getLast().samples();
    }
}
