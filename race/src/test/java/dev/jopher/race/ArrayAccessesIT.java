package dev.jopher.race;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jopher.race.programs.ArrayUse;
import dev.jopher.race.programs.Racy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accesses to elements are checked, also those in the JDK, and programs behave as before. */
class ArrayAccessesIT {
    @ParameterizedTest
    @ValueSource(strings = {"int", "byte", "boolean", "long", "nested", "object", "arraycopy",
        "arraycopy reads", "clone", "fill", "copyOf", "sort", "string"})
    void aRaceIsSeen(String variant) {
        Agents.Result r = Agents.run("", Racy.class, variant);
        assertEquals("end\n", r.out(), r.err());
        assertEquals(true, r.races() > 0, r.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"no neighbours", "no reads", "no failure", "no fill"})
    void otherAccessesAreSilent(String variant) {
        Agents.Result r = Agents.run("", Racy.class, variant);
        assertEquals("end\n", r.out(), r.err());
        assertEquals("", r.err());
    }

    @Test
    void aProgramPrintsTheSame() {
        Agents.Result plain = Agents.runPlain(ArrayUse.class);
        Agents.Result r = Agents.run("", ArrayUse.class);
        assertEquals("", plain.err());
        assertEquals("", r.err());
        assertEquals(plain.out(), r.out());
    }
}
