package dev.jopher.explore.internal.search;

/** Sees how far an exploration is. */
public interface Progress {
    Progress NONE = (schedules, distinct, nanos) -> {};

    /**
     * Runs about ten times a second.
     * @param schedules that have run
     * @param distinct how many of them differ from all others
     * @param nanos since the start
     */
    void at(int schedules, int distinct, long nanos);
}
