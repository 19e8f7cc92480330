package dev.jopher;

/**
 * The goroutines and their scheduler for JMX (JConsole, JMC), under the name {@value #NAME}.
 * Registered if the property {@code jopher.jmx} is {@code true} or the JVM was started with {@code
 * -Dcom.sun.management.jmxremote}, once {@link Go} is used, or by {@link Go#registerMXBean}. On the
 * JDK's scheduler, the attributes of the scheduler are 0, except for {@code MaxProcs}.
 *
 * {@snippet :
 * registerMXBean(); // then, in JConsole: MBeans, dev.jopher, Go
 * }
 */
public interface GoMXBean {
    /** Object name of the bean. */
    String NAME = "dev.jopher:type=Go";

    /** Returns {@link Go#numGoroutine}. */
    int getNumGoroutine();

    /** Returns {@link Go#maxProcs}. */
    int getMaxProcs();

    /** Returns how many processors have nothing to do. */
    int getIdleProcs();

    /** Returns how many threads run goroutines, or could; the monitor is one. */
    int getThreads();

    /** Returns how many of the threads look for runnable goroutines. */
    int getSpinningThreads();

    /** Returns how many runnable goroutines belong to no processor. */
    int getGlobalRunQueue();

    /** Returns how many runnable goroutines are in the queue of each processor. */
    int[] getRunQueues();

    /** Returns {@link Go#dump(DumpOption...)}. */
    String dump();

    /** Returns {@link Go#dump(DumpOption...)} with {@link DumpOption#JSON}. */
    String dumpJson();
}
