package dev.jopher.internal.deadlock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.jopher.internal.dump.Names;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.OwnedTarget;
import dev.jopher.internal.report.Frames;
import dev.jopher.internal.track.Holder;
import dev.jopher.internal.track.Trace;
import org.jspecify.annotations.Nullable;

/**
 * Cycles through channels and locks, in a program of which all goroutines are asleep. One goroutine
 * waits for a lock, its holder waits on a channel, and the first goroutine was the last to use the
 * other side of that channel.
 *
 * <p>Unlike a lock, a channel has no holder: another goroutine could have served it. It is certain
 * that all are asleep; which of them should have acted is concluded from what they did before. So
 * each line of the report says just that. Works only if {@link Trace#ON}.
 */
final class MixedCycles {
    private final Map<Long, G> asleep = new HashMap<>();
    private final StringBuilder report = new StringBuilder();

    private MixedCycles(List<G> all) {
        all.forEach(g -> asleep.put(g.thread().threadId(), g));
    }

    /** Returns the end of a report on {@code all}; empty if there is no such cycle. */
    static String report(List<G> all) {
        if (!Trace.ON) {
            return "";
        }
        MixedCycles cycles = new MixedCycles(all);
        Map<G, Integer> done = new HashMap<>();
        int walk = 0;
        for (G start : all) {
            walk++;
            Map<G, String> edges = new LinkedHashMap<>();
            G g = start;
            while (g != null && done.putIfAbsent(g, walk) == null) {
                g = cycles.step(g, edges);
            }
            if (g != null && Objects.equals(done.get(g), walk)) {
                cycles.append(g, edges);
            }
        }
        return cycles.report.toString();
    }

    /**
     * Returns the goroutine that {@code g} waits for, and puts the line about it into {@code
     * edges}; null if there is none.
     */
    private @Nullable G step(G g, Map<G, String> edges) {
        Object on = g.waitsOn();
        if (on instanceof OwnedTarget held) {
            for (long thread : held.holders()) {
                G holder = asleep.get(thread);
                if (holder != null) {
                    StackTraceElement at = Holder.of(held, thread).takenAt();
                    edges.put(g,
                            " waits for " + held.describe() + ", which " + Names.of(holder)
                                    + " holds"
                                    + (at == null ? "" : "\n\tsince " + Frames.position(at)));
                    return holder;
                }
            }
        } else if (on instanceof Trace trace) {
            Trace.Use use = trace.partner(g.reason());
            G partner = use == null ? null : asleep.get(use.thread());
            if (use != null && partner != null) {
                edges.put(g, " waits in " + g.reason() + " on " + trace.describe()
                        + ", whose other side was used last" + use.text());
                return partner;
            }
        }
        return null;
    }

    /**
     * Appends the cycle, which is the part of {@code edges} from {@code first} on. Cycles of locks
     * alone are reported elsewhere.
     */
    private void append(G first, Map<G, String> edges) {
        List<G> circle = new ArrayList<>(edges.keySet());
        circle = circle.subList(circle.indexOf(first), circle.size());
        boolean channels = circle.stream().anyMatch(g -> g.waitsOn() instanceof Trace);
        boolean locks = circle.stream().anyMatch(g -> g.waitsOn() instanceof OwnedTarget);
        if (channels && locks) {
            report.append("\ncircle of ").append(circle.size())
                    .append(" goroutines through locks and channels:\n");
            circle.forEach(g -> report.append(Names.of(g)).append(edges.get(g)).append('\n'));
        }
    }
}
