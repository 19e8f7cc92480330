package dev.jopher.internal.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Leaked;
import dev.jopher.internal.goroutine.OwnedTarget;
import dev.jopher.internal.goroutine.Registry;
import dev.jopher.internal.goroutine.UnlinkedGoroutines;
import dev.jopher.internal.report.Frames;
import org.jspecify.annotations.Nullable;

/**
 * One that holds what a goroutine waits on, as it was seen once.
 *
 * @param thread its number
 * @param takenAt null if that is not recorded
 */
public record Holder(long thread, @Nullable StackTraceElement takenAt) {
    /** Those that hold {@code target}, or wait to write and keep others out. */
    public static List<Holder> of(OwnedTarget target) {
        List<Holder> all = new ArrayList<>();
        for (long thread : target.holders()) {
            all.add(of(target, thread));
        }
        return all;
    }

    /** {@code thread}, which holds {@code target}. */
    public static Holder of(OwnedTarget target, long thread) {
        return new Holder(thread, LockOrderChecker.ON
                ? LockOrderChecker.whereTaken(thread, target.identity()).orElse(null)
                : target.takenAt(thread));
    }

    /** Returns whether it holds {@code target} still. */
    public boolean stillHolds(OwnedTarget target) {
        return Arrays.stream(target.holders()).anyMatch(t -> t == thread);
    }

    /** Such as {@code , locked at A.java:5}, or how to learn that. */
    public String where() {
        return takenAt == null ? LockOrderChecker.hint() : ", locked at " + Frames.position(takenAt);
    }

    /** What became of it. */
    public enum Fate {
        ALIVE,
        LEAKED,
        ENDED,
        /** It may be any of them. */
        UNKNOWN
    }

    /**
     * What became of it. One that has ended is in no list any more, so that is concluded: it must be missing in all lists while
     * none of them is incomplete. A search for leaks may begin and end between two looks, so {@link Leaked} is asked last.
     */
    public Fate fate() {
        if (goroutine() != null) {
            return Fate.ALIVE;
        }
        boolean gone = !UnlinkedGoroutines.exist() && Registry.isThreadGone(thread);
        if (Leaked.number(thread) != null) {
            return Fate.LEAKED;
        }
        return gone && Leaked.isComplete() ? Fate.ENDED : Fate.UNKNOWN;
    }

    /** Null if there is none. A thread that is no goroutine counts if it has waited in one of our operations. */
    public @Nullable G goroutine() {
        G g = Registry.find(thread);
        return g != null
                ? g
                : Registry.foreign().stream().filter(f -> f.thread().threadId() == thread
                        && f.thread().isAlive()).findFirst().orElse(null);
    }
}
