package dev.jopher.race.internal.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Without a transformer, as in this JVM, the canaries are not instrumented: that must be seen. */
class CanariesTest {
    @Test
    void aDetectorThatSeesNothingIsRefused() {
        assertEquals("it does not work in this JVM: it misses the race of "
                + "dev.jopher.race.canary.FieldRace", Canaries.problem());
    }
}
