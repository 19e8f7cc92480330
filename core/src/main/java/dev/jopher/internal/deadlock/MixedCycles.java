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
 * Circles that lead through channels as well as through locks, in a program of which all goroutines are asleep: one waits for
 * a lock, its holder waits on a channel, and the goroutine that used the other side of that channel last is the first one.
 *
 * <p>Unlike a lock a channel has no holder: another goroutine could have served it. That all are asleep is certain when this is
 * asked; which of them should have acted is concluded from what they did before. So each line of the report says just that.
 * Only if {@link Trace#ON}.
 */
final class MixedCycles {
    private final Map<Long, G> asleep = new HashMap<>();
    private final StringBuilder report = new StringBuilder();

    private MixedCycles(List<G> all) {
        all.forEach(g -> asleep.put(g.thread().threadId(), g));
    }

    /** For the end of a report on {@code all}; empty if there is no such circle. */
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

    /** The one that {@code g} waits for, with the line about it in {@code edges}; null if there is none. */
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

    /** The part of {@code edges} from {@code first} on is a circle; those of locks alone are reported elsewhere. */
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
