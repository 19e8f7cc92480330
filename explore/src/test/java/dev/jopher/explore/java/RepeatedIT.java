package dev.jopher.explore.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jopher.explore.internal.search.Exploration;
import dev.jopher.explore.internal.search.Failure;
import dev.jopher.explore.internal.search.Options;
import dev.jopher.explore.internal.search.Result;
import dev.jopher.explore.internal.world.Goroutines;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A strategy that has learnt since then repeats the run that it has learnt from. */
class RepeatedIT {
    private static final int SEEDS = 30;

    @BeforeAll
    static void findLibrary() {
        assertThat(Goroutines.init(RepeatedIT.class.getClassLoader())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {Options.MIXED, "surw", "random", "exhaustive"})
    void aFailureAfterAWaitIsRepeatable(String strategy) {
        Runnable body = ChancePrograms::waitWithoutLoop;
        for (int seed = 0; seed < SEEDS; seed++) {
            Options options = Options.DEFAULT.withStrategy(strategy).withSeed(seed);
            Failure f = new Exploration(options, body).run().failure();
            assertThat(f).isNotNull();
            assertThat(f.divergence()).isNull();
        }
    }

    /** Only numbers that the strategy gives differ in a search through all schedules. */
    @Test
    void allSchedulesOfASearchDrawTheSame() {
        Options options = Options.DEFAULT.withStrategy("exhaustive");
        Runnable body = ChancePrograms::unluckyNumber;
        Result r = new Exploration(options, body).run();
        assertThat(r.complete() || r.failure() != null && r.failure().isRepeatable()).isTrue();
    }
}
