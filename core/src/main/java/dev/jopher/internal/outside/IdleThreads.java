package dev.jopher.internal.outside;

import java.util.Set;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * Threads of the JDK that act only when a thread of the program makes them, though they wait for a
 * time or are in native code. These are idle workers of pools, which exit when their time is over;
 * cleaners and the finalizer, which the collector starts; threads that only wake virtual threads,
 * which count themselves; and threads that serve tools.
 *
 * <p>They are recognized by the stack: all of it is the JDK's, and the call that waits is one of a
 * few. Names do not count, except for threads without any Java frame.
 */
final class IdleThreads {
    /**
     * Names of the JVM's own threads. They have no Java code unless a tool makes them run some.
     */
    private static final Set<String> OF_THE_JVM = Set.of("Signal Dispatcher", "Attach Listener",
            "Notification Thread", "DestroyJavaVM", "JFR Recorder Thread");

    /** Ends the timed waits of virtual threads, and does nothing else. */
    private static final String UNPARKER = "VirtualThread-unparker";

    /** The debugger's agent. */
    private static final String DEBUGGER = "JDWP ";

    /**
     * Names of threads of the Flight Recorder. If they counted, no deadlock would be seen while it
     * records. An {@code EventStream}, which reads events for the program, has threads of other
     * names, and counts.
     */
    private static final Set<String> RECORDERS =
            Set.of("JFR Periodic Tasks", "JFR Recording Scheduler", "JFR Recorder Thread");

    /**
     * Queues of pools in which nothing becomes ready by itself. A scheduled pool's queue is not
     * among them.
     */
    private static final Set<String> QUEUES = Set.of("SynchronousQueue", "LinkedBlockingQueue",
            "ArrayBlockingQueue", "LinkedTransferQueue", "LinkedBlockingDeque",
            "PriorityBlockingQueue");

    private IdleThreads() {}

    /**
     * Returns whether {@code t} is idle.
     *
     * @param wakeupsShow whether a worker that was given a task would not be seen waiting
     */
    static boolean isIdle(Thread t, StackTraceElement[] stack, boolean wakeupsShow) {
        if (stack.length == 0) {
            return t.getClass() == Thread.class && isOfTheJvm(t.getName());
        }
        for (StackTraceElement f : stack) {
            if (!isJdk(f)) {
                return false;
            }
        }
        return switch (waitingMethod(stack)) {
            case "java.util.concurrent.ThreadPoolExecutor.getTask" ->
                wakeupsShow && isInQueue(stack);
            case "java.util.concurrent.ForkJoinPool.awaitWork" -> wakeupsShow || isQuiescent(t);
            case "sun.nio.ch.EPollPort$EventHandlerTask.poll" ->
                isInnocuous(t) && ExternalCallbacks.noAsynchronousChannel();
            case "jdk.internal.ref.CleanerImpl.run", "java.lang.ref.Finalizer$FinalizerThread.run",
                    "java.lang.ref.Reference.waitForReferencePendingList",
                    "java.lang.VirtualThread.takeVirtualThreadListToUnblock",
                    "sun.nio.ch.Poller.pollerLoop", "sun.nio.ch.Poller.subPollerLoop" ->
                true;
            default ->
                (RECORDERS.contains(t.getName()) || isUnparker(t)) && waitFrames(stack) > 0;
        };
    }

    private static boolean isUnparker(Thread t) {
        return isInnocuous(t) && t.getName().startsWith(UNPARKER);
    }

    /** Returns whether the thread is of a class that only the JDK can use. */
    private static boolean isInnocuous(Thread t) {
        return t.getClass().getName().equals("jdk.internal.misc.InnocuousThread");
    }

    private static boolean isOfTheJvm(String name) {
        return OF_THE_JVM.contains(name) || name.startsWith(DEBUGGER);
    }

    /**
     * Returns whether the worker's pool is idle. A pool counts a worker as active from the moment
     * when another thread decides to wake it.
     */
    private static boolean isQuiescent(Thread t) {
        return t instanceof ForkJoinWorkerThread w && w.getPool() != null
                && w.getPool().isQuiescent() && w.getPool().getDelayedTaskCount() == 0;
    }

    /**
     * Returns the method that waits by one of the calls of {@link #isWaiting}; empty if there is
     * none.
     */
    private static String waitingMethod(StackTraceElement[] stack) {
        int i = waitFrames(stack);
        return i == stack.length ? "" : stack[i].getClassName() + '.' + stack[i].getMethodName();
    }

    private static int waitFrames(StackTraceElement[] stack) {
        int i = 0;
        while (i < stack.length && isWaiting(stack[i].getClassName())) {
            i++;
        }
        return i;
    }

    /** Returns whether a class only waits, on behalf of its caller. */
    private static boolean isWaiting(String className) {
        return switch (className) {
            case "java.lang.Object", "jdk.internal.misc.Unsafe", "java.lang.ref.ReferenceQueue",
                    "sun.nio.ch.EPoll", "sun.nio.ch.EPollPoller", "sun.nio.ch.KQueue",
                    "sun.nio.ch.KQueuePoller" ->
                true;
            default -> className.startsWith("java.util.concurrent.locks.") || isQueue(className);
        };
    }

    private static boolean isInQueue(StackTraceElement[] stack) {
        int n = waitFrames(stack);
        return n > 0 && isQueue(stack[n - 1].getClassName());
    }

    private static boolean isQueue(String className) {
        return QUEUES.stream().anyMatch(q -> isOf(q, className));
    }

    /** Returns whether {@code className} is queue {@code q} or nested in it. */
    private static boolean isOf(String q, String className) {
        String full = "java.util.concurrent." + q;
        return className.equals(full) || className.startsWith(full + '$');
    }

    /**
     * Returns whether the frame is the JDK's, by its module and loader, which no other code can
     * have.
     */
    private static boolean isJdk(StackTraceElement f) {
        String module = f.getModuleName();
        String loader = f.getClassLoaderName();
        return module != null && (loader == null || loader.equals("platform"))
                && (module.startsWith("java.") || module.startsWith("jdk."));
    }
}
