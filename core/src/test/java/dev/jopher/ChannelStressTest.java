package dev.jopher;

import java.time.Duration;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random programs of channels, selects, closes, contexts, interrupts and platform threads. */
@Timeout(300)
class ChannelStressTest {
    private static final int ROUNDS = 600;

    @Test
    void whateverTheyDoNothingIsLostDoubledOrStuck() {
        for (int i = 0; i < ROUNDS; i++) {
            round(i);
            balancedRound(i);
        }
    }

    /** For hours if one likes: {@code -Djopher.soak=PT1H}. */
    @Test
    @Tag("soak")
    void forLonger() {
        long end = System.nanoTime()
                + Duration.parse(System.getProperty("jopher.soak", "PT1M")).toNanos();
        for (long seed = System.nanoTime(); System.nanoTime() < end; seed++) {
            round(seed);
            balancedRound(seed);
        }
    }

    private static void round(long seed) {
        var round = new StressRound(seed);
        named(seed, round, round::run);
    }

    private static void balancedRound(long seed) {
        var round = new BalancedRound(seed);
        named(seed, round, round::run);
    }

    private static void named(long seed, Object round, Runnable run) {
        try {
            run.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + round, e);
        }
    }
}
