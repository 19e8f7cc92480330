package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class MarkTest {
    @Test
    void whoIsLeftIsTold() {
        for (long id = 1; id < 300_000; id++) {
            assertThat(Mark.thread(Mark.of(id) + 12345)).isEqualTo(id);
        }
        assertThat(LongStream.of(10_000_001, 123_456_789, (1L << 36) - 1))
                .allMatch(id -> Mark.thread(Mark.of(id)) == id);
    }

    @Test
    void whoCameAndWentLeavesNothing() {
        long sum = Mark.of(17) + Mark.of(5_000_000) + Mark.of(3) - Mark.of(17) - Mark.of(3);
        assertThat(Mark.thread(sum)).isEqualTo(5_000_000);
        assertThat(Mark.thread(sum - Mark.of(5_000_000))).isZero();
    }

    /** Of ids close together, as those of one program are. */
    @Test
    void whatIsLeftWhenOneGoesForAnotherIsNeitherOfThem() {
        for (long a = 1; a < 60; a++) {
            for (long b = a + 1; b < 60; b++) {
                for (long other = 1; other < 60; other++) {
                    if (other != a && other != b) {
                        long left = Mark.thread(Mark.of(a) + Mark.of(b) - Mark.of(other));
                        assertThat(left).isNotEqualTo(other);
                    }
                }
            }
        }
    }
}
