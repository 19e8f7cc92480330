package dev.jopher.internal.dump;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Labels;
import dev.jopher.internal.goroutine.Origin;
import dev.jopher.internal.goroutine.WaitTarget;
import dev.jopher.internal.report.Frames;
import org.jspecify.annotations.Nullable;

/**
 * Goroutines in the same state at the same place, created at the same place: one entry of a dump.
 */
final class DumpEntry {
    /** Maximum number of goroutines that are listed by number. */
    private static final int MAX_IDS = Names.MOST;

    final GoroutineSnapshot.StackKey key;
    final G first;
    final List<Long> ids = new ArrayList<>();

    final String call;

    /** What the first goroutine waits on. */
    final @Nullable Object target;

    /** Whether other goroutines of this entry wait on something else. */
    boolean severalTargets;

    /** Whether others are in another call, or wait there for another holder. */
    boolean severalCalls;

    /** Whether others have other names. */
    boolean severalNames;

    /** Whether others have other labels. */
    boolean severalLabels;

    /** Whether others have another creator. */
    boolean severalCreators;

    long count;

    /** Whether the count is extrapolated from samples. */
    boolean estimated;

    long leastMillis;
    long mostMillis;

    DumpEntry(GoroutineSnapshot s) {
        key = s.key();
        first = s.g();
        target = s.target();
        call = s.call();
        leastMillis = s.waitedMillis();
        mostMillis = s.waitedMillis();
    }

    void add(GoroutineSnapshot s) {
        count++;
        if (ids.size() < MAX_IDS) {
            ids.add(s.g().id());
        }
        leastMillis = Math.min(leastMillis, s.waitedMillis());
        mostMillis = Math.max(mostMillis, s.waitedMillis());
        severalTargets |= identity(s.target()) != identity(target);
        severalCalls |= !s.call().equals(call);
        severalNames |= !s.g().name().equals(first.name());
        severalLabels |= s.g().labels() != first.labels() && !labels(s.g()).equals(labels(first));
        severalCreators |= creator(s.g()) != creator(first);
    }

    /** Adds those of another entry with the same key. */
    void merge(DumpEntry more) {
        count += more.count;
        estimated |= more.estimated;
        more.ids.stream().limit(MAX_IDS - ids.size()).forEach(ids::add);
        leastMillis = leastMillis < 0 ? more.leastMillis
                : more.leastMillis < 0 ? leastMillis : Math.min(leastMillis, more.leastMillis);
        mostMillis = Math.max(mostMillis, more.mostMillis);
        severalTargets |= more.severalTargets || identity(more.target) != identity(target);
        severalCalls |= more.severalCalls || !more.call.equals(call);
        severalNames |= more.severalNames || !more.first.name().equals(first.name());
        severalLabels |= more.severalLabels || !more.labels().equals(labels());
        severalCreators |= more.severalCreators || creator(more.first) != creator(first);
    }

    private static @Nullable Object identity(@Nullable Object target) {
        return target instanceof WaitTarget t ? t.identity() : target;
    }

    /** Returns the innermost frame of the user's; null if there is none. */
    @Nullable StackTraceElement place() {
        return key.frames().isEmpty() || !Frames.isUser(key.frames().getFirst().getClassName())
                ? null
                : key.frames().getFirst();
    }

    /** Returns the labels of the first; empty if there are none. */
    String labels() {
        return labels(first);
    }

    private static String labels(G g) {
        return Labels.text(g.labels());
    }

    private static long creator(G g) {
        Origin origin = g.origin();
        return origin == null ? 0 : origin.creator();
    }

    /** Returns whether the first is a main goroutine: Go's, or that of another program. */
    boolean isMain() {
        return first.isMain();
    }

    /**
     * Returns what the goroutines wait on. Empty for nil channels and for selects without cases:
     * there the state says it all.
     */
    String targetText() {
        return key.state().saysAll() ? "" : WaitTarget.describe(target) + Holders.of(target)
                + WaitTarget.history(target, first.reason());
    }

    /** Extrapolates the count: {@code n} goroutines were sampled of {@code total}. */
    void extrapolate(long n, long total, boolean alone) {
        estimated = n < total && !alone;
        count = Math.max(1, Math.round((double) count * total / n));
    }

    @Override
    public String toString() {
        return count + " " + Objects.toString(key);
    }
}
