package dev.jopher.internal.goroutine;

import java.util.stream.Stream;

import dev.jopher.internal.base.Diagnostics;
import org.jspecify.annotations.Nullable;

/**
 * Receives what goroutines do: the seam for the Flight Recorder and for traces. Until a probe is
 * installed, each of these moments costs only the read of a field.
 *
 * <p>No method throws or waits. A probe that finds no memory drops the event. Above all, a
 * goroutine that has been woken must continue.
 */
public abstract class Probe {
    /** What {@link #blocks} returns if the probe needs no object of its own. */
    protected static final Object SEEN = new Object();

    /** Plain: a thread that sees it late misses an event at the beginning of a recording. */
    private static @Nullable Probe installed;

    /** Lets {@code probe} receive everything from now on, with the one that does so already. */
    public static synchronized void install(Probe probe) {
        Probe other = installed;
        installed = other == null ? probe : new ProbePair(other, probe);
    }

    /** Undoes {@link #install}. A thread that has not seen that may still call {@code probe}. */
    public static synchronized void remove(Probe probe) {
        Probe p = installed;
        installed = p == null ? null : p.without(probe);
    }

    /** Returns the installed probe; null if there is none, or if goroutines record nothing. */
    public static @Nullable Probe installed() {
        return Diagnostics.ENABLED ? installed : null;
    }

    /** Returns this, or what is left of it, without {@code probe}. */
    @Nullable Probe without(Probe probe) {
        return this == probe ? null : this;
    }

    /** Records that {@code g} starts. Called by its creator, before {@code g} can run. */
    public abstract void started(G g);

    /** Records that {@code g} has left its body. Called by {@code g}. */
    public abstract void ended(G g);

    /**
     * Records that {@code g}, the current goroutine or thread, is about to wait. Called by itself.
     * @return passed to {@link #blocked} when it continues; null if that need not be called
     */
    public abstract @Nullable Object blocks(G g, WaitReason why, Object on);

    /** Records that {@code g} has waited for {@code why} and continues. Called by {@code g}. */
    public abstract void blocked(Object begun, G g, WaitReason why, Object on);

    /**
     * Records that the goroutines {@code who} can never continue, as {@code report} says. Its first
     * line names the kind.
     */
    public abstract void deadlock(String report, Stream<G> who);

    // ---- for traces -----------------------------------------------------------------------------

    /** Records that {@code g} begins to run its body. Called by itself. */
    public void runs(G g) {}

    /** Records that {@code g} may continue. Called by its waker, before it can do so. */
    public void readies(G g) {}

    /**
     * Records that the current goroutine does {@code what} with {@code on}.
     * @param value what it means depends on {@code what}
     * @param capacity that of a channel; -1 for other objects
     */
    public void operation(Operation what, @Nullable Object on, int value, int capacity) {}

    /** Records that the current thread has fired a timer. */
    public void timerFired() {}

    /**
     * Records that the current goroutine enters a part of the program that the program has named.
     * @return passed to {@link #leaves}
     */
    public @Nullable Object enters(String region) {
        return null;
    }

    /** Records that it leaves that part. */
    public void leaves(@Nullable Object entered, String region) {}

    /** Records a line of the program; {@code category} may be empty. */
    public void log(String category, String message) {}

    // ---- for those that report ------------------------------------------------------------------

    /** Calls {@link #operation}. The operation is done, and is not failed for a lack of stack. */
    public static void did(Operation what, @Nullable Object on, int value, int capacity) {
        Probe p = installed();
        if (p != null) {
            try {
                p.operation(what, on, value, capacity);
            } catch (StackOverflowError | OutOfMemoryError e) {
                // an event is lost
            }
        }
    }

    /** Calls {@link #blocks}. */
    static @Nullable Object begin(G g, WaitReason why, Object on) {
        Probe p = installed();
        return p == null ? null : p.blocks(g, why, on);
    }

    /** Calls {@link #blocked}. */
    static void end(Object begun, G g, WaitReason why, Object on) {
        Probe p = installed();
        if (p != null) {
            p.blocked(begun, g, why, on);
        }
    }

    /** Calls {@link #deadlock(String, Stream)} with every goroutine that is not abandoned. */
    public static void deadlock(String report) {
        Probe p = installed();
        if (p != null) {
            p.deadlock(report, Registry.snapshot().stream().filter(g -> !g.isAbandoned()));
        }
    }
}
