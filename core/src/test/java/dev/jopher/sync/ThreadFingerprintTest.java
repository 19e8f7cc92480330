package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class ThreadFingerprintTest {
    @Test
    void sumYieldsTheLastThread() {
        for (long id = 1; id < 300_000; id++) {
            assertThat(ThreadFingerprint.threadId(ThreadFingerprint.of(id) + 12345)).isEqualTo(id);
        }
        assertThat(LongStream.of(10_000_001, 123_456_789, (1L << 36) - 1))
                .allMatch(id -> ThreadFingerprint.threadId(ThreadFingerprint.of(id)) == id);
    }

    @Test
    void balancedReleasesLeaveNoFingerprint() {
        long sum = ThreadFingerprint.of(17) + ThreadFingerprint.of(5_000_000)
                + ThreadFingerprint.of(3) - ThreadFingerprint.of(17) - ThreadFingerprint.of(3);
        assertThat(ThreadFingerprint.threadId(sum)).isEqualTo(5_000_000);
        assertThat(ThreadFingerprint.threadId(sum - ThreadFingerprint.of(5_000_000))).isZero();
    }

    /** Of ids close together, as those of one program are. */
    @Test
    void unbalancedReleaseLeavesNoValidFingerprint() {
        for (long a = 1; a < 60; a++) {
            for (long b = a + 1; b < 60; b++) {
                for (long other = 1; other < 60; other++) {
                    if (other != a && other != b) {
                        long left = ThreadFingerprint.threadId(ThreadFingerprint.of(a)
                                + ThreadFingerprint.of(b) - ThreadFingerprint.of(other));
                        assertThat(left).isNotEqualTo(other);
                    }
                }
            }
        }
    }
}
