package dev.jopher.race;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import dev.jopher.race.programs.ContendedMonitors;
import org.junit.jupiter.api.Test;

/**
 * A virtual thread may unmount while it waits for a monitor. What the agent adds must not be on the
 * stack of the method then, or the JVM crashes.
 */
class MonitorsIT {
    @Test
    void aThreadMayWaitInAnInterpretedMethod() {
        Agents.Result r = Agents.runWith(List.of("-Xint", "-Xmx64m"), "",
                ContendedMonitors.class);
        assertEquals("0\n", r.out(), r.err());
        assertEquals("", r.err());
        assertEquals(0, r.status());
    }
}
