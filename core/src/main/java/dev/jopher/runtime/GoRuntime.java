package dev.jopher.runtime;

/** The one scheduler of this JVM. */
public final class GoRuntime {
    private static final Scheduler SCHEDULER = chooseScheduler();

    static {
        // By this "jopher ps" knows the JVM.
        System.setProperty("jopher.scheduler.used", SCHEDULER.toString());
    }

    private GoRuntime() {}

    /** Ours where the JDK lets us, and {@code -Djopher.scheduler=jdk} does not forbid it. */
    private static Scheduler chooseScheduler() {
        Settings.log();
        if ("jdk".equals(System.getProperty("jopher.scheduler"))) {
            return new JdkScheduler();
        }
        if (!JdkInternals.canSchedule()) {
            System.getLogger("dev.jopher").log(System.Logger.Level.INFO,
                    """
                            goroutines run on the JDK''s scheduler, which is slower than Jopher''s; for that, \
                            give java the flag {0}""",
                    JdkInternals.flag());
            return new JdkScheduler();
        }
        // The property by which the JDK's scheduler is told.
        int procs = Integer.getInteger("jdk.virtualThreadScheduler.parallelism",
                java.lang.Runtime.getRuntime().availableProcessors());
        GoScheduler scheduler = new GoScheduler(Math.clamp(procs, 1, Scheduler.MOST_PROCS));
        scheduler.monitor().start();
        SchedTrace.start(scheduler);
        return scheduler;
    }

    /** The scheduler that runs all goroutines. */
    public static Scheduler scheduler() {
        return SCHEDULER;
    }
}
