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
 * The memory of a channel, a group, a condition or a context: where it was made, and which goroutine did each of the things
 * that can be done to it last, and where. A dump shows the goroutine that waits; the partner that it waits for has often
 * ended, and is in no dump. With this a report names that partner and its line.
 *
 * <p>Only in test mode, {@code -Djopher.channels=true}, which {@code jopher run -leaks} sets. Then the short lock of such an
 * object is a trace. So the object needs no field for it, finding the trace takes no table, and both are collected together.
 * Off, no trace is made, and asking costs nothing.
 *
 * <p>To record something is a plain write of an immutable object, and no write at all while the same goroutine goes on doing
 * the same. Two goroutines that write at once leave one of both. The line is rationed, see {@link Lines}.
 *
 * <p>It is also what goroutines {@linkplain G#waitsOn wait on} then, in place of the object.
 */
public abstract class Trace extends SpinLock implements WaitTarget {
    /** A constant, so that the JIT leaves out what asks for it. */
    public static final boolean ON = Boolean.getBoolean("jopher.channels");

    /** As long as there are lines, an object has so many; after that only the goroutine is exact. */
    private static final int EXACT_USES = 1000;

    private static final int ONE_IN = 64;

    /** What is done to the object. */
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

    /** Made by the current goroutine. */
    protected Trace() {}

    /** The current goroutine does {@code act}, or tries to. */
    public final void used(Act act) {
        try {
            record(act);
        } catch (StackOverflowError | OutOfMemoryError e) {
            // what is recorded must not fail what is done
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
     * As {@link #used}, of a try that has failed. Goroutines may poll the same channel all the time: once there were many
     * uses, a try only leaves behind that there was one.
     */
    public final void tried(Act act) {
        Use before = last[act.ordinal()];
        if (before == null || uses < EXACT_USES) {
            used(act);
        } else if (!before.othersTriedSince) {
            before.othersTriedSince = true;
        }
    }

    /** By the same goroutine as before; false if the line is to be looked up. */
    private boolean usedAgain(Use before) {
        if (uses < EXACT_USES && Lines.USES.hasBudget()) {
            return false;
        }
        if (!before.elsewhereSince) {
            before.elsewhereSince = true;
        }
        return true;
    }

    /** As {@link #used}; {@code waiting}: how many goroutines waited for that. */
    public final void used(Act act, int waiting) {
        try {
            Use use = new Use(G.current().ref(), Lines.USES.here());
            use.waiting = waiting;
            last[act.ordinal()] = use;
        } catch (StackOverflowError | OutOfMemoryError e) {
            // as above
        }
    }

    /** What {@code g} did last, as far as it is recorded; null stands for the current goroutine. */
    protected final Use use(Act act, @Nullable G of) {
        G g = of == null ? G.current() : of;
        Use use = last[act.ordinal()];
        return use != null && use.who == g.ref() && !use.elsewhereSince ? use
                : new Use(g.ref(), null);
    }

    /** Returns what the goroutine did last that one which waits for {@code why} needs; null if that is not known. */
    public @Nullable Use partner(WaitReason why) {
        return null;
    }

    /** Such as {@code made at A.java:5}; empty if the line is not recorded. */
    protected final String made() {
        return madeAt == null ? "" : "made at " + Frames.position(madeAt);
    }

    /** Such as {@code made at A.java:5 by goroutine 3, which has ended}. */
    protected final String madeBy() {
        return (madeAt == null ? "made" : made()) + " by " + maker.text();
    }

    /** Returns the last {@code act}; null if there was none. */
    protected final @Nullable Use last(Act act) {
        return last[act.ordinal()];
    }

    /** Such as {@code " (made at A.java:5; no send so far)"}; without what is empty. */
    protected static String inParentheses(String... parts) {
        String text = Stream.of(parts).filter(p -> !p.isEmpty()).collect(Collectors.joining("; "));
        return text.isEmpty() ? "" : " (" + text + ")";
    }

    /** One thing that was done. */
    public static final class Use {
        private final GoroutineRef who;

        /** Null if it was not recorded. */
        private final @Nullable StackTraceElement at;

        /** The same goroutine has done it again, and where was not recorded. */
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

        /** Such as {@code " at A.java:9 by goroutine 3, which has ended"}. */
        public String text() {
            String where = at == null ? "" : " at " + Frames.position(at)
                    + (elsewhereSince ? ", or elsewhere since," : "");
            return where + " by " + who.text() + (othersTriedSince ? ", or by another since" : "");
        }
    }
}
