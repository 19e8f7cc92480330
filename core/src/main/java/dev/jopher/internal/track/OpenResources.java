package dev.jopher.internal.track;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

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

    /**
     * Records that the current goroutine opens {@code what}; returns null if that is not recorded.
     */
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

    /**
     * Returns the report of what is not settled, folded by name and line; empty if there is none.
     */
    public static String report() {
        Map<String, List<Resource>> alike = OPEN.stream().collect(
                Collectors.groupingBy(Resource::description, TreeMap::new, Collectors.toList()));
        StringBuilder text = new StringBuilder();
        int all = 0;
        for (Map.Entry<String, List<Resource>> e : alike.entrySet()) {
            text.append(folded(e.getKey(), e.getValue()));
            all += e.getValue().size();
        }
        return all == 0 ? ""
                : "never settled: " + all + (all == 1 ? " resource\n\n" : " resources\n\n") + text;
    }

    /** Returns the text of resources with the same name and line, with the first opener. */
    private static String folded(String description, List<Resource> alike) {
        long opener = alike.stream().mapToLong(r -> r.opener).min().orElse(0);
        return (alike.size() == 1 ? "" : alike.size() + " times: ") + description
                + (opener == 0 ? "" : " by goroutine " + opener) + "\n\n";
    }
}
