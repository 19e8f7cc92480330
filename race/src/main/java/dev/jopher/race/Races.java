package dev.jopher.race;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import dev.jopher.race.internal.report.RaceLog;

/**
 * The data races that the detector has found in this JVM. Two accesses to the same variable race if
 * one of them is a write and neither happens before the other.
 *
 * {@snippet :
 * Races.onRace(race -> log.error(race.toString()));
 * }
 *
 * <p>Without the detector there are none: {@link #isActive} says whether it is there.
 */
public final class Races {
    private Races() {}

    /** Returns whether the detector is in this JVM, and checks the program's accesses. */
    public static boolean isActive() {
        return RaceLog.isActive();
    }

    /**
     * Returns how many races have been reported: pairs of places in the program. Accepted ones do
     * not count.
     */
    public static int count() {
        return RaceLog.count();
    }

    /**
     * Calls {@code handler} for each race from now on, once for each pair of places in the program.
     * It is called by the thread whose access is the second one, before that access, after the
     * report was printed. That thread may hold locks. An exception of the handler is printed. Races
     * in the handler itself are printed and not handed to any.
     *
     * @return the registration; closing it ends the calls
     */
    public static Registration onRace(Consumer<? super Race> handler) {
        return RaceLog.add(Objects.requireNonNull(handler));
    }

    /**
     * Begins to collect the races of all threads: each pair of places once, also if it was reported
     * before. For tests.
     */
    public static Watch watch() {
        return RaceLog.watch();
    }

    /** A handler of {@link #onRace}. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        /** Ends the calls. One that has begun goes on. */
        @Override
        void close();
    }

    /** What {@link #watch} collects, until it is closed. */
    public interface Watch extends AutoCloseable {
        /** Returns the races since the watch began, in the order in which they happened. */
        List<Race> races();

        /** Ends the watch. Its races stay. */
        @Override
        void close();
    }
}
