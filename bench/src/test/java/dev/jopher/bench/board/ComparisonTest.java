package dev.jopher.bench.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;

import dev.jopher.bench.board.Comparison.Verdict;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static Comparison comparison(double... ratios) {
        var c = new Comparison("PingPong", "PingPong, 2 processors", "ns");
        for (double ratio : ratios) {
            c.add(100 * ratio, 100);
        }
        return c;
    }

    @Test
    void onlyAnIntervalAboveTheMarkIsSlower() {
        assertThat(comparison(1.03, 1.04, 1.05, 1.03, 1.04, 1.05).verdict())
                .isEqualTo(Verdict.SLOWER);
        assertThat(comparison(1.01, 1.04, 1.05, 1.03, 1.04, 1.05).verdict())
                .isEqualTo(Verdict.UNCLEAR);
        assertThat(comparison(0.99, 1.00, 1.01, 0.99, 1.01, 1.02).verdict())
                .isEqualTo(Verdict.NOT_SLOWER);
        assertThat(comparison(0.9, 0.97, 0.9, 0.97, 0.9, 0.9).verdict()).isEqualTo(Verdict.FASTER);
        assertThat(comparison(2, 2, 2, 2, 2).verdict()).isEqualTo(Verdict.UNCLEAR);
    }

    @Test
    void whatIsCertainNeedsNoMorePairs() {
        assertThat(comparison(0.99, 1.00, 1.01, 0.99, 1.01, 1.02).isOpen(6)).isFalse();
        assertThat(comparison(0.99, 1.00, 1.01, 0.99, 1.01, 1.02).isOpen(7)).isTrue();
        assertThat(comparison(0.99, 1.00, 1.01, 0.99, 1.01, 1.03).isOpen(6)).isTrue();
        // One that looks slower has to show it to the end.
        assertThat(comparison(1.1, 1.1, 1.1, 1.1, 1.1, 1.1).isOpen(6)).isTrue();
    }

    @Test
    void whatHasFailedIsOut() {
        var missing = comparison();
        missing.leaveOut("is not there");
        assertThat(missing.verdict()).isEqualTo(Verdict.NOT_COMPARED);
        assertThat(missing.isOpen(6)).isFalse();
        var broken = comparison(1, 1);
        broken.fail("has ended");
        assertThat(broken.verdict()).isEqualTo(Verdict.FAILED);
        var both = List.of(missing, comparison(1, 1, 1, 1, 1, 1));
        assertThat(report(both).isGood()).isTrue();
        assertThat(report(List.of(broken)).isGood()).isFalse();
    }

    @Test
    void theReportBeginsWithWhatIsSlower() {
        var slower = comparison(1.1, 1.1, 1.1, 1.1, 1.1, 1.1);
        var same = new Comparison("Mutex", "Mutex, 1 processor", "ns");
        for (int i = 0; i < 6; i++) {
            same.add(50, 50);
        }
        var report = report(List.of(same, slower));
        assertThat(report.isGood()).isFalse();
        assertThat(report.markdown()).contains("# The working tree against abc (old)",
                "Here is def",
                """
                        | PingPong, 2 processors | 100 | 110 | 1.100 | 1.100 to 1.100 | 6 | **slower** |
                        | Mutex, 1 processor | 50.0 | 50.0 | 1.000 | 1.000 to 1.000 | 6 | not slower |
                        """);
        assertThat(report.json()).isEqualTo("""
                {"against":[
                {"name":"Mutex","row":"Mutex, 1 processor","verdict":"not_slower","pairs":6,\
                "here":50.00,"there":50.00,"ratio":1.0000,"low":1.0000,"high":1.0000},
                {"name":"PingPong","row":"PingPong, 2 processors","verdict":"slower","pairs":6,\
                "here":110.0,"there":100.0,"ratio":1.1000,"low":1.1000,"high":1.1000}
                ]}
                """);
    }

    private static AgainstReport report(List<Comparison> all) {
        return new AgainstReport("def (new)", "abc (old)", "", "0.00", all);
    }

    /** Sixty rows with the noise of a busy machine: 4 % from pair to pair. */
    @Test
    void ofManyRowsThatAreTheSameNoneIsSlower() {
        assertThat(found(1.0, new Random(7))).isZero();
    }

    @Test
    void aRowThatIsSlowerIsFound() {
        assertThat(found(1.10, new Random(7))).isEqualTo(60);
    }

    /** How many of 60 rows are found slower, when they are measured as the board does it. */
    private static int found(double trueRatio, Random random) {
        int slower = 0;
        for (int row = 0; row < 60; row++) {
            var c = comparison();
            while (c.isOpen(6) && c.pairs() < 16) {
                c.add(100 * trueRatio * Math.exp(0.04 * random.nextGaussian()), 100);
            }
            slower += c.verdict() == Verdict.SLOWER ? 1 : 0;
        }
        return slower;
    }
}
