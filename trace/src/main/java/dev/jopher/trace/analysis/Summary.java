package dev.jopher.trace.analysis;

import dev.jopher.trace.model.Recording;

/** The first sentence of the page. */
final class Summary {
    /** Where the waiting has many places, no one of them says much. */
    private static final int LEAST_PERCENT = 10;

    private Summary() {}

    static String sentence(Recording r, ObjectPlaces places, Activity a, Waits waits) {
        long all = a.time();
        int goroutines = r.goroutines().size();
        StringBuilder text = new StringBuilder().append(goroutines)
                .append(goroutines == 1 ? " goroutine on " : " goroutines on ")
                .append(r.processors()).append(r.processors() == 1 ? " processor" : " processors")
                .append(": concurrent ").append(percent(a.inProgress().timeAtLeast(2), all))
                .append(" % of the time, parallel ")
                .append(percent(a.running().timeAtLeast(2), all)).append(" %");
        int worst = waits.worst();
        if (worst >= 0 && percent(waits.total(worst), waits.all()) >= LEAST_PERCENT) {
            text.append("; ").append(percent(waits.total(worst), waits.all()))
                    .append(" % of the waiting is on ").append(Names.object(r, places, worst));
        }
        return text.append('.').toString();
    }

    /** Returns whole percent; 0 and 100 only if it is nothing and all. */
    static int percent(long part, long whole) {
        if (part <= 0 || whole <= 0) {
            return 0;
        }
        if (part >= whole) {
            return 100;
        }
        return Math.clamp(Math.round(100.0 * part / whole), 1, 99);
    }
}
