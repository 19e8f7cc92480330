package dev.jopher.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import dev.jopher.race.internal.report.Options;
import org.junit.jupiter.api.Test;

/** The options of the agent and of the variable GORACE. */
class OptionsTest {
    @Test
    void withoutOptionsAllIsAsInGo() {
        assertEquals(Options.DEFAULT, Options.of("", null));
        assertEquals(66, Options.DEFAULT.exitCode());
        assertEquals(Options.DEFAULT, Options.of(" ", "  "));
    }

    @Test
    void goraceIsSeparatedByBlanks() {
        Options o = Options.of("", "log_path=races.log  strip_path_prefix=/my/go exitcode=0"
                + " halt_on_error=1 history_size=3 atexit_sleep_ms=5");
        assertEquals("races.log", o.logPath());
        assertEquals("/my/go", o.stripPathPrefix());
        assertEquals(0, o.exitCode());
        assertTrue(o.haltOnError());
    }

    @Test
    void aWordWithoutEqualsContinuesAList() {
        Options o = Options.of("include=com.acme,org.acme,exitcode=3;json=true", null);
        assertEquals(List.of("com.acme", "org.acme"), o.include());
        assertEquals(3, o.exitCode());
        assertTrue(o.json());
    }

    @Test
    void theAgentsOptionsWin() {
        assertEquals(4, Options.of("exitcode=4", "exitcode=5").exitCode());
        assertEquals(5, Options.of("include=a", "exitcode=5").exitCode());
    }

    @Test
    void whatIsUnknownOrWrongIsAnError() {
        assertError("unknown option halt; there are atexit_sleep_ms, cache, exclude, ", "halt=1");
        assertError("unknown option include; there are ", "include");
        assertError("option exitcode must be a number from 0 to 255, not '256'", "exitcode=256");
        assertError("option exitcode must be a number from 0 to 255, not 'x'", "exitcode=x");
        assertError("option halt_on_error must be a number from 0 to 1, not '2'",
                "halt_on_error=2");
        String text = assertThrows(IllegalArgumentException.class, () -> Options.of("", "a=1"))
                .getMessage();
        assertTrue(text.startsWith("GORACE: unknown option a; "), text);
    }

    private static void assertError(String start, String options) {
        String text = assertThrows(IllegalArgumentException.class, () -> Options.of(options, null))
                .getMessage();
        assertTrue(text.startsWith(start), text);
    }
}
