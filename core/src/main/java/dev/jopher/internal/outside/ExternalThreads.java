package dev.jopher.internal.outside;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Stream;

import dev.jopher.internal.base.JdkInternals;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Registry;

/**
 * Threads and callbacks that are not goroutines and may wake one: platform threads and virtual
 * threads, listed or not, handlers of signals and the like. There is no deadlock as long as one of
 * them can act. If in doubt, it can. The table in ARCHITECTURE.md has each kind, and why it counts
 * or not.
 */
public final class ExternalThreads {
    private static final boolean PRIMORDIAL_WAITS =
            "SUN_STANDARD".equals(System.getProperty("sun.java.launcher"));

    private ExternalThreads() {}

    /**
     * Adds {@code change} to the number of signals that contexts and channels wait for. Such a
     * signal may arrive at any time.
     */
    public static void signalHandlers(int change) {
        ExternalCallbacks.addContextSignals(change);
    }

    /**
     * Returns whether some external thread may wake a goroutine, as far as a quick check shows.
     * Only {@link #canWake(Standstill)} is certain when it returns false.
     */
    public static boolean canWake() {
        return !ExternalCallbacks.find(false).isEmpty()
                || threads(true, !JdkInternals.isOpen()).findAny().isPresent();
    }

    /**
     * Returns whether some external thread may wake a goroutine. The answer is certain if {@code
     * still} has held throughout.
     */
    public static boolean canWake(Standstill still) {
        return find(still).findAny().isPresent();
    }

    /** Returns all that may wake a goroutine. */
    public static Stream<ExternalWaker> find(Standstill still) {
        Stream<ExternalWaker> threads = threads(still.showsWakeups(), false);
        return Stream.concat(Stream.concat(threads, natives(still)),
                Stream.of(true).flatMap(x -> ExternalCallbacks.find(x).stream()));
    }

    private static Stream<ExternalWaker> threads(boolean wakeupsShow, boolean platformOnly) {
        Set<Thread> waiting = waiting();
        Stream<ExternalWaker> platform = PlatformThreads.thatCanWake(waiting, wakeupsShow);
        return platformOnly ? platform
                : Stream.concat(platform,
                        Stream.of(waiting).flatMap(UnmanagedVirtualThreads::thatCanWake));
    }

    /**
     * Returns the threads that wait in our operations. By identity, because a class of threads may
     * have its own equals.
     */
    private static Set<Thread> waiting() {
        Set<Thread> waiting = Collections.newSetFromMap(new IdentityHashMap<>());
        Registry.foreign().stream().filter(G::isWaiting).map(G::thread).forEach(waiting::add);
        return waiting;
    }

    /** Returns a waker if native code has made threads, which may become Java's at any time. */
    private static Stream<ExternalWaker> natives(Standstill still) {
        int known = PlatformThreads.count() + (PRIMORDIAL_WAITS ? 1 : 0);
        return still.threads() <= known ? Stream.empty()
                : Stream.of(new ExternalWaker("a thread of native code", true));
    }
}
