package dev.jopher.internal.sched;

/** Compares the scheduler's counts with what they count. */
public final class SchedulerCounts {
    private SchedulerCounts() {}

    /**
     * Returns whether nothing runs and each count is right. A wrong count stays wrong: if a
     * processor counts as spinning and does not spin, no other is ever woken.
     */
    public static boolean areAtRest() {
        GoScheduler s = (GoScheduler) GoRuntime.scheduler();
        int idle = 0;
        for (P p : s.all()) {
            if (p.runs() || p.next() != null) {
                return false;
            }
            idle += p.status == P.IDLE ? 1 : 0;
        }
        return !s.hasWork()
                && s.idle().spinning() == 0
                && s.idle().count() == idle
                && s.active() == idle
                && idle <= s.procs();
    }

    public static boolean monitorSleeps() {
        return ((GoScheduler) GoRuntime.scheduler()).monitor().isAsleep();
    }
}
