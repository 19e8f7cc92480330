package dev.jopher.cli.top;

import java.util.ArrayList;
import java.util.List;

/**
 * The tables of goroutines and of channels. Columns depend on the width:
 *
 * <pre>
 * below 60   COUNT RUN WAIT PLACE
 * below 120  COUNT RUN READY WAIT SINCE STATE PLACE
 * else       these, the other place of the two (where the goroutines wait, or which line created
 *            them), and what they wait on
 * </pre>
 */
final class Tables {
    static final int NARROW = 60;
    static final int WIDE = 120;

    /** From here on places are shown with their function. */
    private static final int VERY_WIDE = 160;

    private static final int NUMBER = 6;
    private static final int SMALL = 5;
    private static final int TIME = 7;
    private static final int STATE = 18;
    private static final int PLACE = 26;
    private static final int PLACE_WITH_FUNCTION = 46;
    private static final int BAR = 10;

    private final int width;
    private final boolean cuts;
    private final Group.By by;

    /** @param cuts whether the last column ends at {@code width} */
    Tables(int width, boolean cuts, Group.By by) {
        this.width = width;
        this.cuts = cuts;
        this.by = by;
    }

    // ---- goroutines -----------------------------------------------------------------------------

    String head() {
        return row("COUNT", "RUN", "READY", "WAIT", "SINCE", "STATE", by.title,
                by.other().title, "WAITING ON");
    }

    String row(Group g) {
        Part p = g.largest();
        // Only the places are estimated: how many one line has created in a state is counted.
        boolean estimated =
                by == Group.By.CURRENT && g.parts().stream().anyMatch(Part::estimated);
        return row(count(g.count(), estimated),
                Words.brief(g.count(Part.Kind.RUNS)), Words.brief(g.count(Part.Kind.IS_READY)),
                Words.brief(g.count(Part.Kind.WAITS)), since(g.mostMillis()), g.state(),
                place(g.place()),
                place(by.other().place(p)) + (places(g) > 1 ? " and others" : ""), on(p));
    }

    private long places(Group g) {
        return g.parts().stream().map(by.other()::place).distinct().count();
    }

    /** Returns the lines about a part of an open group. */
    List<String> rows(Part p) {
        List<String> lines = new ArrayList<>();
        lines.add(row(count(p.count(), p.estimated()), Words.brief(p.count(Part.Kind.RUNS)),
                Words.brief(p.count(Part.Kind.IS_READY)), Words.brief(p.count(Part.Kind.WAITS)),
                since(p.mostMillis()), p.state() + (p.abandoned() ? ", abandoned" : ""),
                (by == Group.By.CREATED ? "  at " : "  by ") + place(by.other().place(p)), "", ""));
        if (!p.on().isEmpty()) {
            lines.add(detail("on " + on(p)));
        }
        if (p.mostMillis() >= 0) {
            String least = Words.time(p.leastMillis());
            String most = Words.time(p.mostMillis());
            lines.add(detail("for " + (least.equals(most) ? most : least + " to " + most)));
        }
        if (!p.labels().isEmpty()) {
            lines.add(detail("labels " + p.labels()));
        }
        for (Part.Frame f : p.frames()) {
            lines.add(detail("in " + f.function() + "  " + f.at()));
        }
        if (!p.madeAt().isEmpty()) {
            lines.add(detail("created by " + p.madeBy() + "  " + p.madeAt()));
        }
        if (!p.ids().isEmpty()) {
            lines.add(detail("goroutine " + p.ids().replace(",", ", ")
                    + (p.ids().split(",").length < p.count() ? ", ..." : "")));
        }
        return lines;
    }

    private String detail(String text) {
        return fit("        " + text);
    }

    private static String count(long n, boolean estimated) {
        return (estimated ? "~" : "") + Words.brief(n);
    }

    private static String since(long millis) {
        return millis < 0 ? "" : Words.time(millis);
    }

    private String place(Part.Place place) {
        return place.text(width >= VERY_WIDE);
    }

    private static String on(Part p) {
        return p.severalTargets() ? p.on() + " and others" : p.on();
    }

    private String row(String count, String run, String ready, String wait, String since,
            String state, String place, String other, String on) {
        String row = Words.right(count, NUMBER) + ' ' + Words.right(run, SMALL);
        if (width >= NARROW) {
            row += ' ' + Words.right(ready, SMALL);
        }
        row += ' ' + Words.right(wait, NUMBER);
        if (width >= NARROW) {
            row += ' ' + Words.right(since, TIME) + "  " + Words.left(state, STATE);
        }
        if (width < WIDE) {
            return fit(row + ' ' + place);
        }
        int column = width >= VERY_WIDE ? PLACE_WITH_FUNCTION : PLACE;
        return fit(row + ' ' + Words.left(place, column) + ' ' + Words.left(other, column) + ' '
                + on);
    }

    private String fit(String row) {
        return (cuts ? Words.cut(row, width) : row).stripTrailing();
    }

    // ---- channels -------------------------------------------------------------------------------

    String channelHead() {
        return channel("FULL", "LEN/CAP", "SEND", "RECV", "CHANNEL",
                width < WIDE ? "USED AT" : "SENT AT", "RECEIVED AT");
    }

    String row(Fill f) {
        return channel(f.percent() < 0 ? "-" : f.percent() + "%",
                f.length() + "/" + f.capacity(), Words.brief(f.senders()),
                Words.brief(f.receivers()), width >= NARROW ? bar(f) + ' ' + f.id() : f.id(),
                f.sentAt(), f.receivedAt() + (f.made().isEmpty() ? "" : "  " + f.made()));
    }

    private static String bar(Fill f) {
        if (f.percent() < 0) {
            return " ".repeat(BAR + 2);
        }
        // A bar that is all marks is a full channel, and one without marks an empty one.
        long marks = f.length() == f.capacity() ? BAR
                : f.length() == 0 ? 0 : Math.clamp(f.length() * BAR / f.capacity(), 1, BAR - 1);
        return '[' + "#".repeat((int) marks) + ".".repeat(BAR - (int) marks) + ']';
    }

    private String channel(String full, String size, String senders, String receivers, String id,
            String sentAt, String receivedAt) {
        String row = Words.right(full, SMALL) + ' '
                + Words.right(size, width < NARROW ? NUMBER + 3 : NUMBER + TIME) + ' '
                + Words.right(senders, SMALL) + ' ' + Words.right(receivers, SMALL) + "  ";
        if (width < WIDE) {
            String at = sentAt.isEmpty() ? receivedAt : sentAt;
            return fit(row + (width < NARROW ? id : Words.left(id, PLACE - 2) + at));
        }
        return fit(row + Words.left(id, PLACE) + Words.left(sentAt, PLACE) + ' ' + receivedAt);
    }
}
