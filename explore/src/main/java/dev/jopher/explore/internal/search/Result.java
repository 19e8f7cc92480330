package dev.jopher.explore.internal.search;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an exploration has done and found.
 * @param schedules that have run, with the one that failed
 * @param distinct how many of them differ in more than the order of steps that do not concern each
 *        other
 * @param threads in the schedule that had most
 * @param points where another thread could have continued, in the schedule that had most
 * @param cutOff schedules that reached the limit of steps, and ended when all threads got their
 *        turn
 * @param complete whether every schedule has run; only the exhaustive strategy knows that
 * @param nanos how long it took
 * @param failure the first; null if none has failed
 * @param unfinished where the schedule was that ran when the time was over; null if none did
 * @param notControlled what happened for real, and may differ when a schedule is repeated
 */
public record Result(int schedules, int distinct, int threads, int points, int cutOff,
        boolean complete, long nanos, @Nullable Failure failure, @Nullable String unfinished,
        List<String> notControlled) {
    /** Returns whether at least one schedule has run and none has failed. */
    public boolean isPassed() {
        return failure == null && schedules > 0;
    }
}
