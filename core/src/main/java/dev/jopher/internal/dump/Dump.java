package dev.jopher.internal.dump;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.ProgramScope;
import dev.jopher.internal.goroutine.Registry;
import org.jspecify.annotations.Nullable;

/**
 * Goroutines in Go's format: header with state, the user's frames, the creator. Dumps of the
 * deadlock check also say which of them wait for one another.
 */
public final class Dump {
    private Dump() {}

    /**
     * Goroutines that have not ended, without those that an ended program has abandoned.
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

    /** Returns the goroutines for which {@code wanted} holds. */
    public static Part of(Predicate<G> wanted) {
        List<G> all = Registry.snapshot().stream().filter(wanted).filter(g -> !g.isAbandoned())
                .toList();
        List<DumpEntry> entries = new DumpSampler(DumpOptions.DEFAULT).of(all, null);
        long count = count(entries);
        return new Part(count, DumpText.of(entries, count, true));
    }

    /**
     * Returns a dump of every goroutine, the current one first, and of every other thread that
     * waits in one of our operations.
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
        return options.json() ? DumpJson.of(entries)
                : DumpText.of(entries, total, options.folded());
    }

    private static long count(List<DumpEntry> entries) {
        return entries.stream().mapToLong(f -> f.count).sum();
    }

    /** Appends the entry of one goroutine, as it is in a dump of all. */
    public static void append(StringBuilder out, G g) {
        out.append(of(List.of(g), null, DumpOptions.DEFAULT));
    }
}
