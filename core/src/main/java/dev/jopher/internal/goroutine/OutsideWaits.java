package dev.jopher.internal.goroutine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Waits that something outside of this process ends, as libraries report them. While one is open,
 * its goroutine may go on at any time, and no deadlock is proved.
 */
public final class OutsideWaits {
    /** By identity: a wait has no equals of its own. */
    private static final Set<Wait> OPEN = ConcurrentHashMap.newKeySet();

    private OutsideWaits() {}

    /** One wait, of the goroutine or thread that has opened it. */
    public static final class Wait {
        private final G g = G.current();
        private final Supplier<String> what;

        private Wait(Supplier<String> what) {
            this.what = what;
        }
    }

    /**
     * Opens a wait of the current goroutine or thread for {@code what}, which is asked by each
     * report.
     */
    public static Wait open(Supplier<String> what) {
        Wait w = new Wait(what);
        OPEN.add(w);
        return w;
    }

    /** Ends {@code w}; does nothing the second time. */
    public static void close(Wait w) {
        OPEN.remove(w);
    }

    /** Returns what is waited for, each once. */
    public static Stream<String> all() {
        return OPEN.stream().map(w -> w.what.get()).distinct().sorted();
    }

    /** Returns what {@code g} waits for, empty if for nothing; one of them, if for several. */
    public static String of(G g) {
        return OPEN.isEmpty() ? ""
                : OPEN.stream().filter(w -> w.g == g).map(w -> w.what.get()).sorted().findFirst()
                        .orElse("");
    }
}
