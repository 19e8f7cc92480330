package dev.jopher.internal.leak;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

import dev.jopher.internal.base.JdkInternals;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Leaked;
import dev.jopher.internal.goroutine.Registry;
import dev.jopher.internal.goroutine.UnlinkedGoroutines;
import dev.jopher.internal.sched.Carrier;
import org.jspecify.annotations.Nullable;

/**
 * Finds goroutines that wait for what nobody alive can reach, by the garbage collector.
 *
 * <h2>How</h2>
 *
 * <p>A goroutine that waits hangs on what it waits for: the channel has the queue, the queue the waiter, the waiter the
 * goroutine, and that its stack. Besides, only {@link Registry} holds it, for {@link JdkInternals#start} keeps it out of
 * the JDK's table. So the registry gives up all that wait, and a full collection tells who is held by nobody else.
 *
 * <h2>Why an alarm is never false</h2>
 *
 * <p>Whoever may wake a goroutine must have a reference to it: a goroutine that can run, a thread, a timer, a static
 * field, directly or over many others. The collector follows them all. Two may come after the fact: a finalizer that
 * has the channel, and for its sake the stack of the goroutine is read at once and a second collection has to clear a
 * {@linkplain LeakSuspect phantom reference}; and we, who have the goroutine, but do nothing to it. A goroutine that the
 * finalizer wakes may even have ended before the second collection: {@link Registry#hasEnded} tells.
 *
 * <p>What stands in a local variable that is not used any more, or is held by mistake, is not found: this errs only so.
 * The ring of a processor holds what others have stolen from it until its carrier goes on to another goroutine.
 *
 * <h2>What it costs</h2>
 *
 * <p>Nothing until it is asked for. Then one full collection, a second one if there are suspects, and two small objects
 * for each goroutine that waits.
 */
public final class LeakFinder {
    /** Neither resurrected nor gone yet. */
    private static final List<LeakSuspect> SUSPECTS = new ArrayList<>();

    /** Learns of the goroutines that each search finds. */
    private static volatile Consumer<List<GoroutineInfo>> probe = lost -> {};

    private LeakFinder() {}

    /** Makes {@code listener} learn of what is found from now on. It neither throws nor waits. */
    public static void probe(Consumer<List<GoroutineInfo>> listener) {
        probe = listener;
    }

    /** Why leaks cannot be found in this JVM; null if they can. */
    public static @Nullable String obstacle() {
        return JdkInternals.canFindUnreachable()
                ? null
                : "finding leaked goroutines needs the flag " + JdkInternals.flag();
    }

    /**
     * Those that nobody can reach; they are no more when this returns.
     *
     * @throws IllegalStateException if {@link #obstacle there is one}, or System.gc() does nothing
     */
    public static List<GoroutineInfo> find() {
        String obstacle = obstacle();
        if (obstacle != null) {
            throw new IllegalStateException(obstacle);
        }
        synchronized (SUSPECTS) {
            UnlinkedGoroutines.exist(true);
            try {
                if (EagerStackCapture.isNeeded()) {
                    EagerStackCapture.detach(SUSPECTS::add);
                } else {
                    findSuspects();
                }
                if (SUSPECTS.isEmpty()) {
                    return List.of();
                }
                collect();
                List<GoroutineInfo> lost = confirm();
                probe.accept(lost);
                return lost;
            } finally {
                SUSPECTS.removeIf(LeakFinder::isResurrected);
                if (SUSPECTS.isEmpty()) {
                    UnlinkedGoroutines.clearEnded();
                }
                UnlinkedGoroutines.exist(!SUSPECTS.isEmpty());
            }
        }
    }

    /** A method of its own, so that nothing stays on the stack. */
    private static void findSuspects() {
        LeakCandidates candidates = LeakCandidates.detach();
        try {
            collect();
        } finally {
            SUSPECTS.addAll(candidates.release());
        }
    }

    private static void collect() {
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        Carrier.emptySlotsHere();
        System.gc();
        if (!garbage.refersTo(null)) {
            throw new IllegalStateException(
                    "System.gc() does nothing here (-XX:+DisableExplicitGC?)");
        }
    }

    private static List<GoroutineInfo> confirm() {
        List<GoroutineInfo> lost = new ArrayList<>();
        for (Iterator<LeakSuspect> it = SUSPECTS.iterator(); it.hasNext();) {
            LeakSuspect s = it.next();
            if (isConfirmed(s, lost)) {
                it.remove();
            }
        }
        return lost;
    }

    private static boolean isResurrected(LeakSuspect s) {
        G g = s.resurrected();
        if (g != null) {
            UnlinkedGoroutines.relink(g);
        }
        return g != null;
    }

    private static boolean isConfirmed(LeakSuspect s, List<GoroutineInfo> lost) {
        if (!s.isGone()) {
            return false;
        }
        if (!UnlinkedGoroutines.hasEnded(s.description().id())) {
            UnlinkedGoroutines.discard(s.place());
            Leaked.add(s.description().waited().thread(), s.description().id());
            lost.add(s.description());
        }
        return true;
    }
}
