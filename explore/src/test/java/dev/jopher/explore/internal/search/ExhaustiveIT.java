package dev.jopher.explore.internal.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;

import dev.jopher.explore.internal.strategy.Strategies;
import dev.jopher.explore.internal.world.Goroutines;
import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.World;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExhaustiveIT {
    private static final Options ALL = Options.DEFAULT.withStrategy("exhaustive")
            .withSchedules(Integer.MAX_VALUE);

    @BeforeAll
    static void findLibrary() {
        assertTrue(Goroutines.init(ExhaustiveIT.class.getClassLoader()));
    }

    @ParameterizedTest
    @EnumSource(Litmus.class)
    void countsAreThoseCountedByHand(Litmus program) {
        Result r = new Exploration(ALL, program::run).run();
        assertNull(r.failure());
        assertTrue(r.complete());
        assertEquals(program.executions, r.schedules());
        assertEquals(program.executions, r.distinct());
    }

    /** Random schedules reach exactly the same ones. */
    @ParameterizedTest
    @EnumSource(Litmus.class)
    void randomScheduleFindNoOther(Litmus program) {
        Set<Long> found = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            var w = new World(Strategies.of("random"), SplitMix.mix(3, i), 1000, false, null);
            w.run(program::run);
            found.add(w.orderHash());
        }
        assertEquals(program.executions, found.size());
    }
}
