package dev.jopher.internal.deadlock;

import java.util.List;
import java.util.function.Predicate;

import dev.jopher.internal.dump.Dump;
import dev.jopher.internal.dump.DumpOptions;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.ProgramScope;
import dev.jopher.internal.goroutine.Registry;

/** A dump of goroutines, and after it which of them wait for one another. */
public final class FullDump {
    private FullDump() {}

    /**
     * Every goroutine, the current one first, and every other thread that waits in one of our
     * operations.
     */
    public static String of(DumpOptions options) {
        return Dump.of(options)
                + (options.json() ? "" : CycleReport.summary(WaitForGraph.certain()));
    }

    /**
     * Every goroutine, but for those that an ended program has abandoned; empty if there is none.
     */
    static String all() {
        return Dump.of(g -> true).text() + newCycles(w -> true);
    }

    /** As {@link #all}, without the current one. */
    public static Dump.Part others() {
        G self = G.current();
        return Dump.of(g -> g != self).with(newCycles(w -> true));
    }

    /** Those of {@code program}, how many others there are, and the circles that it has. */
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

    /** The circles of which {@code one} holds; such as were reported before take a line. */
    private static String newCycles(Predicate<WaitEdge> one) {
        List<List<WaitEdge>> cycles = WaitForGraph.certain().stream()
                .filter(c -> c.stream().anyMatch(one)).toList();
        List<List<WaitEdge>> reported = cycles.stream().filter(ReportedCycles::isReported).toList();
        List<List<WaitEdge>> unreported = cycles.stream().filter(c -> !reported.contains(c)).toList();
        ReportedCycles.markReported(unreported);
        return CycleReport.summary(unreported) + CycleReport.summaryOfReported(reported);
    }
}
