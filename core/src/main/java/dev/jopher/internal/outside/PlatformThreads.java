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
 * <p>During a {@link Standstill} the state tells nearly all. One that is {@code WAITING} or {@code BLOCKED} goes on by the act
 * of another thread only, and no thread acts. One that waits for a time may act when the time is over; one that is
 * {@code RUNNABLE} sits in native code, and may act when the system answers. What is left are threads of the JDK of which it
 * is known that they wake no goroutine: {@link IdleThreads}, those of the runtime, and {@link HostThreads}.
 */
final class PlatformThreads {
    /** Frames of code that waits until somebody outside calls. */
    private static final List<String> CALLED = List.of("sun.nio.ch.Port", "sun.nio.ch.EPollPort",
            "sun.nio.ch.KQueuePort", "sun.nio.ch.Iocp", "sun.nio.fs.", "sun.rmi.", "java.rmi.");

    private PlatformThreads() {}

    /** Those that may act; {@code waiting} wait in our operations, of which the waker ends the waiting. */
    static Stream<ExternalWaker> thatCanWake(Set<Thread> waiting, boolean wakeupsShow) {
        return all().stream()
                .filter(t -> !(t instanceof RuntimeThread) && !waiting.contains(t))
                .map(t -> waker(t, wakeupsShow))
                .flatMap(Stream::ofNullable);
    }

    /** Null if {@code t} cannot act. */
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

    /** Whether it counts when it runs: not where it has the name of a thread that may run as it likes. */
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

    /** The user's line if there is one. */
    private static String place(StackTraceElement[] stack) {
        StackTraceElement f = Frames.user(stack).stream().findFirst().orElse(stack[0]);
        return Frames.function(f) + " (" + Frames.position(f) + ")";
    }

    /** How many there are that {@link Tasks} can tell from the JVM's helpers. */
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
