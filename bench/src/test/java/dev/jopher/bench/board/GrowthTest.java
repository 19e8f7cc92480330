package dev.jopher.bench.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

import dev.jopher.bench.jopher.JopherEngine;
import dev.jopher.bench.worker.Tiny;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GrowthTest {
    private static Growth growth(DoubleUnaryOperator time) {
        var growth = new Growth("Mutex", "goroutines");
        Growth.SIZES.forEach(n -> growth.nanos().add(time.applyAsDouble(n)));
        return growth;
    }

    @Test
    void theExponentIsTheSlopeOfTheLogarithms() {
        assertThat(growth(n -> 7 * n).exponent()).isEqualTo(1, within(1e-9));
        assertThat(growth(n -> n * n / 3).exponent()).isEqualTo(2, within(1e-9));
        assertThat(growth(_ -> 5).exponent()).isEqualTo(0, within(1e-9));
        assertThat(growth(n -> n * Math.log(n)).isGood()).isTrue();
        assertThat(growth(n -> n * Math.sqrt(n)).isGood()).isFalse();
    }

    @Test
    void aConstantPartDoesNotHideASquare() {
        assertThat(growth(n -> 5e7 + n * n).isGood()).isFalse();
    }

    @Test
    void whatDoesNotEndIsNotGood() {
        var growth = growth(n -> n);
        growth.nanos().removeLast();
        assertThat(growth.isGood()).isFalse();
        String text = GrowthReport.markdown(List.of(growth, growth(n -> n * 1000)));
        assertThat(text).contains(
                "| Mutex | 0.01 ms | 0.03 ms | 0.05 ms | | 1.00 | **grows too fast** |",
                "| Mutex | 12.50 ms | 25.00 ms | 50.00 ms | 100.00 ms | 1.00 | | goroutines |");
        assertThat(GrowthReport.svg(List.of(growth))).startsWith("<svg").endsWith("</svg>\n")
                .contains("#b71c1c", "<title>Mutex</title>");
        assertThat(GrowthReport.line(new Growth("Mutex", "goroutines"))).contains("too fast");
    }

    @Test
    void theWorkerHasAllOfThem() {
        assertThat(Growths.all().stream().map(Growth::name))
                .containsExactlyInAnyOrderElementsOf(new JopherEngine().growths().keySet());
    }

    @TestFactory
    Stream<DynamicTest> eachWorks() {
        var engine = new JopherEngine();
        return engine.growths().entrySet().stream()
                .map(e -> dynamicTest(e.getKey(), () -> Tiny.grow(engine, e.getValue())));
    }
}
