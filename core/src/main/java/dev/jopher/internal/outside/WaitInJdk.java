package dev.jopher.internal.outside;

import java.util.stream.Stream;

import dev.jopher.internal.report.Frames;

/** What a thread waits for in the JDK, by its stack: for another thread of the program, or for the system. */
public final class WaitInJdk {
    private WaitInJdk() {}

    /** Whether {@code t} waits for what only another thread of this program can give it; in doubt it does not. */
    public static boolean isForThreads(Thread t) {
        return switch (t.getState()) {
            case BLOCKED -> true;
            case WAITING -> waitsForThreads(t.getStackTrace());
            case TIMED_WAITING -> waitsInCloseLoop(t.getStackTrace());
            case NEW, RUNNABLE, TERMINATED -> false;
        };
    }

    /** Not so where the JDK's I/O, processes or references wait, which park by the same means. */
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

    /** An executor's {@code close} does, in a loop. */
    private static boolean waitsInCloseLoop(StackTraceElement[] stack) {
        return Stream.of(stack).takeWhile(f -> isOfThreads(f.getClassName())).anyMatch(
                f -> f.getMethodName().equals("close") && f.getClassName().endsWith("Executor"));
    }

    /** Of java.lang only what a park goes through: its processes and references wait for the system. */
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
