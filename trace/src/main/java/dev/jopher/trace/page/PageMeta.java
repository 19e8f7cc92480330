package dev.jopher.trace.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import dev.jopher.trace.analysis.Analysis;
import dev.jopher.trace.analysis.Channels;
import dev.jopher.trace.analysis.CriticalPath;
import dev.jopher.trace.analysis.LatencyHistogram;
import dev.jopher.trace.analysis.Locks;
import dev.jopher.trace.analysis.Places;
import dev.jopher.trace.model.Frames;
import dev.jopher.trace.model.Objects;
import dev.jopher.trace.model.Recording;
import dev.jopher.trace.model.State;

/** The words and tables of a page, as the JSON that the scripts read. */
final class PageMeta {
    private static final int POINTS = 1000;
    private static final int MOST_ROWS = 200;
    private static final int MOST_PARTS = 30;
    /** The line in the timeline: a longer path is drawn at its longest steps only. */
    private static final int MOST_STEPS = 50_000;

    private final Analysis a;
    private final Recording r;

    private PageMeta(Analysis a) {
        this.a = a;
        this.r = a.recording();
    }

    static String of(Analysis a) {
        return Json.of(new PageMeta(a).all());
    }

    private Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("duration", r.duration());
        all.put("processors", r.processors());
        all.put("strings", texts(r.strings(), r::string));
        all.put("reasons", texts(r.reasons(), r::reason));
        all.put("frames", frames());
        all.put("stacks", stacks());
        all.put("objects", objects());
        long begin = a.activity().inProgress().firstAboveZero();
        long end = a.activity().inProgress().lastAboveZero();
        all.put("begin", begin);
        all.put("end", end);
        all.put("inProgress", a.activity().inProgress().means(begin, end, POINTS));
        all.put("running", a.activity().running().means(begin, end, POINTS));
        all.put("places", a.places().stream().map(PageMeta::place).toList());
        all.put("channels", a.channels().stream().limit(MOST_ROWS).map(this::channel).toList());
        all.put("locks", a.locks().stream().limit(MOST_ROWS).map(PageMeta::lock).toList());
        all.put("path", path(a.path()));
        all.put("latency", latency(a.latency()));
        return all;
    }

    private static List<String> texts(int count, IntFunction<String> text) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text.apply(i));
        }
        return texts;
    }

    private List<int[]> frames() {
        Frames frames = r.frames();
        List<int[]> all = new ArrayList<>();
        for (int f = 0; f < frames.size(); f++) {
            all.add(new int[] {frames.function(f), frames.file(f), frames.line(f)});
        }
        return all;
    }

    private List<int[]> stacks() {
        Frames frames = r.frames();
        List<int[]> all = new ArrayList<>();
        for (int s = 0; s < frames.stacks(); s++) {
            int[] stack = new int[frames.depth(s)];
            for (int i = 0; i < stack.length; i++) {
                stack[i] = frames.frame(s, i);
            }
            all.add(stack);
        }
        return all;
    }

    private List<List<Object>> objects() {
        Objects objects = r.objects();
        List<List<Object>> all = new ArrayList<>();
        for (int o = 0; o < objects.size(); o++) {
            all.add(List.of(objects.kind(o).toString(), objects.name(o),
                    a.objectPlaces().frame(o), objects.capacity(o),
                    a.objectPlaces().isWait(o) ? 1 : 0));
        }
        return all;
    }

    private static Map<String, Object> place(Places.Place p) {
        return Map.of("place", p.place(), "count", p.members().size(), "times", p.times(),
                "reason", p.reason());
    }

    private Map<String, Object> channel(Channels.Use c) {
        return Map.of("object", c.object(), "sends", c.sends(), "receives", c.receives(),
                "buffered", r.objects().capacity(c.object()) > 0, "used", c.used(), "full",
                c.full(), "empty", c.empty(), "sendWait", c.sendWait(), "receiveWait",
                c.receiveWait(), "users", c.users().size());
    }

    private static Map<String, Object> lock(Locks.Use l) {
        return Map.of("object", l.object(), "holds", l.holds(), "held", l.held(), "longestHold",
                l.longestHold(), "holder", l.longestHolder(), "waits", l.waits(), "waited",
                l.waited(), "longestWait", l.longestWait());
    }

    private static Map<String, Object> latency(LatencyHistogram h) {
        return Map.of("buckets", h.buckets(), "count", h.count(), "median", h.median(), "p99",
                h.p99(), "max", h.max());
    }

    private Map<String, Object> path(CriticalPath path) {
        long[] times = new long[State.values().length];
        for (State state : State.values()) {
            times[state.ordinal()] = path.time(state);
        }
        return Map.of("length", path.length(), "times", times, "parts", parts(path), "steps",
                steps(path));
    }

    private static List<long[]> steps(CriticalPath path) {
        long least = path.steps().size() <= MOST_STEPS ? 0 : path.length() / MOST_STEPS;
        return path.steps().stream().filter(s -> s.end() - s.start() >= least)
                .map(s -> new long[] {s.goroutine(), s.start(), s.end()}).toList();
    }

    private record Part(int place, State state, int reason) {}

    /** Returns the time of the path by creation line, state and reason. */
    private List<Map<String, Object>> parts(CriticalPath path) {
        Map<Part, Long> sums = new HashMap<>();
        for (CriticalPath.Step s : path.steps()) {
            int reason = s.span() < 0 ? -1 : r.spans().reason(s.span());
            sums.merge(new Part(r.goroutines().place(s.goroutine()), s.state(), reason),
                    s.end() - s.start(), Long::sum);
        }
        return sums.entrySet().stream()
                .sorted(Map.Entry.<Part, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_PARTS)
                .map(e -> Map.<String, Object>of("place", e.getKey().place, "state",
                        e.getKey().state.ordinal(), "reason", e.getKey().reason, "time",
                        e.getValue()))
                .toList();
    }
}
