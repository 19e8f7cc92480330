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
 * A holder of what a goroutine waits on, as it was seen once.
 *
 * @param thread its number
 * @param takenAt null if that is not recorded
 */
public record Holder(long thread, @Nullable StackTraceElement takenAt) {
    /**
     * Returns the holders of {@code target}. A waiting writer that keeps others out counts as one.
     */
    public static List<Holder> of(OwnedTarget target) {
        List<Holder> all = new ArrayList<>();
        for (long thread : target.holders()) {
            all.add(of(target, thread));
        }
        return all;
    }

    /** Returns {@code thread} as a holder of {@code target}. */
    public static Holder of(OwnedTarget target, long thread) {
        return new Holder(thread, LockOrderChecker.ON
                ? LockOrderChecker.whereTaken(thread, target.identity()).orElse(null)
                : target.takenAt(thread));
    }

    /** Returns whether it still holds {@code target}. */
    public boolean stillHolds(OwnedTarget target) {
        return Arrays.stream(target.holders()).anyMatch(t -> t == thread);
    }

    /** Returns text such as {@code , locked at A.java:5}, or a hint how to learn the line. */
    public String where() {
        return takenAt == null ? LockOrderChecker.hint()
                : ", locked at " + Frames.position(takenAt);
    }

    /** What became of a holder. */
    public enum Fate {
        ALIVE,
        LEAKED,
        ENDED,
        /** Any of the other three is possible. */
        UNKNOWN
    }

    /**
     * Returns what became of the holder. A thread that has ended is in no list, so the answer
     * {@code ENDED} is a conclusion: the thread must be missing in all lists while none of them is
     * incomplete. A search for leaks may begin and end between two checks, so {@link Leaked} is
     * asked last.
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

    /**
     * Returns its goroutine; null if there is none. A thread that is not a goroutine counts if it
     * has waited in one of our operations.
     */
    public @Nullable G goroutine() {
        G g = Registry.find(thread);
        return g != null
                ? g
                : Registry.foreign().stream().filter(f -> f.thread().threadId() == thread
                        && f.thread().isAlive()).findFirst().orElse(null);
    }
}
