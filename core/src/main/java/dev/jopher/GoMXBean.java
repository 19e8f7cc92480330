package dev.jopher;

/**
 * The goroutines and their scheduler for JMX (JConsole, JMC), under the name {@value #NAME}. Registered if the property
 * {@code jopher.jmx} is {@code true} or the JVM was started with {@code -Dcom.sun.management.jmxremote}, once {@link Go} is used,
 * or by {@link Go#registerMXBean}. On the JDK's scheduler, all that is not about goroutines is 0, but for {@code MaxProcs}.
 *
 * {@snippet :
 * registerMXBean(); // then, in JConsole: MBeans, dev.jopher, Go
 * }
 */
public interface GoMXBean {
    /** Its object name. */
    String NAME = "dev.jopher:type=Go";

    /** {@link Go#numGoroutine}. */
    int getNumGoroutine();

    /** {@link Go#maxProcs}. */
    int getMaxProcs();

    /** How many processors have nothing to do. */
    int getIdleProcs();

    /** How many threads run goroutines, or could; the monitor is one. */
    int getThreads();

    /** How many of the threads look for goroutines that can run. */
    int getSpinningThreads();

    /** How many goroutines can run and belong to no processor. */
    int getGlobalRunQueue();

    /** How many goroutines can run, in the queue of each processor. */
    int[] getRunQueues();

    /** {@link Go#dump(DumpOption...)}. */
    String dump();

    /** {@link Go#dump(DumpOption...)} with {@link DumpOption#JSON}. */
    String dumpJson();
}
