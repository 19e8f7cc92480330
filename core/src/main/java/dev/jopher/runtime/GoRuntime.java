package dev.jopher.runtime;

/** The one scheduler and the one timer heap of this JVM. */
public final class GoRuntime {
    private static final Scheduler SCHEDULER = new JdkScheduler();

    private static volatile boolean timersUsed;

    private GoRuntime() {}

    /** The scheduler that runs all goroutines. */
    public static Scheduler scheduler() {
        return SCHEDULER;
    }

    /** The timers of all goroutines, on the scheduler's clock. */
    public static Timers timers() {
        if (!timersUsed) {
            timersUsed = true;
        }
        return TimersHolder.TIMERS;
    }

    /** Whether no timer is pending or firing. */
    static boolean timersIdle() {
        return !timersUsed || timers().isIdle();
    }

    /** Whether no timer fires now or within {@code nanos}. */
    static boolean timersQuietFor(long nanos) {
        return !timersUsed || timers().isQuietFor(nanos);
    }

    /** Made at first use: a program without timers has no timer thread. */
    private static final class TimersHolder {
        static final Timers TIMERS = new Timers(SCHEDULER);
    }
}
