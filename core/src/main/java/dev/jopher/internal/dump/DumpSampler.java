package dev.jopher.internal.dump;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.jopher.internal.goroutine.Activity;
import dev.jopher.internal.goroutine.CreationSite;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Origin;
import dev.jopher.internal.sched.GoRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Takes snapshots of all goroutines that have not ended meanwhile, and folds equal ones into
 * entries.
 *
 * <p>A stack takes 6 to 12 microseconds, so the stacks of a million goroutines would take ten
 * seconds. If there are more than {@value #MAX_STACKS}, they are first grouped by what costs
 * nothing: the wait reason and the line that created them. Some of each group are sampled. If their
 * stacks differ, the counts are extrapolated.
 */
final class DumpSampler {
    private static final int MAX_STACKS = 20_000;
    private static final int MIN_SAMPLES = 100;

    /** Maximum number of goroutines that are listed one by one; the rest is counted. */
    private static final int MAX_UNFOLDED = 10_000;

    private final boolean allFrames;
    private final boolean folded;

    DumpSampler(DumpOptions options) {
        allFrames = options.allFrames();
        folded = options.folded();
    }

    /**
     * Returns the entries, the most important first: the caller, main, then the most numerous, then
     * the oldest.
     */
    List<DumpEntry> of(List<G> all, @Nullable G caller) {
        List<G> others = new ArrayList<>(all);
        List<DumpEntry> entries = new ArrayList<>();
        if (caller != null && others.remove(caller)) {
            entries.addAll(fold(List.of(caller), allFrames, folded));
        }
        if (!folded) {
            entries.addAll(fold(others.subList(0, Math.min(others.size(), MAX_UNFOLDED)),
                    allFrames, false));
        } else {
            entries.addAll(others.size() <= MAX_STACKS ? fold(others, allFrames, true)
                    : sample(others));
        }
        entries.sort(Comparator.comparing((DumpEntry f) -> f.first != caller)
                .thenComparing(f -> !f.isMain())
                .thenComparing(f -> f.first.id() == 0)
                .thenComparing(f -> -f.count)
                .thenComparing(f -> f.first.id()));
        return entries;
    }

    /** Returns how many of {@code n} are not sampled and not extrapolated from others. */
    static int notSampled(int n, DumpOptions options) {
        return options.folded() ? 0 : Math.max(0, n - MAX_UNFOLDED);
    }

    /** Returns entries for {@code all}, those that have ended meanwhile left out. */
    static Collection<DumpEntry> fold(List<G> all, boolean allFrames, boolean folded) {
        Map<Object, DumpEntry> entries = new LinkedHashMap<>();
        for (G g : all) {
            GoroutineSnapshot s = GoroutineSnapshot.of(g, allFrames);
            if (s.state() == Activity.DEAD) {
                continue;
            }
            // A thread that is not a goroutine has nothing in common with others but its stack.
            Object key = folded && g.id() != 0 ? s.key() : g;
            entries.computeIfAbsent(key, k -> new DumpEntry(s)).add(s);
        }
        return entries.values();
    }

    private record Group(Object state, @Nullable CreationSite site, boolean abandoned) {}

    private List<DumpEntry> sample(List<G> all) {
        Map<Group, List<G>> groups = new HashMap<>();
        for (G g : all) {
            Group key = new Group(GoroutineState.coarse(g), Origin.siteOf(g), g.isAbandoned());
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(g);
        }
        int share = Math.max(MIN_SAMPLES, MAX_STACKS / groups.size());
        List<DumpEntry> entries = new ArrayList<>();
        for (List<G> group : groups.values()) {
            List<G> some = randomSample(group, share);
            Collection<DumpEntry> seen = fold(some, allFrames, folded);
            for (DumpEntry f : seen) {
                f.extrapolate(some.size(), group.size(), seen.size() == 1);
            }
            entries.addAll(seen);
        }
        return entries;
    }

    /**
     * Returns {@code n} of them at random. Every n-th would miss patterns, for example of workers
     * that are started in turn.
     */
    static List<G> randomSample(List<G> group, int n) {
        if (group.size() <= n) {
            return group;
        }
        List<G> some = new ArrayList<>(n);
        for (int i = 0; some.size() < n; i++) {
            if (GoRuntime.scheduler().random(group.size() - i) < n - some.size()) {
                some.add(group.get(i));
            }
        }
        return some;
    }
}
