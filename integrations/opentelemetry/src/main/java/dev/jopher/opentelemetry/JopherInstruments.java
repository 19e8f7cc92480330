package dev.jopher.opentelemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

import dev.jopher.Go;
import dev.jopher.RuntimeMetrics;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;

/**
 * {@link Go#metrics} as instruments of OpenTelemetry, until it is closed.
 *
 * <p>Names are those of the semantic conventions for Go where they have one, {@code
 * go.goroutine.count} and {@code go.processor.limit}; others begin with {@code jopher}. The
 * histogram of the scheduler's latency is the counter {@code jopher.schedule.duration.samples},
 * whose attribute {@code le} is the bound in seconds.
 */
public final class JopherInstruments implements AutoCloseable {
    private static final AttributeKey<String> BOUND = AttributeKey.stringKey("le");

    private final Meter meter;

    /** What removes each instrument. */
    private final List<Runnable> all = new ArrayList<>();

    /** Registers the instruments. */
    public JopherInstruments(OpenTelemetry telemetry) {
        meter = telemetry.getMeter("dev.jopher");
        gauge("go.goroutine.count", "{goroutine}", "Live goroutines", RuntimeMetrics::goroutines);
        gauge("go.processor.limit", "{thread}", "How many goroutines can run at once",
                RuntimeMetrics::maxProcs);
        gauge("jopher.goroutine.runnable", "{goroutine}", "Goroutines that wait for a processor",
                RuntimeMetrics::runnable);
        gauge("jopher.processor.idle", "{processor}", "Processors that have nothing to do",
                RuntimeMetrics::idleProcs);
        gauge("jopher.processor.detached", "{processor}",
                "Processors whose goroutine computes for long or blocks its carrier",
                RuntimeMetrics::detachedProcs);
        gauge("jopher.thread.count", "{thread}", "Threads that run goroutines, or could",
                RuntimeMetrics::threads);
        gauge("jopher.timer.count", "{timer}", "Pending timers and sleeps",
                RuntimeMetrics::timers);
        counter("jopher.goroutine.starts", "{goroutine}", "Goroutines that were started",
                RuntimeMetrics::created);
        counter("jopher.scheduler.switches", "{switch}",
                "Goroutines that began to run, or continued", RuntimeMetrics::switches);
        counter("jopher.scheduler.steals", "{steal}",
                "Times a processor took goroutines of another", RuntimeMetrics::steals);
        counter("jopher.scheduler.handovers", "{handover}", "Times a processor lost its slot",
                RuntimeMetrics::handOvers);
        counter("jopher.leaks", "{goroutine}", "Goroutines found leaked", RuntimeMetrics::leaks);
        counter("jopher.deadlocks", "{deadlock}", "Deadlocks found", RuntimeMetrics::deadlocks);
        all.add(meter.counterBuilder("jopher.schedule.duration.samples").setUnit("{sample}")
                .setDescription("Samples of how long what is runnable waits until it runs")
                .buildWithCallback(JopherInstruments::latencies)::close);
    }

    private void gauge(String name, String unit, String what,
            ToLongFunction<RuntimeMetrics> value) {
        all.add(meter.upDownCounterBuilder(name).setUnit(unit).setDescription(what)
                .buildWithCallback(m -> m.record(value.applyAsLong(Go.metrics())))::close);
    }

    private void counter(String name, String unit, String what,
            ToLongFunction<RuntimeMetrics> value) {
        all.add(meter.counterBuilder(name).setUnit(unit).setDescription(what)
                .buildWithCallback(m -> m.record(value.applyAsLong(Go.metrics())))::close);
    }

    private static void latencies(ObservableLongMeasurement into) {
        List<RuntimeMetrics.Latency> buckets = Go.metrics().latencies();
        for (RuntimeMetrics.Latency l : buckets) {
            String bound = l == buckets.getLast() ? "+Inf"
                    : Double.toString(l.atMost().toNanos() / 1e9);
            into.record(l.samples(), Attributes.of(BOUND, bound));
        }
    }

    /** Removes the instruments. */
    @Override
    public void close() {
        all.forEach(Runnable::run);
        all.clear();
    }
}
