package dev.jopher.runtime;

import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;

/**
 * Whether the JDK's Flight Recorder is, or was, at work in this JVM: then there may be somebody who wants our events,
 * which {@link JfrEvents} makes. Before, no class of an event is loaded: no AOT cache takes them ("JFR event class"), and
 * the first one takes 80 to 290 ms, the listener 0.2 to 2 from the AOT cache, 1 to 2 from the jar (JDK 25.0.3, 2 busy
 * processors). What is left while nobody records is the look at a field.
 *
 * <p>A JDK without the module {@code jdk.jfr} has no events, and nothing else is missing.
 */
final class Jfr {
    /** Plain: whoever sees it late misses an event at the beginning of a recording. */
    private static boolean on;

    static {
        try {
            Listener.listen();
        } catch (LinkageError e) {
            // no such module here, or we were not given it
        }
    }

    private Jfr() {}

    static boolean isOn() {
        return Whereabouts.NOTED && on;
    }

    /** A class of its own, which is not loaded where there is no Flight Recorder. */
    private static final class Listener implements FlightRecorderListener {
        static void listen() {
            FlightRecorder.addListener(new Listener());
        }

        /** Called once, by who needs it first; if that was before us, at once. */
        @Override
        public void recorderInitialized(FlightRecorder recorder) {
            JfrEvents.register(); // before anybody makes one, in the midst of a park
            on = true;
        }
    }
}
