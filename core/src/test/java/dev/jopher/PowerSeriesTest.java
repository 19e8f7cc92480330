package dev.jopher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.jopher.PowerSeries.Rational;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** test/chan/powser1.go and powser2.go: thousands of goroutines behind ten coefficients. */
@Tag("alone")
class PowerSeriesTest {
    /** What is left running belongs to a program that has ended. */
    private static List<String> firstTen(Supplier<PowerSeries> series) {
        var ten = new ArrayList<String>();
        Go.run(() -> {
            var s = series.get();
            for (int i = 0; i < 10; i++) {
                var r = s.next();
                ten.add(r.den().intValue() == 1 ? r.num().toString() : r.num() + "/" + r.den());
            }
        });
        return ten;
    }

    private static PowerSeries ones() {
        return PowerSeries.repeat(Rational.ONE);
    }

    private static PowerSeries twos() {
        return PowerSeries.repeat(Rational.of(2, 1));
    }

    private static void is(String expected, Supplier<PowerSeries> series) {
        assertThat(String.join(" ", firstTen(series))).isEqualTo(expected);
    }

    @Test
    void sums() {
        is("1 1 1 1 1 1 1 1 1 1", PowerSeriesTest::ones);
        is("3 3 3 3 3 3 3 3 3 3", () -> ones().plus(twos()));
        is("-1 -1 -1 -1 -1 -1 -1 -1 -1 -1", () -> ones().minus(twos()));
        is("-2 -2 -2 -2 -2 -2 -2 -2 -2 -2", () -> twos().times(Rational.of(-1, 1)));
    }

    @Test
    void derivativeAndIntegral() {
        is("1 2 3 4 5 6 7 8 9 10", () -> ones().derivative());
        is("0 1 1/2 1/3 1/4 1/5 1/6 1/7 1/8 1/9", () -> ones().integral(Rational.ZERO));
    }

    @Test
    void aProduct() {
        is("1 2 3 4 5 6 7 8 9 10", () -> ones().times(ones()));
    }

    @Test
    void theArcTangent() {
        is("0 1 0 -1/3 0 1/5 0 -1/7 0 1/9",
                () -> ones().substitute(Rational.of(-1, 1), 2).integral(Rational.ZERO));
    }

    @Test
    void anExponential() {
        is("1 1 3/2 13/6 73/24 167/40 4051/720 37633/5040 43817/4480 4596553/362880",
                () -> ones().exponential());
    }
}
