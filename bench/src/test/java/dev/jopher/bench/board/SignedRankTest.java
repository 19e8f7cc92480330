package dev.jopher.bench.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SignedRankTest {
    private static final Offset<Double> EXACT = within(1e-12);

    /** Ratios with these logarithms. */
    private static List<Double> ratios(double... logs) {
        return DoubleStream.of(logs).map(Math::exp).boxed().toList();
    }

    @Test
    void sixValuesGiveTheRangeOfTheirMeans() {
        // P(sum of ranks 0) = 1/64 is within 2.5 %, P(at most 1) = 2/64 is not: none is left out.
        var i = SignedRank.interval(ratios(1, 2, 3, 4, 5, 16));
        assertThat(Math.log(i.low())).isEqualTo(1, EXACT);
        assertThat(Math.log(i.high())).isEqualTo(16, EXACT);
    }

    @Test
    void eightValuesLeaveOutThreeMeansAtEachEnd() {
        // From the table of the test: the critical value of 8 at 5 %, two-sided, is 3. So the
        // interval runs from the fourth mean to the fourth from the end; the means of 1 to 8 begin
        // with 1, 1.5, 2, 2.
        var i = SignedRank.interval(ratios(8, 7, 6, 5, 4, 3, 2, 1));
        assertThat(Math.log(i.low())).isEqualTo(2, EXACT);
        assertThat(Math.log(i.high())).isEqualTo(7, EXACT);
    }

    @Test
    void tooFewValuesSayNothing() {
        var i = SignedRank.interval(ratios(1, 1, 1, 1, 1));
        assertThat(i.low()).isZero();
        assertThat(i.high()).isInfinite();
    }

    @Test
    void oneWildPairMovesLittle() {
        assertThat(SignedRank.middle(ratios(0, 0, 0, 0, 0, 0, 0, 9))).isEqualTo(1, EXACT);
        var i = SignedRank.interval(ratios(0, 0, 0, 0, 0, 0, 0, 0, 0, 9));
        assertThat(i.low()).isEqualTo(1, EXACT);
        assertThat(Math.log(i.high())).isEqualTo(4.5, EXACT);
    }

    @Test
    void swappedBuildsGiveTheInverse() {
        List<Double> there = ratios(0.3, -0.1, 0.2, 0.05, 0.4, 0.1, 0.25);
        List<Double> back = there.stream().map(r -> 1 / r).toList();
        assertThat(SignedRank.middle(back)).isEqualTo(1 / SignedRank.middle(there), EXACT);
        assertThat(SignedRank.interval(back).low())
                .isEqualTo(1 / SignedRank.interval(there).high(), EXACT);
    }

    @Test
    void theIntervalHoldsTheTrueRatioIn95Of100Cases() {
        var random = new Random(1);
        assertThat(missed(7, random::nextGaussian)).isBetween(0.01, 0.05);
        assertThat(missed(16, random::nextGaussian)).isBetween(0.03, 0.06);
        // Two modes, and now and then a pair in which one of the two was disturbed.
        DoubleSupplier modes = () -> (random.nextBoolean() ? 1 : -1) + 0.1 * random.nextGaussian();
        assertThat(missed(16, modes)).isBetween(0.02, 0.06);
        DoubleSupplier wild = () -> random.nextGaussian() * (random.nextInt(5) == 0 ? 20 : 1);
        assertThat(missed(12, wild)).isBetween(0.02, 0.06);
    }

    /** How often an interval of so many pairs does not hold 1.1, which is the true ratio. */
    private static double missed(int pairs, DoubleSupplier noise) {
        int missed = 0;
        int count = 4000;
        for (int i = 0; i < count; i++) {
            double[] logs = DoubleStream.generate(noise).limit(pairs)
                    .map(x -> Math.log(1.1) + 0.03 * x).toArray();
            var interval = SignedRank.interval(ratios(logs));
            missed += interval.low() > 1.1 || interval.high() < 1.1 ? 1 : 0;
        }
        return (double) missed / count;
    }
}
