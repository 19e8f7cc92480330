package dev.jopher.explore.internal.report;

import java.util.ArrayList;
import java.util.List;

import dev.jopher.explore.internal.replay.RecordedThread;
import dev.jopher.explore.internal.replay.Step;
import dev.jopher.explore.internal.report.Story.Row;
import dev.jopher.explore.internal.world.Op;
import dev.jopher.explore.internal.world.Verdict;
import org.jspecify.annotations.Nullable;

/** Known patterns of mistakes, recognized in a failing run. Each hint names the lines. */
final class Hints {
    private final Story story;
    private final Lines lines;
    private final List<String> hints = new ArrayList<>();

    private Hints(Story story, Lines lines) {
        this.story = story;
        this.lines = lines;
    }

    static List<String> of(Story story, Lines lines) {
        Hints h = new Hints(story, lines);
        h.find();
        return h.hints.stream().limit(1).toList();
    }

    private void find() {
        Verdict v = story.recording.verdict();
        if (v == Verdict.DEADLOCK || v == Verdict.LEAK) {
            // Main last: it mostly waits because the others do.
            for (RecordedThread t : story.waiting().reversed()) {
                Step s = story.waitStep(t);
                if (s != null) {
                    lockedByItself(t, s);
                    lockOrder(t, s);
                    lostSignal(t, s);
                    missingDone(s);
                    neverClosed(s);
                }
            }
        } else {
            closedTwice();
            lostUpdate();
        }
    }

    private void lockedByItself(RecordedThread t, Step s) {
        for (Holds.Hold h : story.holds.of(s)) {
            if (h.thread() == t) {
                hints.add(s.op == Op.RLOCK || h.since().op == Op.RLOCK
                        ? t.path + " asks for " + story.name(s) + " at " + lines.of(s)
                                + " while it has the read lock since " + lines.of(h.since())
                                + ". A writer that waits in between stops it forever."
                        : t.path + " locks " + story.name(s) + " at " + lines.of(s)
                                + ", and has locked it at " + lines.of(h.since())
                                + ". This lock cannot be locked twice.");
            }
        }
    }

    /** Finds two threads that each wait for what the other one has. */
    private void lockOrder(RecordedThread t, Step s) {
        for (Holds.Hold mine : story.holds.of(s)) {
            RecordedThread other = mine.thread();
            Step wanted = other.last();
            if (other == t || wanted == null || !other.isWaiting()) {
                continue;
            }
            for (Holds.Hold his : story.holds.of(wanted)) {
                if (his.thread() == t) {
                    hints.add("Two locks in two orders: " + order(t, his.since(), s) + "; "
                            + order(other, mine.since(), wanted)
                            + ". Lock them in the same order everywhere.");
                }
            }
        }
    }

    private String order(RecordedThread t, Step first, Step second) {
        return t.path + " locks " + story.name(first) + " (" + lines.of(first) + "), then "
                + story.name(second) + " (" + lines.of(second) + ")";
    }

    private void lostSignal(RecordedThread t, Step waits) {
        if (waits.object() < 0) {
            return;
        }
        for (Row r : story.rows()) {
            Step s = r.step;
            if (s == waits && r.isPass) {
                return;
            }
            if (s != null && s.object() == waits.object() && r.isPass
                    && (s.op == Op.SIGNAL || s.op == Op.BROADCAST || s.op == Op.NOTIFY)) {
                hints.add(r.thread.path + " signals " + story.name(s) + " at " + lines.of(s)
                        + " before " + t.path + " waits at " + lines.of(waits)
                        + ". A signal is not kept: check the condition under the lock, in a loop,"
                        + " before waiting.");
                return;
            }
        }
    }

    private void missingDone(Step waits) {
        int added = 0;
        int done = 0;
        for (Row r : story.rows()) {
            if (r.step != null && r.isPass && r.step.object() == waits.object()) {
                added += r.step.op == Op.ADD ? 1 : 0;
                done += r.step.op == Op.DONE ? 1 : 0;
            }
        }
        if (added > done && waits.object() >= 0 && story.waiting().size() == 1) {
            hints.add(story.name(waits) + " was added to " + times(added) + ", and done "
                    + times(done) + ": a path through the code leaves out done().");
        }
    }

    private static String times(int n) {
        return n == 1 ? "once" : n == 2 ? "twice" : n == 0 ? "never" : n + " times";
    }

    private void neverClosed(Step waits) {
        if (waits.op != Op.RECEIVE || waits.object() < 0) {
            return;
        }
        boolean isSentTo = false;
        for (Row r : story.rows()) {
            if (r.step != null && r.step.object() == waits.object()) {
                if (r.step.op == Op.CLOSE) {
                    return;
                }
                isSentTo |= r.step.op == Op.SEND;
            }
        }
        if (isSentTo) {
            hints.add("No thread closes " + story.name(waits) + ": after its last value the sender"
                    + " must close it, or the receivers wait forever.");
        }
    }

    private void closedTwice() {
        RecordedThread failed = story.recording.failed();
        Step last = failed == null ? null : failed.lastPassed();
        if (last == null || last.object() < 0 || last.op != Op.CLOSE && last.op != Op.SEND) {
            return;
        }
        for (Row r : story.rows()) {
            if (r.step != null && r.step != last && r.step.op == Op.CLOSE
                    && r.step.object() == last.object()) {
                hints.add(story.name(last) + " was closed by " + r.thread.path + " at "
                        + lines.of(r.step) + (last.op == Op.CLOSE
                                ? ", and then a second time. Let one thread close it."
                                : ", and then there is a send at " + lines.of(last)
                                        + ". Close it only after the last send."));
                return;
            }
        }
    }

    /**
     * Finds a thread that gives way between two uses of the same thing, where another one uses it.
     */
    private void lostUpdate() {
        List<Row> rows = story.rows();
        for (int i = 0; i < rows.size(); i++) {
            Row left = rows.get(i);
            if (left.stop != Story.Stop.PREEMPTED || left.step == null) {
                continue;
            }
            Row back = back(rows, i);
            Step first = back == null ? null : used(rows, i, back);
            if (back != null && back.step != null && first != null) {
                Row between = between(rows, i, back, first.object());
                if (between != null && between.step != null) {
                    hints.add(text(left.thread, first, back.step, between));
                    return;
                }
            }
        }
    }

    private String text(RecordedThread t, Step first, Step second, Row between) {
        return t.path + " uses " + story.name(first) + " at " + lines.of(first) + " and at "
                + lines.of(second) + ", and in between " + between.thread.path + " uses it at "
                + lines.of(between.step) + ". If the two belong together (read and write, or check"
                + " and act), nothing may come in between.";
    }

    /** Returns where the thread continues after row {@code i}. */
    private static @Nullable Row back(List<Row> rows, int i) {
        for (int k = i + 1; k < rows.size(); k++) {
            if (rows.get(k).thread == rows.get(i).thread) {
                return rows.get(k);
            }
        }
        return null;
    }

    /** Returns the last step before {@code i} on what {@code back} uses, without waiting. */
    private static @Nullable Step used(List<Row> rows, int i, Row back) {
        for (int k = i; k >= 0; k--) {
            Row r = rows.get(k);
            if (r.thread == back.thread && r.step != null && back.step != null
                    && r.step.object() >= 0 && r.step.object() == back.step.object()) {
                return r.step;
            }
        }
        return null;
    }

    private static @Nullable Row between(List<Row> rows, int i, Row back, int object) {
        for (int k = i + 1; k < rows.size() && rows.get(k) != back; k++) {
            Row r = rows.get(k);
            if (r.thread != back.thread && r.step != null && r.step.object() == object) {
                return r;
            }
        }
        return null;
    }
}
