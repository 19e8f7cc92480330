package dev.jopher.runtime;

import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;

/**
 * Whether the JDK's Flight Recorder is, or was, at work in this JVM: then there may be somebody who wants our events,
 * which {@link JfrEvents} makes. Before, no class of an event is loaded: the AOT cache takes none of those, and to read
 * them from the jar takes a start some milliseconds. The JIT sees a field that is false, beside a park of some hundred
 * nanoseconds.
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
        return on;
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
