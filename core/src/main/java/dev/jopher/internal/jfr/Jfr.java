package dev.jopher.internal.jfr;

import dev.jopher.internal.base.Diagnostics;
import dev.jopher.internal.goroutine.Probe;
import dev.jopher.internal.leak.LeakFinder;
import dev.jopher.internal.sched.GoScheduler;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;

/**
 * Installs {@link JfrEvents} when the JDK's Flight Recorder is initialized in this JVM: from then
 * on its events may be wanted. Before that, no class of an event is loaded: no AOT cache takes them
 * ("JFR event class"), and the first one takes 80 to 290 ms, the listener 0.2 to 2 from the AOT
 * cache, 1 to 2 from the jar (JDK 25.0.3, 2 busy processors). While nothing records, the only cost
 * is the read of a field, in {@link Probe}.
 *
 * <p>A JDK without the module {@code jdk.jfr} has no events, and nothing else is missing.
 */
public final class Jfr {
    private Jfr() {}

    /** Starts to listen. Called once, before there is a goroutine. */
    public static void listen() {
        if (Diagnostics.ENABLED) {
            try {
                Listener.listen();
            } catch (LinkageError e) {
                // This JDK has no such module, or does not give it to us.
            }
        }
    }

    /** A class of its own, which is not loaded where there is no Flight Recorder. */
    private static final class Listener implements FlightRecorderListener {
        public static void listen() {
            FlightRecorder.addListener(new Listener());
        }

        /**
         * Installs the events. Called once, by the thread that first needs the recorder; at once if
         * that was before us.
         */
        @Override
        public void recorderInitialized(FlightRecorder recorder) {
            JfrEvents.register(); // before a goroutine makes one in the middle of a park
            JfrEvents events = new JfrEvents();
            Probe.install(events);
            GoScheduler.probe(events);
            LeakFinder.probe(JfrEvents::leaked);
        }
    }
}
