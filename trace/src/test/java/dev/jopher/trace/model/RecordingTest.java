package dev.jopher.trace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RecordingTest {
    private final RecordingBuilder b = Recording.builder();

    private int goroutine() {
        return b.goroutine(1, -1, -1, -1, -1, -1, 0);
    }

    @Test
    void spansAreSortedByGoroutine() {
        int one = goroutine();
        int two = goroutine();
        int three = goroutine();
        int on = b.object(ObjectKind.CHANNEL, b.string("c"), -1, 4);
        b.running(three, 5, 9, 1);
        b.running(one, 0, 10, 0);
        b.waiting(three, 9, 20, b.reason("why"), on, b.stack());
        b.runnable(one, 10, 12, three, -1);

        Spans spans = b.duration(20).build().spans();
        assertThat(spans.first(one)).isZero();
        assertThat(spans.last(one)).isEqualTo(2);
        assertThat(spans.first(two)).isEqualTo(spans.last(two));
        assertThat(spans.state(0)).isEqualTo(State.RUNNING);
        assertThat(spans.waker(1)).isEqualTo(three);
        assertThat(spans.processor(2)).isEqualTo(1);
        assertThat(spans.object(3)).isEqualTo(on);
        assertThat(spans.duration(3)).isEqualTo(11);
    }

    @Test
    void aMomentHasASpan() {
        int g = goroutine();
        b.running(g, 10, 20, 0);
        b.waiting(g, 20, 30, -1, -1, -1);
        Spans spans = b.build().spans();

        assertThat(spans.at(g, 9)).isEqualTo(-1);
        assertThat(spans.at(g, 10)).isZero();
        assertThat(spans.at(g, 20)).isEqualTo(1);
        assertThat(spans.at(g, 30)).isEqualTo(1);
        assertThat(spans.at(g, 31)).isEqualTo(-1);
    }

    @Test
    void overlappingSpansAreRefused() {
        int g = goroutine();
        b.running(g, 10, 20, 0);
        assertThatThrownBy(() -> b.running(g, 19, 30, 0))
                .hasMessage("span RUNNING of goroutine 0 from 19 to 30: the one before it ended "
                        + "at 20");
        assertThatThrownBy(() -> b.running(g, 30, 29, 0)).hasMessageContaining("from 30 to 29");
    }

    @Test
    void operationsAreSortedByTimeAndKeepTheirOrder() {
        int g = goroutine();
        for (int i = 0; i < 1_000; i++) {
            b.operation((i * 7_919) % 100, g, OperationKind.SEND, -1, i, -1);
        }
        Operations ops = b.build().operations();
        for (int i = 1; i < ops.size(); i++) {
            assertThat(ops.time(i)).isGreaterThanOrEqualTo(ops.time(i - 1));
            if (ops.time(i) == ops.time(i - 1)) {
                assertThat(ops.value(i)).isGreaterThan(ops.value(i - 1));
            }
        }
    }

    @Test
    void equalTextsFramesAndStacksHaveOneNumber() {
        int frame = b.frame("f", "F.java", 3);
        assertThat(b.frame("f", "F.java", 3)).isEqualTo(frame);
        assertThat(b.frame("f", "F.java", 4)).isNotEqualTo(frame);
        assertThat(b.stack(frame, 1)).isEqualTo(b.stack(frame, 1)).isNotEqualTo(b.stack(1, frame));
        assertThat(b.reason("sleep")).isEqualTo(b.reason("sleep"));
        Recording r = b.build();
        assertThat(r.string(r.frames().file(frame))).isEqualTo("F.java");
        assertThat(r.frames().depth(0)).isEqualTo(2);
        assertThat(r.string(-1)).isEmpty();
    }
}
