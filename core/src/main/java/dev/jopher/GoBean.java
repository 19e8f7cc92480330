package dev.jopher;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import dev.jopher.internal.sched.SchedulerState;

/** The implementation of {@link GoMXBean}. */
final class GoBean implements GoMXBean {
    private GoBean() {}

    /**
     * Registers it if the user wants JMX. It is not the default, because the platform's MBean
     * server takes tens of milliseconds to start.
     */
    static void registerIfWanted() {
        if (Boolean.getBoolean("jopher.jmx")
                || System.getProperty("com.sun.management.jmxremote") != null) {
            register();
        }
    }

    static synchronized void register() {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            ObjectName name = new ObjectName(NAME);
            if (!server.isRegistered(name)) {
                server.registerMBean(new GoBean(), name);
            }
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int getNumGoroutine() {
        return Go.numGoroutine();
    }

    @Override
    public int getMaxProcs() {
        return Go.maxProcs();
    }

    @Override
    public int getIdleProcs() {
        return SchedulerState.now().idleProcs();
    }

    @Override
    public int getThreads() {
        return SchedulerState.now().threads();
    }

    @Override
    public int getSpinningThreads() {
        return SchedulerState.now().spinning();
    }

    @Override
    public int getGlobalRunQueue() {
        return SchedulerState.now().globalRunQueue();
    }

    @Override
    public int[] getRunQueues() {
        return SchedulerState.now().runQueues();
    }

    @Override
    public String dump() {
        return Go.dump();
    }

    @Override
    public String dumpJson() {
        return Go.dump(DumpOption.JSON);
    }
}
