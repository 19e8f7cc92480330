package dev.jopher.bench.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class MeasurementTest {
    private final Engine engine = new Engine() {
        @Override
        public Map<String, Body> rows() {
            return Map.of();
        }

        @Override
        public void run(Body body, Bench b) throws Exception {
            body.run(b);
        }

        @Override
        public void block(int n) {}

        @Override
        public int serve(String kind) {
            return 0;
        }
    };

    @Test
    void growsUntilTheTimeIsLongEnough() throws Exception {
        List<Integer> ns = new ArrayList<>();
        var measurement = new Measurement(engine, b -> {
            ns.add(b.n());
            Thread.sleep(b.n() > 40 ? 30 : 0);
        }, 1);
        Bench b = measurement.measure(20_000_000);
        assertThat(b.elapsed()).isGreaterThanOrEqualTo(20_000_000);
        assertThat(ns).first().isEqualTo(1);
        assertThat(ns).isSorted();
        for (int i = 1; i < ns.size(); i++) {
            assertThat(ns.get(i)).isBetween(ns.get(i - 1) + 1, ns.get(i - 1) * 100);
        }
    }

    @Test
    void theFigureIsTheTimeOfOneOperation() throws Exception {
        var measurement = new Measurement(engine, b -> b.operations(10), 1);
        Bench b = measurement.run(4);
        assertThat(b.nanos()).isEqualTo(b.elapsed() / 40.0);
    }

    @Test
    void aRowCanHaveItsOwnFigure() throws Exception {
        assertThat(new Measurement(engine, b -> b.report(7), 1).run(4).nanos()).isEqualTo(7);
    }

    @Test
    void sharesAddUp() {
        for (int grain : new int[] {1, 3, 7, 100}) {
            Shares shares = new Bench(20, 1, grain, 1).shares();
            var done = new AtomicInteger();
            Share first = shares.share();
            Share second = shares.share();
            boolean more = true;
            while (more) {
                more = false;
                for (Share s : List.of(first, second)) {
                    if (s.next()) {
                        done.incrementAndGet();
                        more = true;
                    }
                }
            }
            assertThat(done).hasValue(20);
            assertThat(first.next() || second.next()).isFalse();
        }
    }
}
