package dev.jopher.explore.libraries;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;

import dev.jopher.explore.ExplorationFailure;
import dev.jopher.explore.ExploreOptions;
import dev.jopher.explore.libraries.KnownBug.Release;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Releases of libraries as they are on Maven Central, with a bug and without it. */
class KnownBugsIT {
    private static final int SEEDS = Integer.getInteger("jopher.explore.seeds", 3);
    private static final int SILENT = Integer.getInteger("jopher.explore.silent", 500);
    private static final ExploreOptions OPTIONS =
            ExploreOptions.DEFAULT.time(Duration.ofMinutes(10));

    @BeforeAll
    static void hasJars() {
        assumeTrue(KnownBug.JARS != null, "the build has not copied the libraries");
    }

    @ParameterizedTest
    @MethodSource("dev.jopher.explore.libraries.KnownBug#all")
    void theReleaseWithTheBugFails(KnownBug bug) throws Exception {
        Release release = bug.withBug();
        for (int seed = 0; seed < SEEDS; seed++) {
            ExploreOptions o = OPTIONS.schedules(10_000).seed(seed);
            var unused = assertThrows(ExplorationFailure.class, () -> release.explore(o));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jopher.explore.libraries.KnownBug#all")
    void theReleaseWithoutItIsSilent(KnownBug bug) throws Throwable {
        bug.corrected().explore(OPTIONS.schedules(SILENT));
    }
}
