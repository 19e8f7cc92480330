package dev.jopher.explore.internal.report;

import java.util.ArrayList;
import java.util.List;

import dev.jopher.explore.internal.replay.RecordedThread;
import dev.jopher.explore.internal.replay.Step;
import dev.jopher.explore.internal.report.Story.Row;
import dev.jopher.explore.internal.report.Story.Stop;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a run, one column for each thread; with more than four threads one line for each
 * step, with the thread's name. If there is not enough room, the steps that matter least become
 * "... 12 steps".
 */
final class StepTable {
    private static final int MAX_COLUMNS = 4;
    private static final int INDENT = 2;
    private static final String GAP = " | ";
    private static final String MORE = "   ";

    /** How much a row matters. */
    private static final int ALL = 0;
    private static final int SHARED = 1;
    private static final int SWITCH = 2;

    private final Story story;
    private final Lines lines;
    private final List<RecordedThread> columns = new ArrayList<>();
    private final int width;

    StepTable(Story story, Lines lines) {
        this.story = story;
        this.lines = lines;
        for (RecordedThread t : story.recording.threads()) {
            if (story.rows().stream().anyMatch(r -> r.thread == t)) {
                columns.add(t);
            }
        }
        boolean isNarrow = columns.size() <= MAX_COLUMNS;
        int n = isNarrow ? columns.size() : 1;
        width = n == 0 ? TextReport.WIDTH
                : (TextReport.WIDTH - INDENT - GAP.length() * (n - 1)) / n;
    }

    /** Returns at most {@code max} lines. */
    List<String> rows(int max) {
        for (int level = ALL; level <= SWITCH; level++) {
            List<String> rows = rowsFrom(level);
            if (rows.size() <= max) {
                return rows;
            }
        }
        List<String> rows = rowsFrom(SWITCH);
        int head = max / 3;
        List<String> both = new ArrayList<>(rows.subList(0, head));
        int tail = max - head - 1;
        both.add("  ... " + (rows.size() - head - tail) + " lines");
        both.addAll(rows.subList(rows.size() - tail, rows.size()));
        return both;
    }

    private List<String> rowsFrom(int level) {
        List<String> out = new ArrayList<>();
        if (columns.size() <= MAX_COLUMNS) {
            out.add(header());
        }
        int folded = 0;
        Row last = null;
        for (Row r : story.rows()) {
            if (text(r).isEmpty() && r.stop != Stop.PREEMPTED) {
                continue;
            }
            if (last != null && last.thread != r.thread || weight(r) >= level) {
                fold(out, last, folded);
                folded = 0;
            }
            last = r;
            if (weight(r) >= level) {
                write(out, r);
            } else {
                folded++;
            }
        }
        fold(out, last, folded);
        for (RecordedThread t : columns) {
            Step s = t.last();
            if (s != null && !s.isPassed() && t != story.recording.failed()) {
                cell(out, t, story.describe(s, lines, true) + " (not reached)");
            }
        }
        return out;
    }

    private void fold(List<String> out, @Nullable Row last, int n) {
        if (last != null && n > 0) {
            cell(out, last.thread, "... " + TextReport.count(n, "step"));
        }
    }

    private int weight(Row r) {
        boolean isLast = r.thread == story.recording.failed() && r.step == r.thread.lastPassed();
        if (isLast || r.stop == Stop.PREEMPTED || r.stop == Stop.WAITS && r.thread.isWaiting()
                && r.step == r.thread.last()) {
            return SWITCH;
        }
        return r.isSwitch && r.isPass || story.isShared(r.step) ? SHARED : ALL;
    }

    private String header() {
        StringBuilder line = new StringBuilder();
        for (RecordedThread t : columns) {
            append(line, t, t.path);
        }
        return line.toString();
    }

    private void write(List<String> out, Row r) {
        String text = text(r);
        if (!text.isEmpty()) {
            cell(out, r.thread, text);
        }
        if (r.stop == Stop.PREEMPTED && r.next != null) {
            cell(out, r.thread, "-> " + r.next.path);
        }
    }

    private String text(Row r) {
        Step s = r.step;
        if (s == null) {
            return "";
        }
        String what = r.isPass ? story.describe(s, lines, r.stop != Stop.WAITS)
                : r.isSwitch || s.value() != null ? story.continues(s, lines) : "";
        return r.stop == Stop.WAITS && !what.isEmpty() ? what + " waits for " + r.waitsFor : what;
    }

    private void cell(List<String> out, RecordedThread t, String text) {
        boolean isTagged = columns.size() > MAX_COLUMNS;
        for (String part : Wrap.lines(isTagged ? t.path + "  " + text : text, width, MORE)) {
            StringBuilder line = new StringBuilder();
            if (isTagged) {
                line.append(" ".repeat(INDENT)).append(part);
            } else {
                append(line, t, part);
            }
            out.add(line.toString().stripTrailing());
        }
    }

    /** Appends text in the column of a thread, and the empty ones before it. */
    private void append(StringBuilder line, RecordedThread t, String text) {
        int column = columns.indexOf(t);
        if (line.isEmpty()) {
            line.append(" ".repeat(INDENT));
        }
        int at = INDENT + column * (width + GAP.length());
        while (line.length() < at) {
            int cell = (line.length() - INDENT) % (width + GAP.length());
            line.append(cell == width ? GAP : " ");
        }
        line.append(text);
    }
}
