package dev.jopher.race;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jopher.race.programs.Language;
import dev.jopher.race.programs.Racy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accesses to fields are checked, and programs behave as without the agent. */
class FieldAccessesIT {
    @ParameterizedTest
    @ValueSource(strings = {"instance", "read-write", "write-read", "reference", "static",
        "static double", "constructor", "handle", "handle read", "handle element", "field",
        "reflected"})
    void aRaceIsSeen(String variant) {
        Agents.Result r = Agents.run("", Racy.class, variant);
        assertEquals("end\n", r.out(), r.err());
        assertEquals(true, r.races() > 0, r.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"reads", "others", "fields"})
    void otherAccessesAreSilent(String variant) {
        Agents.Result r = Agents.run("", Racy.class, variant);
        assertEquals("end\n", r.out(), r.err());
        assertEquals("", r.err());
    }

    @Test
    void aProgramPrintsTheSame() {
        Agents.Result plain = Agents.runPlain(Language.class);
        Agents.Result r = Agents.run("", Language.class);
        assertEquals("", plain.err());
        assertEquals("", r.err());
        assertEquals(plain.out(), r.out());
    }
}
