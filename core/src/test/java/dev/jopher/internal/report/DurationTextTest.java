package dev.jopher.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Durations in a readable form. */
class DurationTextTest {
    @ParameterizedTest
    @CsvSource({"0, 0ms", "999, 999ms", "1000, 1.0s", "12349, 12.3s", "59999, 59.9s", "60000, 1m0s",
        "200500, 3m20s", "3599999, 59m59s", "3600000, 1h0m", "90060000, 25h1m"})
    void durationIsRoundedToReadableUnit(long millis, String text) {
        assertThat(DurationText.text(millis * 1_000_000)).isEqualTo(text);
    }
}
