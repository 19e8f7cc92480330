package dev.jopher.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jopher.race.programs.Ends;
import dev.jopher.race.programs.Hooks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exit code of a program, as it is without a race and as it is after one. */
class ProgramEndIT {
    @ParameterizedTest
    @CsvSource({"return,0,66", "exit,0,66", "exit 3,3,3", "halt,0,0", "throw,1,1",
        "throw in another,0,66"})
    void aRaceChangesTheCodeOfAProgramThatWouldEndWithZero(String end, int without, int with) {
        Agents.Result silent = Agents.run("", Ends.class, end);
        assertEquals(without, silent.status(), silent::toString);
        assertEquals(0, silent.races(), silent::toString);
        Agents.Result racy = Agents.run("", Ends.class, end, "racy");
        assertEquals(with, racy.status(), racy::toString);
        assertEquals(1, racy.races(), racy::toString);
        assertEquals(!end.equals("halt"), racy.out().contains("hook"), racy::toString);
        assertEquals(!end.equals("halt"), racy.err().contains("Found 1 data race(s)"),
                racy::toString);
    }

    @Test
    void whatIsBeforeTheRegistrationOfAShutdownHookHappensBeforeIt() {
        Agents.Result silent = Agents.run("", Hooks.class);
        assertEquals(0, silent.races(), silent::toString);
        assertEquals(0, silent.status(), silent::toString);
        Agents.Result racy = Agents.run("", Hooks.class, "racy");
        assertEquals(1, racy.races(), racy::toString);
        assertEquals(66, racy.status(), racy::toString);
    }

    /** The history of an array is forgotten when very many others are used after it. */
    @ParameterizedTest
    @CsvSource({"'',jopher: the race detector may have missed races, because it has forgotten the",
        "json=1,{\"lost\":{\"arrays\":"})
    void itSaysWhenItMayHaveMissedARace(String options, String line) {
        Agents.Result several = Agents.run(options, Ends.class, "arrays", "threads");
        assertTrue(several.err().startsWith(line), several::toString);
        assertEquals(1, several.err().lines().count(), several::toString);
        Agents.Result one = Agents.run(options, Ends.class, "arrays");
        assertEquals("", one.err());
    }

    @Test
    void reflectionAndSerialisationDoNotSeeWhatTheAgentAdds() {
        Agents.Result plain = Agents.runPlain(Ends.class, "return");
        Agents.Result checked = Agents.run("", Ends.class, "return");
        assertTrue(plain.out().contains("fields"), plain::toString);
        assertEquals(plain.out(), checked.out());
    }
}
