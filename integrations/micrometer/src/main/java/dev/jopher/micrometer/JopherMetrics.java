package dev.jopher.micrometer;

import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

import dev.jopher.Go;
import dev.jopher.RuntimeMetrics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Binds {@link Go#metrics} to a registry: {@code new JopherMetrics().bindTo(registry)}. Spring Boot
 * binds it if it is a bean.
 *
 * <p>Names are those of OpenTelemetry's semantic conventions for Go where they have one, {@code
 * go.goroutine.count} and {@code go.processor.limit}; others begin with {@code jopher}. The
 * histogram of the scheduler's latency is the counter {@code jopher.schedule.duration.samples},
 * whose tag {@code le} is the bound in seconds, as in a histogram of Prometheus.
 */
public final class JopherMetrics implements MeterBinder {
    /** Function counters hold the object that they read weakly. */
    private static final Object ALIVE = new Object();

    private final Tags tags;

    /** Creates a binder without tags of its own. */
    public JopherMetrics() {
        this(Tags.empty());
    }

    /** Creates a binder whose meters have {@code tags}. */
    public JopherMetrics(Tags tags) {
        this.tags = tags;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "go.goroutine.count", "Live goroutines", RuntimeMetrics::goroutines);
        gauge(registry, "go.processor.limit", "How many goroutines can run at once",
                RuntimeMetrics::maxProcs);
        gauge(registry, "jopher.goroutine.runnable", "Goroutines that wait for a processor",
                RuntimeMetrics::runnable);
        gauge(registry, "jopher.processor.idle", "Processors that have nothing to do",
                RuntimeMetrics::idleProcs);
        gauge(registry, "jopher.processor.detached",
                "Processors whose goroutine computes for long or blocks its carrier",
                RuntimeMetrics::detachedProcs);
        gauge(registry, "jopher.thread.count", "Threads that run goroutines, or could",
                RuntimeMetrics::threads);
        gauge(registry, "jopher.timer.count", "Pending timers and sleeps", RuntimeMetrics::timers);
        counter(registry, "jopher.goroutine.starts", "Goroutines that were started",
                RuntimeMetrics::created);
        counter(registry, "jopher.scheduler.switches", "Goroutines that began to run, or continued",
                RuntimeMetrics::switches);
        counter(registry, "jopher.scheduler.steals", "Times a processor took goroutines of another",
                RuntimeMetrics::steals);
        counter(registry, "jopher.scheduler.handovers", "Times a processor lost its slot",
                RuntimeMetrics::handOvers);
        counter(registry, "jopher.leaks", "Goroutines found leaked", RuntimeMetrics::leaks);
        counter(registry, "jopher.deadlocks", "Deadlocks found", RuntimeMetrics::deadlocks);
        latencies(registry);
    }

    private void gauge(MeterRegistry registry, String name, String what,
            ToDoubleFunction<RuntimeMetrics> value) {
        Gauge.builder(name, () -> value.applyAsDouble(Go.metrics())).description(what).tags(tags)
                .register(registry);
    }

    private void counter(MeterRegistry registry, String name, String what,
            ToDoubleFunction<RuntimeMetrics> value) {
        FunctionCounter.builder(name, ALIVE, _ -> value.applyAsDouble(Go.metrics()))
                .description(what).tags(tags).register(registry);
    }

    private void latencies(MeterRegistry registry) {
        List<RuntimeMetrics.Latency> buckets = Go.metrics().latencies();
        for (int i = 0; i < buckets.size(); i++) {
            int at = i;
            String bound = i == buckets.size() - 1 ? "+Inf" : seconds(buckets.get(i).atMost());
            FunctionCounter.builder("jopher.schedule.duration.samples", ALIVE,
                    _ -> Go.metrics().latencies().get(at).samples())
                    .description("Samples of how long what is runnable waits until it runs")
                    .tags(tags.and("le", bound)).register(registry);
        }
    }

    private static String seconds(Duration d) {
        return Double.toString(d.toNanos() / 1e9);
    }
}
