package dev.jopher.internal.dump;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.jopher.internal.goroutine.CreationSite;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Origin;
import dev.jopher.internal.goroutine.Registry;
import dev.jopher.internal.sched.GoRuntime;
import org.jspecify.annotations.Nullable;

/**
 * All goroutines, grouped, for {@code jopher top}: a dump that is cheap enough to be made each
 * second, and small enough to be sent each second.
 *
 * <p>One pass over the goroutines counts them by what costs nothing to read: the state and the line
 * that created them ({@link Crowd}). Stacks, which cost microseconds each, are read of at most
 * {@value #MAX_STACKS} goroutines. Each crowd gets its share of them; what a small one does not
 * need is left for the others. The invariants:
 *
 * <ul>
 * <li>With no more than {@value #MAX_STACKS} goroutines all is exact, as in a dump.
 * <li>With more, the counts of crowds are exact. Within a crowd the counts of places are estimated
 * from its sample, and so marked.
 * <li>No lock is held for longer than microseconds ({@link Registry#visit}).
 * <li>At most {@value #MAX_ENTRIES} entries are returned, the largest; the rest is counted.
 * </ul>
 *
 * @param counted how many goroutines were seen; fewer than there are while a leak search runs
 * @param stacks how many stacks were read
 * @param entries the largest first
 * @param others how many goroutines are in entries that were left out
 * @param nanos how much time of a processor it took
 */
record Overview(long counted, long stacks, List<DumpEntry> entries, long others, long nanos) {
    static final int MAX_STACKS = 1_000;
    private static final int MAX_ENTRIES = 300;

    /** Makes an overview, and passes what goroutines wait for to {@code levels}. */
    static Overview take(WaitLevels levels) {
        long start = processorNanos();
        Counting counting = new Counting(levels);
        Registry.visit(counting::count);
        List<Crowd> crowds = counting.largest(MAX_STACKS);
        Map<GoroutineSnapshot.StackKey, DumpEntry> places = new HashMap<>();
        long stacks = read(crowds, places);
        List<DumpEntry> entries = new ArrayList<>(places.values());
        entries.sort(Comparator.comparing((DumpEntry e) -> -e.count)
                .thenComparing(e -> e.first.id()));
        List<DumpEntry> largest =
                List.copyOf(entries.subList(0, Math.min(entries.size(), MAX_ENTRIES)));
        long cut = entries.stream().skip(MAX_ENTRIES).mapToLong(e -> e.count).sum();
        levels.places(entries);
        return new Overview(counting.total, stacks, largest, cut + counting.rest(MAX_STACKS),
                processorNanos() - start);
    }

    /** Returns the time that this thread ran; where the system does not know that, any time. */
    private static long processorNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime()
                : GoRuntime.scheduler().nanoTime();
    }

    /**
     * Reads stacks, of the smallest crowds first. Returns how many. Goroutines of two crowds may
     * have come to the same state and place meanwhile.
     */
    private static long read(List<Crowd> crowds, Map<GoroutineSnapshot.StackKey, DumpEntry> to) {
        int rest = MAX_STACKS;
        for (int i = crowds.size() - 1; i >= 0; i--) {
            Crowd crowd = crowds.get(i);
            int share = (int) Math.min(crowd.count(), Math.max(1, rest / (i + 1)));
            for (DumpEntry e : crowd.entries(share)) {
                DumpEntry same = to.putIfAbsent(e.key, e);
                if (same != null) {
                    same.merge(e);
                }
            }
            rest -= share;
        }
        return MAX_STACKS - rest;
    }

    /** The pass over all goroutines. */
    private static final class Counting {
        private final Map<Key, Crowd> crowds = new HashMap<>();
        private final WaitLevels levels;
        private @Nullable Crowd last;
        private long total;

        private record Key(Object state, @Nullable CreationSite site, boolean abandoned) {}

        Counting(WaitLevels levels) {
            this.levels = levels;
        }

        void count(G g) {
            Object state = GoroutineState.coarse(g);
            if (state == Thread.State.TERMINATED) {
                return;
            }
            total++;
            boolean waits = g.isWaiting();
            crowd(state, g).add(g, waits ? g.waitedMillis() : -1);
            if (waits) {
                levels.waits(g);
            }
        }

        /** Returns the crowd of {@code g}, most often that of the goroutine before it. */
        private Crowd crowd(Object state, G g) {
            Crowd crowd = last;
            if (crowd == null || !crowd.matches(state, g)) {
                Key key = new Key(state, Origin.siteOf(g), g.isAbandoned());
                crowd = crowds.computeIfAbsent(key, k -> new Crowd(state, g));
                last = crowd;
            }
            return crowd;
        }

        private List<Crowd> largest(int n) {
            return sorted().limit(n).toList();
        }

        /** Returns how many goroutines are in the crowds that are not among the largest. */
        private long rest(int n) {
            return sorted().skip(n).mapToLong(Crowd::count).sum();
        }

        private Stream<Crowd> sorted() {
            return crowds.values().stream()
                    .sorted(Comparator.comparing(Crowd::count).reversed());
        }
    }
}
