package dev.jopher.race.internal.report;

import dev.jopher.race.Race;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A data race, for the Flight Recorder. Loaded only where the JDK has one. */
@Name("dev.jopher.DataRace")
@Label("Data Race")
@Category("Jopher")
@StackTrace
final class RaceEvent extends Event {
    @Label("Variable")
    String variable = "";

    @Label("Access")
    String access = "";

    @Label("Previous Access")
    String previous = "";

    @Label("Report")
    String report = "";

    static void record(Race race) {
        if (!FlightRecorder.isInitialized()) {
            return;
        }
        RaceEvent e = new RaceEvent();
        e.variable = race.access().variable();
        e.access = text(race.access());
        e.previous = text(race.previous());
        e.report = race.text();
        e.commit();
    }

    private static String text(Race.Access a) {
        return new StringBuilder(a.kind().toString()).append(" at ").append(a.site()).toString();
    }
}
