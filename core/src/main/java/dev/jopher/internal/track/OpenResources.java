package dev.jopher.internal.track;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.report.Frames;
import org.jspecify.annotations.Nullable;

/**
 * Resources that libraries have opened and not settled yet. Recorded only if {@link Trace#ON}: a
 * record stays until the resource is settled, also when nothing else refers to it any more.
 */
public final class OpenResources {
    /** By identity. */
    private static final Set<Resource> OPEN = ConcurrentHashMap.newKeySet();

    private OpenResources() {}

    /** One resource. */
    public static final class Resource {
        private final String what;
        private final @Nullable StackTraceElement openedAt = Lines.OBJECTS.here();
        private final long opener = G.current().id();

        private Resource(String what) {
            this.what = what;
        }

        private String description() {
            return what + (openedAt == null ? "" : "\n\topened at " + Frames.function(openedAt)
                    + "(" + Frames.position(openedAt) + ")");
        }
    }

    /** Records that the current goroutine opens {@code what}; returns null if that is not recorded. */
    public static @Nullable Resource open(String what) {
        if (!Trace.ON) {
            return null;
        }
        Resource r = new Resource(what);
        OPEN.add(r);
        return r;
    }

    /** Records that {@code r} is settled; does nothing the second time. */
    public static void settle(@Nullable Resource r) {
        if (r != null) {
            OPEN.remove(r);
        }
    }

    /** Returns the report of what is not settled, folded by name and line; empty if there is none. */
    public static String report() {
        Map<String, int[]> counts = new TreeMap<>();
        Map<String, Long> openers = new TreeMap<>();
        OPEN.stream().sorted(Comparator.comparingLong(r -> r.opener)).forEach(r -> {
            counts.computeIfAbsent(r.description(), d -> new int[1])[0]++;
            openers.putIfAbsent(r.description(), r.opener);
        });
        StringBuilder text = new StringBuilder();
        counts.forEach((what, count) -> text.append(first(what, count[0], openers.get(what))));
        int all = counts.values().stream().mapToInt(c -> c[0]).sum();
        return all == 0 ? ""
                : "never settled: " + all + (all == 1 ? " resource\n\n" : " resources\n\n") + text;
    }

    private static String first(String what, int count, @Nullable Long opener) {
        String by = opener == null || opener == 0 ? "" : " by goroutine " + opener;
        return (count == 1 ? "" : count + " times: ") + what + by + "\n\n";
    }
}
