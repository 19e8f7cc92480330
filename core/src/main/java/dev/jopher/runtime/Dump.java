package dev.jopher.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/** All goroutines, in Go's format: header with state, the user's frames, who created it. */
public final class Dump {
    private Dump() {}

    /** Every goroutine, but for those that an ended program has abandoned; empty if there is none. */
    static String all() {
        return text(thoseOf(g -> true));
    }

    /** Those of {@code program}, how many others there are, and the circles that it has. */
    static String of(ProgramScope program) {
        List<Fold> folds = thoseOf(g -> program.contains(g.scope()));
        long others = thoseOutside(program);
        return text(folds)
                + (others == 0 ? ""
                        : "\nand " + others + (others == 1 ? " goroutine" : " goroutines")
                                + " outside of this Go.run\n")
                + news(w -> program.contains(w.g().scope()))
                + MixedCycles.report(Registry.snapshot().stream().filter(g -> !g.isAbandoned())
                        .toList());
    }

    private static long thoseOutside(ProgramScope program) {
        return Registry.snapshot().stream()
                .filter(g -> !g.isAbandoned() && !program.contains(g.scope())).count();
    }

    /**
     * Goroutines that have not ended.
     *
     * @param count how many
     */
    public record Others(long count, String text) {}

    /** As {@link #all}, without the current one. */
    public static Others others() {
        G self = G.current();
        List<Fold> folds = thoseOf(g -> g != self);
        return new Others(count(folds), text(folds) + news(w -> true));
    }

    /** Goroutines of a dump that wait for one another, if there are some. */
    static String cycles() {
        return CycleReport.summary(LockCycles.certain());
    }

    /** The same of those of which {@code one} holds, for a report: such as were reported before take a line. */
    static String news(Predicate<LockWait> one) {
        List<List<LockWait>> cycles = LockCycles.certain().stream()
                .filter(c -> c.stream().anyMatch(one)).toList();
        List<List<LockWait>> told = cycles.stream().filter(CycleNews::isTold).toList();
        List<List<LockWait>> untold = cycles.stream().filter(c -> !told.contains(c)).toList();
        CycleNews.told(untold);
        return CycleReport.summary(untold) + CycleReport.summaryOfTold(told);
    }

    private static List<Fold> thoseOf(Predicate<G> wanted) {
        List<G> all = Registry.snapshot().stream().filter(wanted).filter(g -> !g.isAbandoned())
                .toList();
        return new Census(DumpOptions.DEFAULT).of(all, null);
    }

    private static long count(List<Fold> folds) {
        return folds.stream().mapToLong(f -> f.count).sum();
    }

    private static String text(List<Fold> folds) {
        return DumpText.of(folds, count(folds), true);
    }

    /** Every goroutine, the current one first, and every other thread that waits in one of our operations. */
    public static String of(DumpOptions options) {
        List<G> all = new ArrayList<>(Registry.snapshot());
        for (G g : Registry.foreign()) {
            if (g.isWaiting() && !(g.waitsOn() instanceof ProgramScope)) {
                all.add(g);
            }
        }
        return of(all, G.current(), options) + (options.json() ? "" : cycles());
    }

    private static String of(List<G> all, @Nullable G asker, DumpOptions options) {
        List<Fold> folds = new Census(options).of(all, asker);
        long total = count(folds) + Census.notLookedAt(all.size(), options);
        return options.json() ? DumpJson.of(folds) : DumpText.of(folds, total, options.folded());
    }

    /** The entries of these, as in a dump of all. */
    static String of(List<G> some) {
        return of(some, null, DumpOptions.DEFAULT);
    }

    /** One goroutine's entry, as in a dump of all. */
    static void append(StringBuilder out, G g) {
        out.append(of(List.of(g)));
    }
}
