package dev.jopher.internal.dump;

import dev.jopher.internal.goroutine.Activity;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.State;
import dev.jopher.internal.report.Frames;

/**
 * Finds the state of a goroutine, as far as it shows from outside. That of one that waits in the
 * JDK, and not in one of our operations, is read off its stack.
 */
final class GoroutineState {
    private GoroutineState() {}

    /**
     * Returns the state of {@code g}.
     *
     * @param stack its stack at the same moment
     */
    static State of(G g, StackTraceElement[] stack) {
        return g.isWaiting() ? g.reason() : ofMoving(g, stack);
    }

    /** Returns the state of a goroutine that does not wait in one of our operations. */
    static State ofMoving(G g, StackTraceElement[] stack) {
        if (g.isRunnable()) {
            return Activity.RUNNABLE;
        }
        return switch (g.thread().getState()) {
            case NEW -> Activity.RUNNABLE;
            case BLOCKED -> Activity.SYNCHRONIZED;
            case WAITING, TIMED_WAITING -> waitingInJdk(stack);
            case RUNNABLE -> runningOrNot(stack);
            case TERMINATED -> Activity.DEAD;
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
        return g.isRunnable() ? Activity.RUNNABLE : g.thread().getState();
    }

    private static State waitingInJdk(StackTraceElement[] stack) {
        for (StackTraceElement f : stack) {
            String c = f.getClassName();
            if (c.startsWith("sun.nio.ch.")) {
                return Activity.IO_WAIT;
            } else if (c.equals("java.lang.Thread") && f.getMethodName().startsWith("sleep")) {
                return Activity.SLEEP;
            } else if (c.equals("java.lang.Object")) {
                return Activity.OBJECT_WAIT;
            } else if (!isParking(c)) {
                break;
            }
        }
        return Activity.PARKED;
    }

    /**
     * Returns the call in which a goroutine that is {@link Activity#PARKED} waits, such as {@code
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
    private static State runningOrNot(StackTraceElement[] stack) {
        if (stack.length == 0) {
            return Activity.RUNNABLE;
        }
        String top = stack[0].getClassName();
        if (top.equals("java.lang.VirtualThread") || top.equals("jdk.internal.vm.Continuation")) {
            return Activity.RUNNABLE;
        }
        boolean io = top.startsWith("java.io.") || top.startsWith("sun.nio.")
                || top.startsWith("java.lang.Process") || top.startsWith("java.net.");
        return io && stack[0].isNativeMethod() ? Activity.SYSCALL : Activity.RUNNING;
    }
}
