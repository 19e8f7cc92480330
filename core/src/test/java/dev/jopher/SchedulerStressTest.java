package dev.jopher;

import static dev.jopher.Go.maxProcs;
import static dev.jopher.internal.support.Goroutine.until;

import java.io.IOException;
import java.time.Duration;

import dev.jopher.internal.sched.SchedulerCounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All at once, at random, on our scheduler; afterwards its counts are as at the start. */
@Tag("own-scheduler")
class SchedulerStressTest {
    private final int procs = maxProcs();

    @AfterEach
    void restore() {
        maxProcs(procs);
    }

    private static void run(int procs, Duration time) throws IOException, InterruptedException {
        maxProcs(procs);
        new SchedulerStress(System.nanoTime()).run(time);
        until(SchedulerCounts::areAtRest);
    }

    @Test
    void nothingIsLostOrStuck() throws IOException, InterruptedException {
        for (int n : new int[] {1, 2, 4}) {
            run(n, Duration.ofMillis(1_500));
        }
    }

    /** For hours if one likes: {@code -Djopher.soak=PT1H}. */
    @Test
    @Tag("soak")
    @Timeout(100_000)
    void forLonger() throws IOException, InterruptedException {
        long end = System.nanoTime()
                + Duration.parse(System.getProperty("jopher.soak", "PT1M")).toNanos();
        for (int n = 1; System.nanoTime() < end; n = n % 5 + 1) {
            run(n, Duration.ofSeconds(5));
        }
    }
}
