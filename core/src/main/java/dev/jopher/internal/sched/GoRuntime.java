package dev.jopher.internal.sched;

import dev.jopher.internal.base.Controlled;
import dev.jopher.internal.base.JdkInternals;
import dev.jopher.internal.base.SpinLock;
import dev.jopher.internal.base.VirtualThreadAccess;

/** The one scheduler of this JVM. */
public final class GoRuntime {
    private static final Scheduler SCHEDULER = chooseScheduler();

    static {
        SpinLock.spinWith(SCHEDULER);
        // "jopher ps" recognises the JVM by this.
        System.setProperty("jopher.scheduler.used", SCHEDULER.toString());
    }

    private GoRuntime() {}

    /**
     * Creates the scheduler that {@code -Djopher.scheduler} names: the JDK's, or that of a
     * {@link SchedulerProvider}. Otherwise creates ours, where the JDK lets us.
     */
    private static Scheduler chooseScheduler() {
        Scheduler chosen = chooseUncontrolled();
        return Controlled.ON ? new ControlledScheduler(chosen) : chosen;
    }

    private static Scheduler chooseUncontrolled() {
        Settings.log();
        String name = System.getProperty("jopher.scheduler");
        if ("jdk".equals(name)) {
            return new JdkScheduler();
        }
        SchedulerProvider provider = name == null ? null : SchedulerProvider.find(name);
        return provider == null ? ours() : provider.create();
    }

    private static Scheduler ours() {
        if (!VirtualThreadAccess.canSchedule()) {
            System.getLogger("dev.jopher").log(System.Logger.Level.INFO,
                    """
                            goroutines run on the JDK''s scheduler, which is slower than Jopher''s; for that, \
                            give java the flag {0}""",
                    JdkInternals.flag());
            return new JdkScheduler();
        }
        // The property that sets the parallelism of the JDK's scheduler.
        int procs = Integer.getInteger("jdk.virtualThreadScheduler.parallelism",
                Runtime.getRuntime().availableProcessors());
        GoScheduler scheduler = new GoScheduler(Math.clamp(procs, 1, Scheduler.MAX_PROCS));
        scheduler.monitor().start();
        SchedTrace.start(scheduler);
        return scheduler;
    }

    /** Returns the scheduler that runs all goroutines. */
    public static Scheduler scheduler() {
        return SCHEDULER;
    }
}
