package dev.jopher.internal.dump;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.jopher.internal.goroutine.CreationSite;
import dev.jopher.internal.goroutine.Origin;
import dev.jopher.internal.goroutine.Registry;
import dev.jopher.internal.report.Frames;
import dev.jopher.internal.report.ReportCounts;
import dev.jopher.internal.sched.GoRuntime;
import dev.jopher.internal.sched.SchedulerCounters;
import dev.jopher.internal.sched.SchedulerState;
import dev.jopher.internal.time.Timers;

/**
 * What {@code jopher top} reads: lines of a kind and of fields {@code name=value}, separated by
 * tabs, the last one {@code end}. A reader ignores kinds and fields that it does not know, so that
 * the command and the library may differ in their version. A backslash precedes the letters
 * {@code t}, {@code n} and {@code r} for a tab and the ends of a line, and a backslash itself.
 */
final class OverviewText {
    /** Raised when an older reader would misread the text. */
    private static final int VERSION = 1;

    /** Enough to see where a goroutine comes from; a dump has all. */
    private static final int MAX_FRAMES = 8;

    private final StringBuilder out = new StringBuilder();

    private OverviewText() {}

    /** Returns the counters alone, which cost nothing. */
    static String counters() {
        OverviewText text = new OverviewText();
        text.writeCounters();
        return text.end();
    }

    static String of(Overview overview, WaitLevels levels) {
        OverviewText text = new OverviewText();
        text.writeCounters();
        text.line("pass").field("counted", overview.counted()).field("stacks", overview.stacks())
                .field("others", overview.others()).field("nanos", overview.nanos());
        overview.entries().forEach(text::write);
        levels.fullest().forEach(text::write);
        if (levels.isPartial()) {
            text.line("partial");
        }
        return text.end();
    }

    private void writeCounters() {
        SchedulerState state = SchedulerState.now();
        SchedulerCounters counters = SchedulerCounters.now();
        line("jopher").field("version", VERSION)
                .field("scheduler", GoRuntime.scheduler().toString())
                .field("nanos", GoRuntime.scheduler().nanoTime())
                .field("time", GoRuntime.scheduler().now().toString());
        line("goroutines").field("number", Registry.size()).field("created", Registry.added())
                .field("timers", Timers.shared().count())
                .field("leaks", ReportCounts.LEAKS.get())
                .field("deadlocks", ReportCounts.DEADLOCKS.get());
        line("processors").field("number", state.procs()).field("idle", state.idleProcs())
                .field("detached", counters.detached()).field("threads", state.threads())
                .field("global", state.globalRunQueue())
                .field("queues", IntStream.of(state.runQueues()).mapToObj(String::valueOf)
                        .collect(Collectors.joining(",")))
                .field("switches", counters.switches()).field("steals", counters.steals())
                .field("handovers", counters.handOvers());
    }

    private void write(DumpEntry e) {
        line("group").field("count", e.count).field("state", e.key.state().toString())
                .field("ids", e.ids.stream().map(String::valueOf).collect(Collectors.joining(",")));
        if (e.estimated) {
            field("estimated", 1);
        }
        if (e.key.abandoned()) {
            field("abandoned", 1);
        }
        if (e.mostMillis >= 0) {
            field("least", e.leastMillis).field("most", e.mostMillis);
            field("on", e.targetText());
            if (e.severalTargets) {
                field("several", 1);
            }
        } else if (!e.call.isEmpty()) {
            field("on", e.call);
        }
        if (!e.labels().isEmpty()) {
            field("labels", e.severalLabels ? e.labels() + " and others" : e.labels());
        }
        writePlaces(e);
    }

    private void writePlaces(DumpEntry e) {
        if (e.isMain()) {
            field("main", 1);
        }
        CreationSite site = Origin.siteOf(e.first);
        if (site != null) {
            field("madeBy", Frames.function(site.frame()))
                    .field("madeAt", Frames.position(site.frame()));
        }
        e.key.frames().stream().limit(MAX_FRAMES).forEach(f -> line("frame")
                .field("function", Frames.function(f)).field("at", Frames.position(f))
                .field("user", Frames.isUser(f.getClassName()) ? 1 : 0));
    }

    private void write(WaitLevels.Level level) {
        line("channel").field("id", level.address()).field("length", level.length())
                .field("capacity", level.capacity()).field("senders", level.senders())
                .field("receivers", level.receivers()).field("sentAt", level.sentAt())
                .field("receivedAt", level.receivedAt()).field("made", level.made());
    }

    private OverviewText line(String kind) {
        out.append(out.isEmpty() ? "" : "\n").append(kind);
        return this;
    }

    private OverviewText field(String name, long value) {
        out.append('\t').append(name).append('=').append(value);
        return this;
    }

    private OverviewText field(String name, String value) {
        out.append('\t').append(name).append('=').append(escaped(value));
        return this;
    }

    static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private String end() {
        return out.append("\nend\n").toString();
    }
}
