package dev.jopher.internal.dump;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.ProgramScope;
import dev.jopher.internal.goroutine.Registry;
import org.jspecify.annotations.Nullable;

/**
 * Goroutines in Go's format: header with state, the user's frames, who created it. Which of them
 * wait for one another is in the dumps of the deadlock check.
 */
public final class Dump {
    private Dump() {}

    /**
     * Goroutines that have not ended, and are not abandoned by a program that has.
     *
     * @param count how many
     * @param text their dump; empty if there is none
     */
    public record Part(long count, String text) {
        /** Returns the same with {@code more} at the end of the text. */
        public Part with(String more) {
            return new Part(count, text + more);
        }
    }

    /** Returns those that {@code wanted} holds for. */
    public static Part of(Predicate<G> wanted) {
        List<G> all = Registry.snapshot().stream().filter(wanted).filter(g -> !g.isAbandoned())
                .toList();
        List<DumpEntry> entries = new DumpSampler(DumpOptions.DEFAULT).of(all, null);
        long count = count(entries);
        return new Part(count, DumpText.of(entries, count, true));
    }

    /**
     * Every goroutine, the current one first, and every other thread that waits in one of our
     * operations.
     */
    public static String of(DumpOptions options) {
        List<G> all = new ArrayList<>(Registry.snapshot());
        for (G g : Registry.foreign()) {
            if (g.isWaiting() && !(g.waitsOn() instanceof ProgramScope)) {
                all.add(g);
            }
        }
        return of(all, G.current(), options);
    }

    private static String of(List<G> all, @Nullable G caller, DumpOptions options) {
        List<DumpEntry> entries = new DumpSampler(options).of(all, caller);
        long total = count(entries) + DumpSampler.notSampled(all.size(), options);
        return options.json() ? DumpJson.of(entries) : DumpText.of(entries, total, options.folded());
    }

    private static long count(List<DumpEntry> entries) {
        return entries.stream().mapToLong(f -> f.count).sum();
    }

    /** One goroutine's entry, as in a dump of all. */
    public static void append(StringBuilder out, G g) {
        out.append(of(List.of(g), null, DumpOptions.DEFAULT));
    }
}
