package dev.jopher.explore.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jopher.explore.internal.strategy.RandomWalk;
import dev.jopher.explore.internal.world.Verdict;
import dev.jopher.explore.internal.world.World;
import org.junit.jupiter.api.Test;

/** What is not controlled takes place for real, is named, and is never reported as a failure. */
class OutsideIT {
    private static World run(Runnable body) {
        World w = new World(new RandomWalk(), 1, 100_000, false, null);
        w.run(body);
        return w;
    }

    @Test
    void sockets() {
        World w = run(JavaPrograms.of2(JavaPrograms::serverSocket));
        assertThat(w.verdict()).as(String.valueOf(w.failure())).isEqualTo(Verdict.PASSED);
        assertThat(w.java.outside()).anyMatch(s -> s.startsWith(
                "ServerSocket.accept in dev.jopher.explore.java.JavaPrograms, line "));
    }

    @Test
    void aPoolThatWasThereBefore() {
        JavaPrograms.prepareOutside();
        World w = run(JavaPrograms::poolOutside);
        assertThat(w.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(w.java.outside())
                .contains("a pool of threads that was there before the run");
    }

    @Test
    void aWaitInAnInitialiser() {
        World w = run(JavaPrograms::initialiserWaits);
        assertThat(w.verdict()).isEqualTo(Verdict.ABANDONED);
        assertThat(w.java.outside()).anyMatch(s -> s.startsWith(
                "a wait in the initialiser of dev.jopher.explore.java.JavaPrograms$Stuck"));
        assertThat(run(() -> {}).verdict()).isEqualTo(Verdict.PASSED);
    }
}
