package dev.jopher.explore;

import static dev.jopher.Go.go;
import static dev.jopher.Go.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import dev.jopher.Ticker;
import org.junit.jupiter.api.Test;

/** What is a leak: timers go on after main has returned, but not without end. */
class LeaksIT {
    private static final ExploreOptions OPTIONS =
            ExploreOptions.DEFAULT.schedules(20).leaks(true);

    private static final Duration SOON = Duration.ofMillis(10);

    @Test
    void aThreadThatATickerWakesForeverIsALeak() {
        assertThatThrownBy(() -> Explore.check(OPTIONS, () -> {
            var ticker = new Ticker(SOON);
            go(() -> {
                for (;;) {
                    ticker.channel().receive();
                }
            });
        })).isInstanceOf(ExplorationFailure.class)
                .hasMessageStartingWith("leak: main has returned, and a thread still waits");
    }

    @Test
    void aThreadMaySleepAfterMainHasReturned() {
        Explored e = Explore.check(OPTIONS, () -> go(() -> {
            for (int i = 0; i < 500; i++) {
                sleep(SOON);
            }
        }));
        assertThat(e.schedules()).isEqualTo(20);
    }
}
