package dev.jopher.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.Unit;
import dev.jopher.sync.WaitGroup;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import org.junit.jupiter.api.Test;

/** What the SDK reads from {@link JopherInstruments}. */
class JopherInstrumentsTest {
    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder().setMeterProvider(
            SdkMeterProvider.builder().registerMetricReader(reader).build()).build();

    /** The sum of each instrument's points. */
    private Map<String, Long> read() {
        return reader.collectAllMetrics().stream().collect(Collectors.toMap(MetricData::getName,
                m -> m.getLongSumData().getPoints().stream().mapToLong(LongPointData::getValue)
                        .sum()));
    }

    @Test
    void sdkReadsTheNumbersUntilTheyAreClosed() {
        var gate = new Channel<Unit>();
        var group = new WaitGroup();
        try (var _ = new JopherInstruments(sdk)) {
            long before = read().getOrDefault("jopher.goroutine.starts", -1L);
            for (int i = 0; i < 100; i++) {
                group.go(gate::receive);
            }
            assertThat(read()).hasSizeGreaterThanOrEqualTo(13)
                    .hasEntrySatisfying("go.goroutine.count",
                            n -> assertThat(n).isGreaterThanOrEqualTo(100))
                    .hasEntrySatisfying("jopher.goroutine.starts",
                            n -> assertThat(n).isGreaterThanOrEqualTo(before + 100))
                    .containsEntry("go.processor.limit", (long) Go.maxProcs());
            gate.close();
            group.await();
        }
        assertThat(read()).isEmpty();
    }
}
