package dev.jopher.internal.outside;

import java.util.stream.Stream;

import dev.jopher.internal.report.Frames;

/**
 * What a thread waits for in the JDK, read off its stack: another thread of the program, or the
 * system.
 */
public final class WaitInJdk {
    private WaitInJdk() {}

    /**
     * Returns whether {@code t} waits for something that only another thread of this program can
     * provide. If in doubt, it does not.
     */
    public static boolean isForThreads(Thread t) {
        return switch (t.getState()) {
            case BLOCKED -> true;
            case WAITING -> waitsForThreads(t.getStackTrace());
            case TIMED_WAITING -> waitsInCloseLoop(t.getStackTrace());
            case NEW, RUNNABLE, TERMINATED -> false;
        };
    }

    /**
     * Returns whether the stack waits for a thread. The JDK's I/O, processes and references park by
     * the same means, but wait for the system.
     */
    private static boolean waitsForThreads(StackTraceElement[] stack) {
        for (StackTraceElement f : stack) {
            String c = f.getClassName();
            if (Frames.isUser(c)) {
                return true;
            }
            if (!isOfThreads(c) && !Frames.isOurs(c)) {
                return false;
            }
        }
        return stack.length > 0;
    }

    /**
     * Returns whether an executor's {@code close} waits, which it does in a loop of timed waits.
     */
    private static boolean waitsInCloseLoop(StackTraceElement[] stack) {
        return Stream.of(stack).takeWhile(f -> isOfThreads(f.getClassName())).anyMatch(
                f -> f.getMethodName().equals("close") && f.getClassName().endsWith("Executor"));
    }

    /**
     * Returns whether the class waits for threads. Of java.lang, only the classes that a park goes
     * through do: its processes and references wait for the system.
     */
    private static boolean isOfThreads(String className) {
        return switch (className) {
            case "java.lang.Object", "java.lang.Thread", "java.lang.VirtualThread",
                    "java.lang.System$1" ->
                true;
            default -> className.startsWith("java.util.concurrent.")
                    || className.startsWith("jdk.internal.vm.");
        };
    }
}
