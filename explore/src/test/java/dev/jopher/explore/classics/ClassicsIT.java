package dev.jopher.explore.classics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jopher.explore.internal.search.Exploration;
import dev.jopher.explore.internal.search.Failure;
import dev.jopher.explore.internal.search.Options;
import dev.jopher.explore.internal.world.Goroutines;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClassicsIT {
    private static final int SEEDS = Integer.getInteger("jopher.explore.seeds", 5);
    private static final int SILENT = Integer.getInteger("jopher.explore.silent", 500);

    @BeforeAll
    static void findLibrary() {
        assertTrue(Goroutines.init(ClassicsIT.class.getClassLoader()));
    }

    @ParameterizedTest
    @MethodSource({"dev.jopher.explore.classics.Classics#all",
        "dev.jopher.explore.classics.Later#all"})
    void theBugIsFoundWithEachSeed(Program program) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Failure f = new Exploration(Options.DEFAULT.withSeed(seed), () -> program.run(false))
                    .run().failure();
            assertNotNull(f, "seed " + seed);
            assertNull(f.divergence());
        }
    }

    @ParameterizedTest
    @MethodSource({"dev.jopher.explore.classics.Classics#all",
        "dev.jopher.explore.classics.Later#all"})
    void theTwinIsSilent(Program program) {
        var result = new Exploration(Options.DEFAULT.withSchedules(SILENT),
                () -> program.run(true)).run();
        assertNull(result.failure());
        assertEquals(0, result.cutOff());
    }
}
