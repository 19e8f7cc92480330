package dev.jopher.trace.analysis;

import java.util.List;

import dev.jopher.trace.model.Recording;

/**
 * All that is computed of a recording.
 *
 * @param main the goroutine of main: the first without a parent; -1 if there is none
 */
public record Analysis(Recording recording, int main, Activity activity,
        ObjectPlaces objectPlaces, List<Places.Place> places,
        List<Channels.Use> channels, List<Locks.Use> locks, CriticalPath path,
        LatencyHistogram latency, String sentence, List<Finding> findings) {

    /** Returns the analysis of a recording. */
    public static Analysis of(Recording r) {
        int main = main(r);
        Waits waits = new Waits(r);
        ObjectPlaces objects = new ObjectPlaces(r);
        Activity activity = Activity.of(r);
        List<Channels.Use> channels = Channels.of(r);
        List<Locks.Use> locks = Locks.of(r, waits);
        return new Analysis(r, main, activity, objects, Places.of(r), channels, locks,
                CriticalPath.of(r, main), LatencyHistogram.of(r),
                Summary.sentence(r, objects, activity, waits),
                Findings.of(r, objects, activity, channels, locks));
    }

    private static int main(Recording r) {
        for (int g = 0; g < r.goroutines().size(); g++) {
            if (r.goroutines().parent(g) < 0 && r.goroutines().place(g) < 0) {
                return g;
            }
        }
        return -1;
    }
}
