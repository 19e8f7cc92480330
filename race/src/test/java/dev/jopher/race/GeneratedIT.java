package dev.jopher.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jopher.race.programs.Generated;
import org.junit.jupiter.api.Test;

/** Unusual classes work under the agent, and what cannot be checked is named. */
class GeneratedIT {
    @Test
    void unusualClassesWork() {
        Agents.Result plain = Agents.runPlain(Generated.class);
        Agents.Result r = Agents.run("", Generated.class);
        assertEquals("", plain.err());
        assertEquals(plain.out(), r.out());
        assertTrue(r.err().startsWith("jopher: not checked for races: Huge.sum: "), r.err());
        assertEquals(1, r.err().lines().count(), r.err());
    }
}
