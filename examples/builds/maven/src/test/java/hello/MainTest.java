package hello;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.junit.NoLeaks;
import org.junit.jupiter.api.Test;

class MainTest {
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
}
