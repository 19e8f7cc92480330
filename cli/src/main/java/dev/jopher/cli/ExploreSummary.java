package dev.jopher.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.jopher.explore.internal.search.Result;
import dev.jopher.race.internal.report.JsonWriter;

/** The line at the end of an exploration in which no schedule has failed. */
final class ExploreSummary {
    private static final int MAX_NAMED = 3;

    private ExploreSummary() {}

    static String of(Result r) {
        StringBuilder line = new StringBuilder("passed: ");
        line.append(r.complete() ? "all " : "").append(number(r.schedules(), "schedule"));
        line.append(", ").append(number(r.distinct(), "distinct")).append("; ");
        line.append(number(r.threads(), "goroutine")).append(", ");
        line.append(number(r.points(), "scheduling point"));
        String unfinished = r.unfinished();
        addLimits(line, r.cutOff(), unfinished == null ? "" : unfinished, r.notControlled());
        return line.toString();
    }

    /** Adds what the schedules do not prove. */
    static void addLimits(StringBuilder line, long cutOff, String unfinished,
            List<String> notControlled) {
        if (cutOff > 0) {
            line.append("; ").append(number(cutOff, "schedule")).append(" cut off");
        }
        if (!unfinished.isEmpty()) {
            line.append("; one more did not end in time: ").append(unfinished);
        }
        if (!notControlled.isEmpty()) {
            line.append("; not controlled: ").append(first(notControlled));
        }
    }

    private static String first(List<String> all) {
        String named = all.stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
        int more = all.size() - MAX_NAMED;
        return more > 0 ? named + " and " + more + " more" : named;
    }

    /** Returns a number with a noun, in the plural where it must be. */
    static String number(long n, String word) {
        String plural = n == 1 || word.endsWith("t") && !word.endsWith("point") ? "" : "s";
        return String.format(Locale.ROOT, "%,d %s%s", n, word, plural);
    }

    static String json(Result r) {
        JsonWriter json = new JsonWriter().begin('{').name("verdict").text("passed")
                .name("schedules").number(r.schedules()).name("distinct").number(r.distinct())
                .name("goroutines").number(r.threads()).name("points").number(r.points())
                .name("cutOff").number(r.cutOff()).name("complete").bool(r.complete())
                .name("unfinished").text(r.unfinished() == null ? "" : r.unfinished())
                .name("notControlled").begin('[');
        r.notControlled().forEach(json::text);
        return json.end(']').end('}').toString();
    }
}
