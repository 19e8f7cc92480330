package dev.jopher.internal.sched;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The buckets of {@link LatencySampler}. */
class LatencySamplerTest {
    @Test
    void bucketIsTheFirstWhoseBoundIsNotBelow() {
        for (int i = 0; i < LatencySampler.BOUNDS; i++) {
            long bound = SchedulerCounters.bound(i);
            assertThat(LatencySampler.bucket(bound)).isEqualTo(i);
            assertThat(LatencySampler.bucket(bound + 1)).isEqualTo(i + 1);
        }
        assertThat(LatencySampler.bucket(-1)).isZero();
        assertThat(LatencySampler.bucket(0)).isZero();
        assertThat(LatencySampler.bucket(1)).isZero();
        assertThat(LatencySampler.bucket(Long.MAX_VALUE)).isEqualTo(LatencySampler.BOUNDS);
        assertThat(SchedulerCounters.bound(LatencySampler.BOUNDS)).isEqualTo(Long.MAX_VALUE);
    }
}
