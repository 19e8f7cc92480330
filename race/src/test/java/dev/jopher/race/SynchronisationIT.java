package dev.jopher.race;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jopher.race.programs.HandOver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of synchronisation in the program's own code orders what it should, and no more. */
class SynchronisationIT {
    @ParameterizedTest
    @ValueSource(strings = {"monitor", "monitor of a class", "static method", "method",
        "method that throws", "block that throws", "volatile int", "volatile double",
        "volatile reference", "volatile static", "volatile to handle", "handle to volatile",
        "handle of the superclass", "swap", "handle of a plain field", "static handle",
        "to static handle", "updater to volatile",
        "volatile to updater", "field to volatile", "volatile to field", "unsafe to volatile",
        "handle to unsafe", "element", "fences", "wait"})
    void ordered(String variant) {
        Agents.Result r = Agents.run("", HandOver.class, variant);
        assertEquals("", r.err());
        assertEquals("end", r.out().strip().replaceAll("\\d\\s*", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no other lock", "no other field", "no other of the subclass",
        "no opaque", "no release", "no acquire", "no other element"})
    void notOrdered(String variant) {
        Agents.Result r = Agents.run("", HandOver.class, variant);
        assertEquals("end\n", r.out());
        assertEquals(true, r.races() > 0);
    }
}
