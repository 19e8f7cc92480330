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
    /** Plain: a thread that sees it late misses an event at the beginning of a recording. */
    private static @Nullable Probe installed;

    /** Makes {@code probe} the one that receives everything from now on. */
    public static void install(Probe probe) {
        installed = probe;
    }

    /** Returns the installed probe; null if there is none, or if goroutines record nothing. */
    public static @Nullable Probe installed() {
        return Diagnostics.ENABLED ? installed : null;
    }

    /** Records that {@code g} starts. Called by its creator, before {@code g} can run. */
    public abstract void started(G g);

    /** Records that {@code g} has left its body. Called by {@code g}. */
    public abstract void ended(G g);

    /**
     * Records that the current goroutine or thread is about to wait. Called by itself.
     * @return passed to {@link #blocked} when it continues; null if that need not be called
     */
    public abstract @Nullable Object blocks();

    /** Records that {@code g} has waited for {@code why} and continues. Called by {@code g}. */
    public abstract void blocked(Object begun, G g, WaitReason why, Object on);

    /**
     * Records that the goroutines {@code who} can never continue, as {@code report} says. Its first
     * line names the kind.
     */
    public abstract void deadlock(String report, Stream<G> who);

    /** Calls {@link #blocks}. */
    static @Nullable Object begin() {
        Probe p = installed();
        return p == null ? null : p.blocks();
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
