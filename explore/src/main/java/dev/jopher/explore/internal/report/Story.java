package dev.jopher.explore.internal.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import dev.jopher.explore.internal.replay.RecordedThread;
import dev.jopher.explore.internal.replay.Recording;
import dev.jopher.explore.internal.replay.Step;
import dev.jopher.explore.internal.world.Op;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a run, in the order in which it happened: one row for each step, at the moment
 * at which its thread went on into it, and one where a thread continues that had to wait.
 */
final class Story {
    /** Why a thread went no further after a row. */
    enum Stop {
        NONE, PREEMPTED, WAITS, ENDED
    }

    /** One line of the story. */
    static final class Row {
        final RecordedThread thread;
        final @Nullable Step step;
        final boolean isPass;

        /** Whether the row before is of another thread. */
        boolean isSwitch;

        Stop stop = Stop.NONE;

        /** The thread that continues; null if there is none. */
        @Nullable RecordedThread next;

        /** What it waits for, with the holder; empty if it does not wait. */
        String waitsFor = "";

        Row(RecordedThread thread, @Nullable Step step, boolean isPass) {
            this.thread = thread;
            this.step = step;
            this.isPass = isPass;
        }
    }

    final Recording recording;
    final Holds holds = new Holds();
    private final List<Row> rows = new ArrayList<>();
    private final Map<Integer, Set<Integer>> usersOf = new HashMap<>();

    Story(Recording recording) {
        this.recording = recording;
        List<Recording.Event> events = recording.eventList();
        int[] left = new int[recording.threads().size()];
        events.forEach(e -> left[e.thread().index]++);
        for (int i = 0; i < events.size(); i++) {
            Recording.Event e = events.get(i);
            left[e.thread().index]--;
            Row row = new Row(e.thread(), e.step(), e.isPass());
            row.isSwitch = i > 0 && events.get(i - 1).thread() != e.thread();
            if (i + 1 == events.size() || events.get(i + 1).thread() != e.thread()) {
                row.next = i + 1 == events.size() ? null : events.get(i + 1).thread();
                stop(row, left[e.thread().index] == 0, nextOf(events, i));
            }
            holds.after(e);
            rows.add(row);
            use(e);
        }
    }

    private static Recording.@Nullable Event nextOf(List<Recording.Event> events, int i) {
        for (int k = i + 1; k < events.size(); k++) {
            if (events.get(k).thread() == events.get(i).thread()) {
                return events.get(k);
            }
        }
        return null;
    }

    private void stop(Row row, boolean isLast, Recording.@Nullable Event next) {
        Step s = row.step;
        boolean waits = next == null ? isLast && row.thread.isWaiting() : !next.isPass();
        if (waits && s != null) {
            row.stop = Stop.WAITS;
            row.waitsFor = waitsFor(row.thread, s);
        } else if (next != null || isLast && row.thread.last() != s) {
            row.stop = Stop.PREEMPTED;
        } else {
            row.stop = row.thread == recording.failed() ? Stop.NONE : Stop.ENDED;
        }
    }

    /** Returns the step that a thread waits in: a condition releases its lock and then waits. */
    private static Step waitStep(RecordedThread t, Step s) {
        Step w = s;
        while (w.nth > 0 && (w.op == Op.UNLOCK || w.op == Op.EXIT)
                && Objects.equals(t.steps().get(w.nth - 1).site(), w.site())) {
            w = t.steps().get(w.nth - 1);
        }
        return w;
    }

    private void use(Recording.Event e) {
        Step s = e.step();
        if (s != null && s.object() >= 0) {
            usersOf.computeIfAbsent(s.object(), k -> new TreeSet<>()).add(e.thread().index);
        }
    }

    /** Returns for example {@code 12 send c: 1}. */
    String describe(Step s, Lines lines, boolean withValue) {
        String name = name(s);
        return (s.site() == null ? "" : lines.brief(s.site()) + ' ') + s.op
                + (name.isEmpty() ? "" : " " + name)
                + (s.value() == null || !withValue && s.op != Op.SEND ? "" : ": " + s.value());
    }

    /** Returns for example {@code 12 continues with 1}, for where a thread has waited. */
    String continues(Step s, Lines lines) {
        return (s.site() == null ? "" : lines.brief(s.site()) + ' ') + "continues"
                + (s.value() == null || s.op == Op.SEND ? "" : " with " + s.value());
    }

    /** Returns what a thread waits for in a step, with the thread that has it if one does. */
    String waitsFor(RecordedThread t, Step last) {
        Step s = waitStep(t, last);
        String name = name(s);
        String what = switch (s.op) {
            case SEND -> "a receiver of " + name;
            case RECEIVE -> "a value of " + name;
            case SELECT -> "a case of the select";
            case WAIT -> "a signal of " + name;
            case SLEEP -> "the time";
            case YIELD -> "the others";
            default -> name.isEmpty() ? "what another thread does" : name;
        };
        String holder = holds.holders(s, t);
        return holder.isEmpty() ? what : what + ", held by " + holder;
    }

    /** Returns the line that created a thread; null if it is not known. */
    @Nullable StackTraceElement createdAt(RecordedThread t) {
        List<Step> steps = recording.threads().get(t.creator).steps();
        return t.atStep < steps.size() ? steps.get(t.atStep).site() : null;
    }

    String name(Step s) {
        return s.name() != null ? s.name()
                : s.object() < 0 ? "" : recording.objects().get(s.object());
    }

    List<Row> rows() {
        return rows;
    }

    boolean isShared(@Nullable Step s) {
        return s != null && s.object() >= 0
                && usersOf.getOrDefault(s.object(), Set.of()).size() > 1
                && s.op != Op.GO;
    }

    /** Returns the threads that cannot continue at the end. */
    List<RecordedThread> waiting() {
        return recording.threads().stream().filter(RecordedThread::isWaiting).toList();
    }

    /** Returns the step that such a thread waits in; null if it has none. */
    @Nullable Step waitStep(RecordedThread t) {
        Step s = t.last();
        return s == null ? null : waitStep(t, s);
    }
}
