package dev.jopher.internal.outside;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Stream;

import dev.jopher.internal.base.JdkInternals;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Registry;

/**
 * What is no goroutine and may wake one: threads, platform and virtual, of the JVM's list and beyond; handlers of signals and
 * the like. As long as one of them can act, there is no deadlock. In doubt it can. The table in ARCHITECTURE.md has each
 * kind, and why it counts or not.
 */
public final class ExternalThreads {
    private static final boolean PRIMORDIAL_WAITS =
            "SUN_STANDARD".equals(System.getProperty("sun.java.launcher"));

    private ExternalThreads() {}

    /** A signal that a context or a channel waits for may arrive at any time from now on, +1, or no longer, -1. */
    public static void signalHandlers(int change) {
        ExternalCallbacks.addContextSignals(change);
    }

    /**
     * Whether some may act, as far as a quick look tells. Only that of {@link #canWake(Standstill)} is sure where it says
     * no.
     */
    public static boolean canWake() {
        return !ExternalCallbacks.find(false).isEmpty()
                || threads(true, !JdkInternals.isOpen()).findAny().isPresent();
    }

    /** Whether some may act; sure if {@code still} has held throughout. */
    public static boolean canWake(Standstill still) {
        return find(still).findAny().isPresent();
    }

    /** All that may act. */
    public static Stream<ExternalWaker> find(Standstill still) {
        Stream<ExternalWaker> threads = threads(still.showsWakeups(), false);
        return Stream.concat(Stream.concat(threads, natives(still)),
                Stream.of(true).flatMap(x -> ExternalCallbacks.find(x).stream()));
    }

    private static Stream<ExternalWaker> threads(boolean wakeupsShow, boolean platformOnly) {
        Set<Thread> waiting = waiting();
        Stream<ExternalWaker> platform = PlatformThreads.thatCanWake(waiting, wakeupsShow);
        return platformOnly ? platform
                : Stream.concat(platform, Stream.of(waiting).flatMap(UnmanagedVirtualThreads::thatCanWake));
    }

    /** Those that wait in our operations; by identity, for a class of threads may have an equals of its own. */
    private static Set<Thread> waiting() {
        Set<Thread> waiting = Collections.newSetFromMap(new IdentityHashMap<>());
        Registry.foreign().stream().filter(G::isWaiting).map(G::thread).forEach(waiting::add);
        return waiting;
    }

    /** Threads that native code has made, which may become Java's at any time. */
    private static Stream<ExternalWaker> natives(Standstill still) {
        int known = PlatformThreads.count() + (PRIMORDIAL_WAITS ? 1 : 0);
        return still.threads() <= known ? Stream.empty()
                : Stream.of(new ExternalWaker("a thread of native code", true));
    }
}
