package dev.jopher.internal.dump;

import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.report.Frames;

/**
 * What a goroutine does, in Go's words, as far as it shows from outside. The state of one that
 * waits in the JDK, and not in one of our operations, is read off its stack. Where Go has no word,
 * it is Java's.
 */
final class GoroutineState {
    static final String RUNNING = "running";
    static final String RUNNABLE = "runnable";
    static final String PARKED = "parked";

    /** The goroutine has ended since it was counted. */
    static final String DEAD = "dead";

    private GoroutineState() {}

    /**
     * Returns the state of {@code g}.
     *
     * @param stack its stack at the same moment
     */
    static String of(G g, StackTraceElement[] stack) {
        return g.isWaiting() ? g.reason().toString() : ofMoving(g, stack);
    }

    /** Returns the state of a goroutine that does not wait in one of our operations. */
    static String ofMoving(G g, StackTraceElement[] stack) {
        if (g.isRunnable()) {
            return RUNNABLE;
        }
        return switch (g.thread().getState()) {
            case NEW -> RUNNABLE;
            case BLOCKED -> "synchronized";
            case WAITING, TIMED_WAITING -> waitingInJdk(stack);
            case RUNNABLE -> runningOrNot(stack);
            case TERMINATED -> DEAD;
        };
    }

    /**
     * Returns what is known without the stack. It groups goroutines when there are too many to read
     * each stack.
     */
    static Object coarse(G g) {
        if (g.isWaiting()) {
            return g.reason();
        }
        return g.isRunnable() ? RUNNABLE : g.thread().getState();
    }

    private static String waitingInJdk(StackTraceElement[] stack) {
        for (StackTraceElement f : stack) {
            String c = f.getClassName();
            if (c.startsWith("sun.nio.ch.")) {
                return "IO wait";
            } else if (c.equals("java.lang.Thread") && f.getMethodName().startsWith("sleep")) {
                return "sleep";
            } else if (c.equals("java.lang.Object")) {
                return "Object.wait";
            } else if (!isParking(c)) {
                break;
            }
        }
        return PARKED;
    }

    /**
     * Returns the call in which a goroutine that is {@link #PARKED} waits, such as {@code
     * Future.get}; empty if the user called none. It may be one of this library's that waits by the
     * JDK's means, as the executor's {@code close} does.
     */
    static String callOf(StackTraceElement[] stack) {
        StackTraceElement before = null;
        for (StackTraceElement f : stack) {
            if (!Frames.isJdk(f.getClassName()) && !Frames.isOurs(f.getClassName())) {
                return before != null && Frames.isUser(f.getClassName()) ? Frames.function(before)
                        : "";
            }
            before = f;
        }
        return "";
    }

    private static boolean isParking(String className) {
        return className.startsWith("java.lang.") || className.startsWith("jdk.internal.")
                || className.equals("java.util.concurrent.locks.LockSupport");
    }

    /**
     * Returns the state of a thread that is runnable in Java's view. A thread that yields, or was
     * woken in the JDK, is on no processor. Native code of the JDK's I/O is a system call.
     */
    private static String runningOrNot(StackTraceElement[] stack) {
        if (stack.length == 0) {
            return RUNNABLE;
        }
        String top = stack[0].getClassName();
        if (top.equals("java.lang.VirtualThread") || top.equals("jdk.internal.vm.Continuation")) {
            return RUNNABLE;
        }
        boolean io = top.startsWith("java.io.") || top.startsWith("sun.nio.")
                || top.startsWith("java.lang.Process") || top.startsWith("java.net.");
        return io && stack[0].isNativeMethod() ? "syscall" : RUNNING;
    }
}
