package dev.jopher.race;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.jopher.race.internal.report.JsonText;
import org.jspecify.annotations.Nullable;

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
     * @param element of the array; null if it is none
     * @param stack innermost frame first, and that is the access; of a first access, often that
     *     frame alone
     * @param order what could have ordered it
     */
    public record Access(Kind kind, String variable, @Nullable Element element, Actor thread,
            List<StackTraceElement> stack, Order order) {
        /** Returns where the access is in the program. */
        public StackTraceElement site() {
            return stack.get(0);
        }
    }

    /**
     * An element of an array.
     *
     * @param array the field that the array was read from, as in {@code Matrix.rows}; empty if that
     *     is not known
     */
    public record Element(int index, String array) {}

    /**
     * What could have ordered an access with the other one, and has not.
     *
     * @param operation of the first access, the first one after it with which its thread released
     *     something; of the second access, the last one before it with which its thread acquired
     *     something. Empty if there was none, null if it is not known
     * @param locks those that the thread held; null if they are not known
     */
    public record Order(@Nullable Optional<Operation> operation, @Nullable List<Lock> locks) {}

    /**
     * An operation that synchronises.
     *
     * @param name as in {@code Mutex.unlock}; empty if it was not called by the program itself
     * @param place where the program calls it; null if it does not
     */
    public record Operation(String name, @Nullable StackTraceElement place) {}

    /**
     * A lock that a thread holds.
     *
     * @param name its kind
     * @param place where it was locked
     * @param isOfBoth whether the other thread held the same lock, as two readers may
     */
    public record Lock(String name, StackTraceElement place, boolean isOfBoth) {}

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
