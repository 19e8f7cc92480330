package dev.jopher.internal.sched;

/** The scheduler's counts, against what they count. */
public final class SchedulerCounts {
    private SchedulerCounts() {}

    /**
     * Whether nothing runs and each count is right. A count that is wrong stays so: a processor too many that looks
     * for work and does not means that no other is ever woken.
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
