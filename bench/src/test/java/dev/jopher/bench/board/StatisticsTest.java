package dev.jopher.bench.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void medianOfAnOddAndOfAnEvenNumber() {
        assertThat(Statistics.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Statistics.median(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.median(List.of()));
    }

    @Test
    void spreadIsHalfTheRange() {
        assertThat(Statistics.spread(List.of(90.0, 100.0, 110.0))).isEqualTo(0.1);
    }

    @Test
    void ratiosAreTakenRoundByRound() {
        // A machine that is twice as slow in one round is that for both.
        assertThat(Statistics.ratio(List.of(1.0, 20.0, 1.0), List.of(2.0, 40.0, 2.0)))
                .isEqualTo(0.5);
        assertThat(Statistics.ratio(List.of(1.0, 5.0, 9.0), List.of(1.0, 1.0, 1.0)))
                .isEqualTo(5);
    }

    @Test
    void geometricMean() {
        assertThat(Statistics.geometricMean(List.of(0.5, 2.0))).isEqualTo(1, within(1e-9));
    }
}
