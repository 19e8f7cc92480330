package dev.jopher.race;

import java.util.List;
import java.util.Locale;

import dev.jopher.race.internal.report.JsonText;

/**
 * A data race: two accesses to one variable, at least one of them a write, that no synchronisation
 * orders.
 *
 * @param access the second access, which its thread is about to do
 * @param previous the first access
 * @param text the report, in the format of Go's race detector
 */
public record Race(Access access, Access previous, String text) {

    /** What an access does to its variable. */
    public enum Kind {
        READ, WRITE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One of the two accesses.
     *
     * @param variable the field, the kind of array, or the operation of a collection, as in {@code
     *     Account.balance}, {@code int[]}, {@code HashMap.put}
     * @param stack innermost frame first, and that is the access; of a first access, often that
     *     frame alone
     */
    public record Access(Kind kind, String variable, Actor thread, List<StackTraceElement> stack) {
        /** Returns where the access is in the program. */
        public StackTraceElement site() {
            return stack.get(0);
        }
    }

    /**
     * A thread or goroutine.
     *
     * @param number of the goroutine, as in dumps, or {@link Thread#threadId}; 1 for main
     * @param name of the thread; empty if it has none
     * @param state {@code running}, {@code waiting}, {@code finished}
     * @param created where it was started, innermost frame first; empty if that is not known
     */
    public record Actor(boolean isGoroutine, long number, String name, String state,
            List<StackTraceElement> created) {}

    /** Returns the report. */
    @Override
    public String toString() {
        return text;
    }

    /** Returns the race as one line of JSON, for programs that read reports. */
    public String toJson() {
        return JsonText.of(this);
    }
}
