package dev.jopher.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import dev.jopher.race.internal.clock.Epoch;
import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.report.RaceReporter;
import dev.jopher.race.internal.report.Sites;
import org.junit.jupiter.api.Test;

/** What programs can ask of the detector, without one in this JVM: the tests report the races. */
class RacesTest {
    private int here = place();
    private int there = place();

    private static int methods;

    /** A new one: places that are equal have one number. */
    private static int place() {
        return Sites.register(new Sites.Site("com.acme.Bank", "pay" + methods++, "Bank.java", 7,
                "com.acme.Account.balance"));
    }

    private static void race(int first, int second) {
        long word = Epoch.word(Epoch.of(77, 1), first);
        RaceReporter.race(word, true, ShadowThread.current(), second, false);
    }

    @Test
    void withoutTheAgentThereIsNoDetector() {
        assertFalse(Races.isActive());
    }

    @Test
    void aPairOfPlacesIsOneRace() {
        int before = Races.count();
        race(here, there);
        race(there, here);
        assertEquals(before + 1, Races.count());
        race(here, here);
        assertEquals(before + 2, Races.count());
    }

    @Test
    void whatALineDoesWithAVariableIsOnePlace() {
        Sites.Site site = new Sites.Site("A", "f", "A.java", 1, "A.n");
        assertEquals(Sites.register(site),
                Sites.register(new Sites.Site("A", "f", "A.java", 1, "A.n")));
        assertNotEquals(Sites.register(site),
                Sites.register(new Sites.Site("A", "f", "A.java", 1, "A.m")));
    }

    @Test
    void aHandlerGetsEachRaceUntilItIsClosed() {
        List<Race> seen = new ArrayList<>();
        Races.Registration r = Races.onRace(seen::add);
        race(here, there);
        race(here, there);
        r.close();
        race(here, here);
        assertEquals(1, seen.size());
        assertEquals(Race.Kind.READ, seen.get(0).access().kind());
        assertEquals(Race.Kind.WRITE, seen.get(0).previous().kind());
        assertEquals(7, seen.get(0).previous().site().getLineNumber());
    }

    @Test
    void closingOneOfTwoEqualHandlersLeavesTheOther() {
        List<Race> seen = new ArrayList<>();
        java.util.function.Consumer<Race> handler = seen::add;
        Races.Registration first = Races.onRace(handler);
        Races.Registration second = Races.onRace(handler);
        first.close();
        first.close();
        race(here, there);
        second.close();
        race(here, here);
        assertEquals(1, seen.size());
    }

    @Test
    void aHandlerThatFailsStopsNothing() {
        List<Race> seen = new ArrayList<>();
        try (var _ = Races.onRace(r -> {
            throw new IllegalStateException("on purpose");
        }); var _ = Races.onRace(seen::add)) {
            race(here, there);
        }
        assertEquals(1, seen.size());
    }

    @Test
    void aRaceInAHandlerCallsNoHandler() {
        List<Race> seen = new ArrayList<>();
        int before = Races.count();
        try (var _ = Races.onRace(r -> {
            seen.add(r);
            race(there, there);
        })) {
            race(here, there);
        }
        assertEquals(1, seen.size());
        assertEquals(before + 2, Races.count());
    }

    @Test
    void aHandlerRunsOutsideOfTheDetector() {
        List<Boolean> inside = new ArrayList<>();
        ShadowThread t = ShadowThread.current();
        try (var _ = Races.onRace(r -> inside.add(t.inside))) {
            race(here, there);
        }
        assertEquals(List.of(false), inside);
    }

    @Test
    void aWatchGetsOldPairsAgainAndEachOnce() {
        race(here, there);
        try (Races.Watch first = Races.watch()) {
            race(here, there);
            try (Races.Watch second = Races.watch()) {
                race(there, here);
                race(here, here);
                assertEquals(2, second.races().size());
            }
            assertEquals(2, first.races().size());
        }
    }

    @Test
    void aClosedWatchKeepsItsRaces() {
        Races.Watch watch = Races.watch();
        race(here, there);
        watch.close();
        race(here, here);
        assertEquals(1, watch.races().size());
    }

    @Test
    void aRaceIsOneLineOfJson() {
        try (Races.Watch watch = Races.watch()) {
            race(here, there);
            String json = watch.races().get(0).toJson();
            assertTrue(json.startsWith("{\"access\":{\"kind\":\"read\",\"variable\":\""), json);
            assertTrue(json.contains("\"file\":\"Bank.java\",\"line\":7}]"), json);
            assertEquals(1, json.lines().count());
        }
    }
}
