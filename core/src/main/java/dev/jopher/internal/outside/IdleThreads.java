package dev.jopher.internal.outside;

import java.util.Set;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * Threads of the JDK that act only when a thread of the program makes them, though they wait for a time or sit in native code:
 * idle workers of pools, which end when their time is over; cleaners and the finalizer, which the collector makes; those that
 * wake virtual threads alone, which count themselves; and those that serve tools.
 *
 * <p>Judged by the stack: it is all the JDK's, and the call that waits is one of a few. Names do not count, but for threads
 * without any Java frame.
 */
final class IdleThreads {
    /** Of the JVM's own, without Java code as long as no tool makes them run some. */
    private static final Set<String> OF_THE_JVM = Set.of("Signal Dispatcher", "Attach Listener",
            "Notification Thread", "DestroyJavaVM", "JFR Recorder Thread");

    /** Ends the timed waits of virtual threads, and nothing else. */
    private static final String UNPARKER = "VirtualThread-unparker";

    /** The debugger's agent. */
    private static final String DEBUGGER = "JDWP ";

    /**
     * Those of the Flight Recorder: if they counted, no deadlock would be seen while it records. What reads the events for
     * the program, an {@code EventStream}, has threads of other names, and counts.
     */
    private static final Set<String> RECORDERS =
            Set.of("JFR Periodic Tasks", "JFR Recording Scheduler", "JFR Recorder Thread");

    /** Queues of pools in which nothing becomes ready by itself, as it does in that of a scheduled one. */
    private static final Set<String> QUEUES = Set.of("SynchronousQueue", "LinkedBlockingQueue",
            "ArrayBlockingQueue", "LinkedTransferQueue", "LinkedBlockingDeque",
            "PriorityBlockingQueue");

    private IdleThreads() {}

    /** {@code wakeupsShow}: whether a worker that was given a task would not be seen waiting. */
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

    /** A class that only the JDK can use. */
    private static boolean isInnocuous(Thread t) {
        return t.getClass().getName().equals("jdk.internal.misc.InnocuousThread");
    }

    private static boolean isOfTheJvm(String name) {
        return OF_THE_JVM.contains(name) || name.startsWith(DEBUGGER);
    }

    /** A pool counts a worker as active from the moment when another thread decides to wake it. */
    private static boolean isQuiescent(Thread t) {
        return t instanceof ForkJoinWorkerThread w && w.getPool() != null
                && w.getPool().isQuiescent() && w.getPool().getDelayedTaskCount() == 0;
    }

    /** The method that waits, by one of the calls of {@link #isWaiting}; empty if there is none. */
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

    /** Calls that do nothing but wait, for what calls them. */
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

    /** Whether {@code className} is queue {@code q} or nested in it. */
    private static boolean isOf(String q, String className) {
        String full = "java.util.concurrent." + q;
        return className.equals(full) || className.startsWith(full + '$');
    }

    /** By the module and its loader, which no other code can have. */
    private static boolean isJdk(StackTraceElement f) {
        String module = f.getModuleName();
        String loader = f.getClassLoaderName();
        return module != null && (loader == null || loader.equals("platform"))
                && (module.startsWith("java.") || module.startsWith("jdk."));
    }
}
