package dev.jopher.race.internal.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random traces, in which the detector and a naive one must agree on each access. The system
 * property {@code jopher.race.oracle} is the number of events.
 */
final class OracleTest {
    private static final int STEPS = 500;
    private static final long EVENTS = Long.getLong("jopher.race.oracle", 1_000_000);

    @Test
    void agreesWithTheNaiveDetector() {
        long races = 0;
        for (long seed = 0; seed * STEPS < EVENTS; seed++) {
            races += new RandomTrace(seed, RandomTrace.Mutant.NONE).run(STEPS);
        }
        assertThat(races).isBetween(EVENTS / 100, EVENTS / 4);
    }

    @ParameterizedTest
    @EnumSource(value = RandomTrace.Mutant.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void findsAMutant(RandomTrace.Mutant mutant) {
        assertThatThrownBy(() -> {
            for (long seed = 0; seed < 1_000; seed++) {
                new RandomTrace(seed, mutant).run(STEPS);
            }
        }).isInstanceOf(RandomTrace.Difference.class);
    }
}
