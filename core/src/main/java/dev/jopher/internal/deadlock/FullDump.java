package dev.jopher.internal.deadlock;

import java.util.List;
import java.util.function.Predicate;

import dev.jopher.internal.dump.Dump;
import dev.jopher.internal.dump.DumpOptions;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.ProgramScope;
import dev.jopher.internal.goroutine.Registry;

/** A dump of goroutines, followed by the cycles among them. */
public final class FullDump {
    private FullDump() {}

    /**
     * Returns every goroutine, the current one first, and every other thread that waits in one of
     * our operations.
     */
    public static String of(DumpOptions options) {
        return Dump.of(options)
                + (options.json() ? "" : CycleReport.summary(WaitForGraph.certain()));
    }

    /** Returns every goroutine that no ended program has abandoned; empty if there is none. */
    static String all() {
        return Dump.of(g -> true).text() + newCycles(w -> true);
    }

    /** Returns the dump of {@link #all} without the current goroutine. */
    public static Dump.Part others() {
        G self = G.current();
        return Dump.of(g -> g != self).with(newCycles(w -> true));
    }

    /**
     * Returns the goroutines of {@code program}, how many others there are, and the program's
     * cycles.
     */
    static String of(ProgramScope program) {
        Dump.Part own = Dump.of(g -> program.contains(g.scope()));
        long others = countOutside(program);
        return own.text()
                + (others == 0 ? ""
                        : "\nand " + others + (others == 1 ? " goroutine" : " goroutines")
                                + " outside of this Go.run\n")
                + newCycles(w -> program.contains(w.g().scope()))
                + MixedCycles.report(Registry.snapshot().stream().filter(g -> !g.isAbandoned())
                        .toList());
    }

    private static long countOutside(ProgramScope program) {
        return Registry.snapshot().stream()
                .filter(g -> !g.isAbandoned() && !program.contains(g.scope())).count();
    }

    /**
     * Returns the cycles that contain a wait for which {@code one} holds. A cycle that was reported
     * before takes a line.
     */
    private static String newCycles(Predicate<WaitEdge> one) {
        List<List<WaitEdge>> cycles = WaitForGraph.certain().stream()
                .filter(c -> c.stream().anyMatch(one)).toList();
        List<List<WaitEdge>> reported = cycles.stream().filter(ReportedCycles::isReported).toList();
        List<List<WaitEdge>> unreported =
                cycles.stream().filter(c -> !reported.contains(c)).toList();
        ReportedCycles.markReported(unreported);
        return CycleReport.summary(unreported) + CycleReport.summaryOfReported(reported);
    }
}
