package hello;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.junit.Explore;
import dev.jopher.junit.NoLeaks;
import dev.jopher.junit.NoRaces;
import dev.jopher.junit.VirtualTime;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.Test;

/** Runs under the race detector and the explorer. */
class MainIT {
    private final Mutex mutex = new Mutex();
    private int count;

    @Test
    @NoLeaks
    void runsOnJophersScheduler() {
        Go.run(() -> {
            var c = new Channel<Integer>();
            Go.go(() -> c.send(42));
            assertEquals(42, c.receive());
        });
        assertEquals("Jopher's own", System.getProperty("jopher.scheduler.used"));
    }

    @Test
    @NoRaces
    void hasNoRace() {
        countTwice();
    }

    @Explore(schedules = 100)
    void failsInNoSchedule() {
        countTwice();
    }

    private void countTwice() {
        var group = new WaitGroup();
        group.go(this::increment);
        group.go(this::increment);
        group.await();
        assertEquals(2, count);
    }

    private void increment() {
        try (var _ = mutex.hold()) {
            count++;
        }
    }

    @Test
    @VirtualTime
    void sleepsForADay() {
        Go.sleep(Duration.ofDays(1));
    }
}
