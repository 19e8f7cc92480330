package dev.jopher.cli;

import dev.jopher.explore.internal.search.Result;

/** The line at the end of an exploration in which no schedule has failed. */
final class ExploreSummary {
    private ExploreSummary() {}

    static String of(Result r) {
        StringBuilder line = new StringBuilder("passed: ");
        line.append(r.complete() ? "all " : "").append(number(r.schedules(), "schedule"));
        line.append(", ").append(number(r.distinct(), "distinct")).append("; ");
        line.append(number(r.threads(), "goroutine")).append(", ");
        line.append(number(r.points(), "scheduling point"));
        if (r.cutOff() > 0) {
            line.append("; ").append(number(r.cutOff(), "schedule")).append(" cut off");
        }
        return line.toString();
    }

    /** Returns a number with a noun, in the plural where it must be. */
    static String number(long n, String word) {
        String plural = n == 1 || word.endsWith("t") && !word.endsWith("point") ? "" : "s";
        return String.format("%,d %s%s", n, word, plural);
    }

    static String json(Result r) {
        return String.format("{\"verdict\":\"passed\",\"schedules\":%d,\"distinct\":%d,"
                + "\"goroutines\":%d,\"points\":%d,\"cutOff\":%d,\"complete\":%b}",
                r.schedules(), r.distinct(), r.threads(), r.points(), r.cutOff(), r.complete());
    }
}
