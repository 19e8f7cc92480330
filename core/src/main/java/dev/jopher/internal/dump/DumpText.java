package dev.jopher.internal.dump;

import java.util.List;

import dev.jopher.internal.goroutine.Ancestor;
import dev.jopher.internal.goroutine.CreationSite;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Labels;
import dev.jopher.internal.goroutine.Origin;
import dev.jopher.internal.report.DurationText;
import dev.jopher.internal.report.Frames;

/**
 * A dump in Go's text. What Go does not print, the object that a goroutine waits on and for how
 * long, is in a line that is indented as positions are.
 */
public final class DumpText {
    /** Enough to see what is wrong; the rest is counted. */
    private static final int MAX_ENTRIES = 1000;

    /** Go's limit as well. */
    private static final int MAX_FRAMES = 100;

    private static final long LEAST_REPORTED_MILLIS = 1000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private DumpText() {}

    /**
     * Returns the text.
     *
     * @param total how many goroutines there are, listed or not
     */
    static String of(List<DumpEntry> entries, long total, boolean folded) {
        StringBuilder out = new StringBuilder();
        long rest = total;
        for (DumpEntry f : folded ? entries.subList(0, Math.min(entries.size(), MAX_ENTRIES))
                : entries) {
            if (!out.isEmpty()) {
                out.append('\n');
            }
            append(out, f);
            rest -= f.count;
        }
        if (rest > 0) {
            out.append("\n... and ").append(rest).append(" more goroutines\n");
        }
        return out.toString();
    }

    private static void append(StringBuilder out, DumpEntry f) {
        appendHeader(out, f);
        appendFacts(out, f);
        appendFrames(out, f.key.frames(), false);
        appendCreator(out, f.first, f.severalCreators);
    }

    private static void appendHeader(StringBuilder out, DumpEntry f) {
        if (f.first.id() == 0) {
            out.append("thread \"").append(f.first.thread().getName()).append('"');
        } else if (f.count == 1) {
            out.append("goroutine ").append(f.first.id());
        } else {
            out.append(f.estimated ? "about " : "").append(f.count).append(" goroutines");
        }
        out.append(" [").append(f.key.state());
        long minutes = DurationText.minutes(f.mostMillis * NANOS_PER_MILLI);
        if (minutes > 0) {
            out.append(", ").append(minutes).append(" minutes");
        }
        out.append(f.key.abandoned() ? ", abandoned" : "").append(']');
        appendLabels(out, f.first);
        out.append(f.severalLabels ? " and other labels:\n" : ":\n");
    }

    /** Appends the labels of {@code g}, as Go 1.27 does; nothing without any. */
    public static void appendLabels(StringBuilder out, G g) {
        Labels labels = g.labels();
        if (labels != null) {
            out.append(' ').append(Labels.text(labels));
        }
    }

    private static void appendFacts(StringBuilder out, DumpEntry f) {
        if (f.count > 1) {
            out.append('\t').append(Names.of(f.ids, f.count)).append('\n');
        }
        String name = f.first.name();
        if (f.first.id() != 0 && !name.isEmpty()) {
            out.append("\tnamed \"").append(name)
                    .append(f.severalNames ? "\" and so on\n" : "\"\n");
        }
        if (!f.call.isEmpty()) {
            out.append("\tin ").append(f.call).append(f.severalCalls ? ", and others\n" : "\n");
        }
        String on = f.mostMillis < 0 ? "" : f.targetText();
        String time = time(f);
        if (!on.isEmpty() || !time.isEmpty()) {
            out.append("\twaiting").append(time).append(on.isEmpty() ? "" : " on ").append(on)
                    .append(others(f, on)).append('\n');
        }
    }

    private static String others(DumpEntry f, String on) {
        if (!f.severalTargets) {
            return "";
        }
        return on.contains(", ") ? ", and on others" : " and others";
    }

    /** Returns how long they have waited; empty below one second. */
    private static String time(DumpEntry f) {
        if (f.mostMillis < LEAST_REPORTED_MILLIS) {
            return "";
        }
        String least = " for " + DurationText.text(f.leastMillis * NANOS_PER_MILLI);
        return f.mostMillis - f.leastMillis < LEAST_REPORTED_MILLIS
                ? least
                : least + " to " + DurationText.text(f.mostMillis * NANOS_PER_MILLI);
    }

    // ---- frames, and the creator --------------------------------------------------------------

    /**
     * Appends the user's frames of {@code stack}.
     *
     * @param more whether there were more frames, an unknown number of them
     */
    public static void appendUserFrames(StringBuilder out, StackTraceElement[] stack,
            boolean more) {
        appendFrames(out, Frames.user(stack), more);
    }

    private static void appendFrames(StringBuilder out, List<StackTraceElement> frames,
            boolean more) {
        frames.stream().limit(MAX_FRAMES).forEach(f -> Frames.append(out, f));
        if (more) {
            out.append("...additional frames elided...\n");
        } else if (frames.size() > MAX_FRAMES) {
            out.append("...").append(frames.size() - MAX_FRAMES).append(" frames elided...\n");
        }
    }

    /**
     * Appends the creator.
     *
     * @param several whether others at the same place have other creators
     */
    public static void appendCreator(StringBuilder out, G g, boolean several) {
        Origin origin = g.origin();
        if (origin == null) {
            return;
        }
        appendCreator(out, origin, several);
        if (!several) {
            appendAncestors(out, origin);
        }
    }

    /** Appends the ancestors in Go's words. Nothing for main, which no goroutine created. */
    private static void appendAncestors(StringBuilder out, Origin of) {
        for (Ancestor a : of.ancestors()) {
            if (a.origin().site() != null) {
                out.append("[originating from goroutine ").append(a.goroutine()).append("]:\n");
                appendCreator(out, a.origin(), false);
            }
        }
    }

    private static void appendCreator(StringBuilder out, Origin origin, boolean several) {
        CreationSite site = origin.site();
        if (site == null) {
            return;
        }
        out.append("created by ").append(Frames.function(site.frame()));
        if (origin.creator() != 0) {
            out.append(" in goroutine ").append(origin.creator());
            out.append(several ? " and others" : "");
        }
        out.append('\n');
        Frames.appendPosition(out, site.frame());
    }
}
