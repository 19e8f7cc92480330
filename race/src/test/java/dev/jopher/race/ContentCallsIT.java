package dev.jopher.race;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jopher.race.programs.CollectionUse;
import dev.jopher.race.programs.Racy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of collections are checked as accesses, and programs behave as before. */
class ContentCallsIT {
    @ParameterizedTest
    @ValueSource(strings = {"list", "set at", "insert", "map", "map read", "builder",
        "builder insert", "copy", "add all", "sorted", "loop", "method reference"})
    void aRaceIsSeen(String variant) {
        Agents.Result r = Agents.run("", Racy.class, variant);
        assertEquals("end\n", r.out(), r.err());
        assertEquals(true, r.races() > 0, r.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"no map reads", "no concurrent"})
    void otherCallsAreSilent(String variant) {
        Agents.Result r = Agents.run("", Racy.class, variant);
        assertEquals("end\n", r.out(), r.err());
        assertEquals("", r.err());
    }

    @Test
    void aProgramPrintsTheSame() {
        Agents.Result plain = Agents.runPlain(CollectionUse.class);
        Agents.Result r = Agents.run("", CollectionUse.class);
        assertEquals("", plain.err());
        assertEquals("", r.err());
        assertEquals(plain.out(), r.out());
    }
}
