package dev.jopher.trace.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.jopher.trace.model.Recording;

/**
 * The findings: a lock, a channel or the processors are what limits the program. A doubtful
 * finding costs more trust than a missing one, so the limits are high. A recording that lacks
 * events has none, because what is missing could say otherwise.
 */
final class Findings {
    private static final double NEARLY_ALWAYS = 0.9;
    private static final double HALF = 0.5;
    private static final int FEWEST_OPERATIONS = 20;

    private Findings() {}

    static List<Finding> of(Recording r, ObjectPlaces places, Activity activity,
            List<Channels.Use> channels, List<Locks.Use> locks) {
        List<Finding> found = new ArrayList<>();
        long time = activity.time();
        if (r.lost() > 0 || !r.incomplete().isEmpty() || time <= 0) {
            return found;
        }
        locks.forEach(lock -> busyLock(r, places, lock, time, found));
        channels.forEach(channel -> fullChannel(r, places, channel, time, found));
        busyProcessors(r, activity, time, found);
        return found;
    }

    /** Reports a lock that is nearly always held, and half a goroutine or more waits for it. */
    private static void busyLock(Recording r, ObjectPlaces places, Locks.Use lock, long time,
            List<Finding> found) {
        if (lock.holds() >= FEWEST_OPERATIONS && !lock.shared()
                && lock.held() >= NEARLY_ALWAYS * time
                && lock.waited() >= HALF * time) {
            found.add(new Finding("The lock " + Names.object(r, places, lock.object()) + " is held "
                    + Summary.percent(lock.held(), time) + " % of the time, and "
                    + mean(lock.waited(), time)
                    + " goroutines wait for it on average: they run one after another.",
                    lock.object()));
        }
    }

    /** Reports a buffer that is nearly always full while senders wait: receivers are slower. */
    private static void fullChannel(Recording r, ObjectPlaces places, Channels.Use c, long time,
            List<Finding> found) {
        if (c.sends() >= FEWEST_OPERATIONS && c.used() >= HALF * time
                && c.full() >= NEARLY_ALWAYS * c.used() && c.sendWait() >= HALF * c.used()) {
            found.add(new Finding("The channel " + Names.object(r, places, c.object()) + " is full "
                    + Summary.percent(c.full(), c.used())
                    + " % of the time that it is in use: its receivers are slower than its "
                    + "senders, and " + mean(c.sendWait(), c.used())
                    + " senders wait on average.", c.object()));
        }
    }

    /** Reports that all processors run a goroutine while more goroutines could run. */
    private static void busyProcessors(Recording r, Activity a, long time,
            List<Finding> found) {
        long both = a.running().timeBothAtLeast(r.processors(), a.runnable(), 1);
        if (both >= NEARLY_ALWAYS * time) {
            found.add(new Finding("During " + Summary.percent(both, time)
                    + " % of the time " + processors(r.processors())
                    + " busy while more goroutines could run.", -1));
        }
    }

    private static String processors(int count) {
        return switch (count) {
            case 1 -> "the processor is";
            case 2 -> "both processors are";
            default -> "all " + count + " processors are";
        };
    }

    private static String mean(long part, long whole) {
        return String.format(Locale.ROOT, "%.1f", (double) part / whole);
    }
}
