package dev.jopher.internal.goroutine;

import java.util.stream.Stream;

import dev.jopher.internal.base.Diagnostics;
import org.jspecify.annotations.Nullable;

/**
 * Learns what goroutines do: the seam for the Flight Recorder and for traces. Until one is
 * installed, all that each of these moments costs is the look at a field.
 *
 * <p>No method throws or waits. A probe that finds no memory does without the event: a goroutine
 * that has been woken, above all, must get on.
 */
public abstract class Probe {
    /** Plain: a thread that sees it late misses an event at the beginning of a recording. */
    private static @Nullable Probe installed;

    /** Makes {@code probe} the one that learns all from now on. */
    public static void install(Probe probe) {
        installed = probe;
    }

    /** Returns the one to call; null if there is none, or if goroutines note nothing. */
    public static @Nullable Probe installed() {
        return Diagnostics.ENABLED ? installed : null;
    }

    /** Called by the creator of {@code g}, before {@code g} can run. */
    public abstract void started(G g);

    /** Called by {@code g}, which has left its body. */
    public abstract void ended(G g);

    /**
     * Called by the current goroutine or thread, which is about to wait.
     *
     * @return what {@link #blocked} gets when it goes on; null if that need not be called
     */
    public abstract @Nullable Object blocks();

    /** Called by {@code g}, which has waited for {@code why} and goes on. */
    public abstract void blocked(Object begun, G g, WaitReason why, Object on);

    /**
     * Called when the goroutines {@code who} can never go on, as {@code report} says. Its first
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
