package dev.jopher.internal.track;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.jopher.internal.base.SpinLock;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.GoroutineRef;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.goroutine.WaitTarget;
import dev.jopher.internal.report.Frames;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a channel, a group, a condition or a context: where it was made, and for each
 * operation which goroutine did it last, and where. A dump shows the goroutine that waits. The
 * partner that it waits for has often ended, and is in no dump. With this, a report names that
 * partner and its line.
 *
 * <p>Works only in test mode, {@code -Djopher.channels=true}, which {@code jopher run -leaks} sets.
 * Then the spin lock of such an object is a trace. So the object needs no field for it, finding the
 * trace takes no table, and both are collected together. Off, no trace is made, and the check costs
 * nothing.
 *
 * <p>A record is a plain write of an immutable object, and no write at all while the same goroutine
 * goes on doing the same. If two goroutines write at once, one of the records is kept. Lines are
 * rationed, see {@link Lines}.
 *
 * <p>In test mode goroutines {@linkplain G#waitsOn wait on} the trace, in place of the object.
 */
public abstract class Trace extends SpinLock implements WaitTarget {
    /** A constant, so that the JIT removes the code that asks for it. */
    public static final boolean ON = Boolean.getBoolean("jopher.channels");

    /**
     * Number of uses of an object that are recorded with their lines, as long as there are lines.
     * After that only the goroutine is exact.
     */
    private static final int EXACT_USES = 1000;

    private static final int ONE_IN = 64;

    /** An operation on the object. */
    public enum Act {
        SEND,
        RECEIVE,
        ADD,
        DONE,
        SIGNAL;

        private static final int COUNT = values().length;
    }

    private final @Nullable StackTraceElement madeAt = Lines.OBJECTS.here();
    private final GoroutineRef maker = G.current().ref();
    private final @Nullable Use[] last = new @Nullable Use[Act.COUNT];
    private int uses;

    /** Records that the current goroutine has made it. */
    protected Trace() {}

    /** Records that the current goroutine does {@code act}, or tries to. */
    public final void used(Act act) {
        try {
            record(act);
        } catch (StackOverflowError | OutOfMemoryError e) {
            // A failure to record must not fail the operation.
        }
    }

    private void record(Act act) {
        GoroutineRef me = G.current().ref();
        Use before = last[act.ordinal()];
        if (before != null && before.who == me && usedAgain(before)) {
            return;
        }
        int n = uses;
        uses = n + 1;
        last[act.ordinal()] =
                new Use(me, n < EXACT_USES || n % ONE_IN == 0 ? Lines.USES.here() : null);
    }

    /**
     * Records a try of {@code act} that has failed. Goroutines may poll the same channel all the
     * time. So after many uses, a try records only that there was one.
     */
    public final void tried(Act act) {
        Use before = last[act.ordinal()];
        if (before == null || uses < EXACT_USES) {
            used(act);
        } else if (!before.othersTriedSince) {
            before.othersTriedSince = true;
        }
    }

    /**
     * Records a use by the same goroutine as before. Returns false if the line has to be found.
     */
    private boolean usedAgain(Use before) {
        if (uses < EXACT_USES && Lines.USES.hasBudget()) {
            return false;
        }
        if (!before.elsewhereSince) {
            before.elsewhereSince = true;
        }
        return true;
    }

    /**
     * Records {@code act} as {@link #used(Act)} does.
     *
     * @param waiting how many goroutines waited for it
     */
    public final void used(Act act, int waiting) {
        try {
            Use use = new Use(G.current().ref(), Lines.USES.here());
            use.waiting = waiting;
            last[act.ordinal()] = use;
        } catch (StackOverflowError | OutOfMemoryError e) {
            // As above.
        }
    }

    /**
     * Returns what {@code g} did last, as far as it is recorded. Null means the current goroutine.
     */
    protected final Use use(Act act, @Nullable G of) {
        G g = of == null ? G.current() : of;
        Use use = last[act.ordinal()];
        return use != null && use.who == g.ref() && !use.elsewhereSince ? use
                : new Use(g.ref(), null);
    }

    /**
     * Returns the last operation of the kind that a goroutine needs which waits for {@code why}.
     * Null if that is not known.
     */
    public @Nullable Use partner(WaitReason why) {
        return null;
    }

    /** Returns text such as {@code made at A.java:5}; empty if the line is not recorded. */
    protected final String made() {
        return madeAt == null ? "" : "made at " + Frames.position(madeAt);
    }

    /** Returns text such as {@code made at A.java:5 by goroutine 3, which has ended}. */
    protected final String madeBy() {
        return (madeAt == null ? "made" : made()) + " by " + maker.text();
    }

    /** Returns the last {@code act}; null if there was none. */
    protected final @Nullable Use last(Act act) {
        return last[act.ordinal()];
    }

    /** Returns text such as {@code " (made at A.java:5; no send so far)"}, without empty parts. */
    protected static String inParentheses(String... parts) {
        String text = Stream.of(parts).filter(p -> !p.isEmpty()).collect(Collectors.joining("; "));
        return text.isEmpty() ? "" : " (" + text + ")";
    }

    /** One operation that was done. */
    public static final class Use {
        private final GoroutineRef who;

        /** Null if it was not recorded. */
        private final @Nullable StackTraceElement at;

        /** Whether the same goroutine has done it again at a line that was not recorded. */
        private boolean elsewhereSince;

        private boolean othersTriedSince;
        private int waiting;

        private Use(GoroutineRef who, @Nullable StackTraceElement at) {
            this.who = who;
            this.at = at;
        }

        public long thread() {
            return who.thread();
        }

        /** Returns how many goroutines waited for it, if that is recorded. */
        public int waiting() {
            return waiting;
        }

        /** Returns text such as {@code " at A.java:9 by goroutine 3, which has ended"}. */
        public String text() {
            String where = at == null ? "" : " at " + Frames.position(at)
                    + (elsewhereSince ? ", or elsewhere since," : "");
            return where + " by " + who.text() + (othersTriedSince ? ", or by another since" : "");
        }
    }
}
