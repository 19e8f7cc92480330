package dev.jopher.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;

import dev.jopher.race.programs.CoreTests;
import org.junit.jupiter.api.Test;

/**
 * Tests of Jopher itself pass under the detector, and it finds no race in them. They are in the
 * core's packages, and are checked all the same.
 */
class CoreTestsIT {
    private static final String TESTS =
            Objects.requireNonNull(System.getProperty("jopher.core.tests"));

    private static Agents.Result run(String... classes) {
        return Agents.runWith(List.of("--add-opens=java.base/java.lang=ALL-UNNAMED"),
                "include=dev.jopher", TESTS, CoreTests.class, classes);
    }

    @Test
    void noRaceInTheTestsOfTheLibrary() {
        Agents.Result r = run("dev.jopher.ChannelTest", "dev.jopher.SelectTest",
                "dev.jopher.ContextTest", "dev.jopher.sync.MutexTest",
                "dev.jopher.sync.RWMutexTest", "dev.jopher.sync.WaitGroupTest");
        assertEquals(0, r.races(), r::toString);
        String passed = r.out().lines().filter(l -> l.startsWith("passed ")).findFirst().orElse("");
        assertTrue(passed.endsWith(", failed 0"), r::toString);
        assertTrue(Integer.parseInt(passed.substring(7, passed.indexOf(','))) > 100, passed);
    }
}
