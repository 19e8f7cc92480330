package dev.jopher.runtime;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** All goroutines in Go's format: header with state, the user's frames, who created it. */
final class Dump {
    /** Enough to see what is wrong; the rest is counted. */
    private static final int MAX_GOROUTINES = 1000;

    /** Go's limit as well. */
    private static final int MAX_FRAMES = 100;

    private Dump() {}

    /** Every goroutine, but for those that an ended program has abandoned; empty if there is none. */
    static String all() {
        List<G> all = Registry.snapshot().stream().filter(g -> !g.isAbandoned()).toList();
        StringBuilder out = new StringBuilder();
        Iterator<G> it = all.iterator();
        for (int i = 0; i < MAX_GOROUTINES && it.hasNext(); i++) {
            if (i > 0) {
                out.append('\n');
            }
            append(out, it.next());
        }
        if (all.size() > MAX_GOROUTINES) {
            out.append("\n... and ").append(all.size() - MAX_GOROUTINES)
                    .append(" more goroutines\n");
        }
        return out.toString();
    }

    static void append(StringBuilder out, G g) {
        out.append("goroutine ").append(g.id());
        out.append(" [").append(g.isWaiting() ? g.reason().toString() : "running").append("]:\n");
        appendUserFrames(out, Arrays.asList(g.thread().getStackTrace()));
        appendCreator(out, g);
    }

    static void appendUserFrames(StringBuilder out, List<StackTraceElement> frames) {
        List<StackTraceElement> user =
                frames.stream().filter(f -> Frames.isUser(f.getClassName())).toList();
        user.stream().limit(MAX_FRAMES).forEach(f -> Frames.append(out, f));
        if (user.size() > MAX_FRAMES) {
            out.append("...").append(user.size() - MAX_FRAMES).append(" frames elided...\n");
        }
    }

    static void appendCreator(StringBuilder out, G g) {
        appendCreator(out, g.origin());
        Ancestors.append(out, g.origin());
    }

    static void appendCreator(StringBuilder out, @Nullable Origin origin) {
        CreationSite site = origin == null ? null : origin.site();
        if (origin == null || site == null) {
            return;
        }
        out.append("created by ").append(Frames.function(site.frame()));
        if (origin.creator() != 0) {
            out.append(" in goroutine ").append(origin.creator());
        }
        out.append('\n');
        Frames.appendPosition(out, site.frame());
    }
}
