package dev.jopher.race.internal.shadow;

import dev.jopher.race.internal.clock.ThreadSlots;
import dev.jopher.race.internal.report.ExitCode;

/**
 * How often the detector has forgotten something, because memory is bounded, and may have missed
 * races. A program with one thread has none, so nothing is said of it.
 */
public final class Losses implements ExitCode.Losses {
    private static long threadsBefore;

    private Losses() {}

    /** Begins to count: what came before was the agent's. */
    public static void start() {
        threadsBefore = ThreadSlots.threads();
        ExitCode.losses(new Losses());
    }

    @Override
    public boolean happened() {
        return ThreadSlots.threads() > threadsBefore
                && arrays() + pages() + readers() + slots() > 0;
    }

    @Override
    public void text(StringBuilder out) {
        out.append("jopher: the race detector may have missed races, because it has forgotten ");
        int start = out.length();
        part(out, start, arrays(), "the history of arrays and collections", "times");
        part(out, start, readers(), "reads of variables", "times");
        part(out, start, pages(), "accesses to large arrays", "pages");
        part(out, start, slots(), "the order of threads", "threads");
        out.append('\n');
    }

    private static void part(StringBuilder out, int start, long n, String what, String unit) {
        if (n > 0) {
            out.append(out.length() == start ? "" : ", ").append(what).append(" (").append(n)
                    .append(' ').append(unit).append(')');
        }
    }

    @Override
    public void json(StringBuilder out) {
        out.append("{\"lost\":{\"arrays\":").append(arrays()).append(",\"readers\":")
                .append(readers()).append(",\"pages\":").append(pages()).append(",\"threads\":")
                .append(slots()).append("}}\n");
    }

    /** Returns how many threads share the slot of another one, or follow one without an order. */
    static long slots() {
        return ThreadSlots.inexactSlots();
    }

    /** Returns how often the shadows of arrays were dropped that had not been used recently. */
    static long arrays() {
        return ShadowTable.dropped();
    }

    /** Returns how often accesses to a page of a large array were not checked. */
    static long pages() {
        return PageBudget.skipped();
    }

    /** Returns how often a generation of sets of readers was dropped. */
    static long readers() {
        return ReadSets.dropped();
    }
}
