package dev.jopher.internal.outside;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.jopher.internal.base.RuntimeThread;
import dev.jopher.internal.report.Frames;
import org.jspecify.annotations.Nullable;

/**
 * Platform threads that may wake a goroutine.
 *
 * <p>During a {@link Standstill} the state shows nearly everything. A thread that is {@code
 * WAITING} or {@code BLOCKED} resumes only by the act of another thread, and no thread acts. A
 * timed wait may end by itself. A {@code RUNNABLE} thread is in native code, and may act when the
 * system answers. What is left are threads of the JDK that are known to wake no goroutine: {@link
 * IdleThreads}, those of the runtime, and {@link HostThreads}.
 */
final class PlatformThreads {
    /** Frames of code that waits for a call from outside. */
    private static final List<String> CALLED = List.of("sun.nio.ch.Port", "sun.nio.ch.EPollPort",
            "sun.nio.ch.KQueuePort", "sun.nio.ch.Iocp", "sun.nio.fs.", "sun.rmi.", "java.rmi.");

    private PlatformThreads() {}

    /**
     * Returns those that may wake a goroutine.
     *
     * @param waiting threads that wait in our operations; their waker ends the wait
     */
    static Stream<ExternalWaker> thatCanWake(Set<Thread> waiting, boolean wakeupsShow) {
        return all().stream()
                .filter(t -> !(t instanceof RuntimeThread) && !waiting.contains(t))
                .map(t -> waker(t, wakeupsShow))
                .flatMap(Stream::ofNullable);
    }

    /** Returns {@code t} as a waker; null if it cannot act. */
    private static @Nullable ExternalWaker waker(Thread t, boolean wakeupsShow) {
        Thread.State state = t.getState();
        boolean waits = state == Thread.State.WAITING || state == Thread.State.BLOCKED;
        if (state == Thread.State.TERMINATED || waits && wakeupsShow && isObserved(t)) {
            return null;
        }
        StackTraceElement[] stack = t.getStackTrace();
        if (IdleThreads.isIdle(t, stack, wakeupsShow) || HostThreads.isHost(t)) {
            return null;
        }
        return new ExternalWaker(describe(t, state, stack), waits || isCalled(stack));
    }

    /**
     * Returns whether a run of {@code t} would be noticed. That is not so if it has the name of a
     * thread that may run at any time.
     */
    private static boolean isObserved(Thread t) {
        return !Tasks.isNameOfHelper(t.getName());
    }

    private static boolean isCalled(StackTraceElement[] stack) {
        return Stream.of(stack).map(StackTraceElement::getClassName)
                .anyMatch(c -> CALLED.stream().anyMatch(c::startsWith));
    }

    static String describe(Thread t, Thread.State state, StackTraceElement[] stack) {
        return (t.isVirtual() ? "virtual thread #" + t.threadId() : "thread") + " \"" + t.getName()
                + "\" [" + state + (stack.length == 0 ? "]" : " at " + place(stack) + "]");
    }

    /** Returns the user's line if there is one, else the innermost. */
    private static String place(StackTraceElement[] stack) {
        StackTraceElement f = Frames.user(stack).stream().findFirst().orElse(stack[0]);
        return Frames.function(f) + " (" + Frames.position(f) + ")";
    }

    /** Returns how many there are that {@link Tasks} can distinguish from the JVM's helpers. */
    static int count() {
        return (int) all().stream().filter(PlatformThreads::isObserved).count();
    }

    static List<Thread> all() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[root.activeCount() + 16];
        int n = root.enumerate(threads, true);
        while (n == threads.length) {
            threads = new Thread[n * 2];
            n = root.enumerate(threads, true);
        }
        return List.of(Arrays.copyOf(threads, n));
    }
}
