package dev.jopher.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The heap against a sorted list. */
class TimerHeapTest {
    private final TimerHeap heap = new TimerHeap();

    private RuntimeTimer timer(long when) {
        RuntimeTimer t = new RuntimeTimer(() -> {});
        t.when = when;
        return t;
    }

    @Test
    void emptyHeapHasNoFirst() {
        assertThat(heap.first()).isNull();
        assertThat(heap.size()).isZero();
        RuntimeTimer t = timer(1);
        assertThat(heap.remove(t)).isFalse();
        heap.add(t);
        assertThat(heap.remove(t)).isTrue();
        assertThat(heap.remove(t)).isFalse();
        assertThat(heap.first()).isNull();
    }

    /** Few distinct moments, so that many are equal; some around the overflow of the clock. */
    @RepeatedTest(200)
    void randomAddsAndRemovesKeepOrder(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        long base = info.getCurrentRepetition() % 2 == 0 ? 0 : Long.MAX_VALUE - 20;
        List<RuntimeTimer> model = new ArrayList<>();
        List<RuntimeTimer> removed = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            if (random.nextInt(5) < 3) {
                RuntimeTimer t =
                        removed.isEmpty() || random.nextBoolean() ? timer(0) : removed.removeLast();
                t.when = base + random.nextInt(40);
                heap.add(t);
                model.add(t);
            } else if (!model.isEmpty()) {
                RuntimeTimer first = heap.first();
                RuntimeTimer t = random.nextBoolean() && first != null
                        ? first
                        : model.get(random.nextInt(model.size()));
                assertThat(heap.remove(t)).isTrue();
                assertThat(heap.remove(t)).isFalse();
                assertThat(model.remove(t)).isTrue();
                removed.add(t);
            }
            check(model, base);
        }
        drain(model, base);
    }

    private void check(List<RuntimeTimer> model, long base) {
        assertThat(heap.size()).isEqualTo(model.size());
        RuntimeTimer first = heap.first();
        if (model.isEmpty()) {
            assertThat(first).isNull();
        } else {
            assertThat(first).isNotNull();
            assertThat(first.when - base)
                    .isEqualTo(model.stream().mapToLong(t -> t.when - base).min().orElseThrow());
        }
    }

    private void drain(List<RuntimeTimer> model, long base) {
        model.sort(Comparator.comparingLong(t -> t.when - base));
        for (RuntimeTimer expected : model) {
            RuntimeTimer t = heap.first();
            assertThat(t).isNotNull();
            assertThat(t.when).isEqualTo(expected.when);
            assertThat(heap.remove(t)).isTrue();
        }
        assertThat(heap.size()).isZero();
    }
}
