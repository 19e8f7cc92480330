package dev.jopher.internal.leak;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

import dev.jopher.internal.base.FinalReferences;
import dev.jopher.internal.base.JdkInternals;
import dev.jopher.internal.base.VirtualThreadAccess;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Leaked;
import dev.jopher.internal.goroutine.Registry;
import dev.jopher.internal.goroutine.UnlinkedGoroutines;
import dev.jopher.internal.report.ReportCounts;
import dev.jopher.internal.sched.Carrier;
import org.jspecify.annotations.Nullable;

/**
 * Finds goroutines blocked on objects that no running code can reach, by the garbage collector.
 *
 * <h2>How</h2>
 *
 * <p>A waiting goroutine is reachable from what it waits for: the channel refers to the queue, the
 * queue to the waiter, the waiter to the goroutine, and that to its stack. Otherwise only {@link
 * Registry} refers to it, because {@link VirtualThreadAccess#start} keeps it out of the JDK's
 * table. So the registry unlinks all that wait, and a full collection shows which of them are
 * unreachable.
 *
 * <h2>Why an alarm is never false</h2>
 *
 * <p>Code that can wake a goroutine needs a reference to it: from a goroutine that can run, a
 * thread, a timer or a static field, directly or over many others. The collector follows them all.
 * Two cases come after the collection. A finalizer may have the channel: so the stack of the
 * goroutine is read at once, and a second collection has to clear a {@linkplain LeakSuspect phantom
 * reference}. And this class has the goroutine, but does nothing to it. A goroutine that the
 * finalizer wakes may even have ended before the second collection; {@code UnlinkedGoroutines}
 * reports that.
 *
 * <p>Leaks are missed, and that is the only error, if a local variable that is not used again, or a
 * forgotten field, still refers to the channel. The queue of a processor refers to goroutines that
 * others have stolen from it until its carrier runs another goroutine.
 *
 * <h2>What it costs</h2>
 *
 * <p>Nothing until a search. A search takes one full collection, a second one if there are
 * suspects, and two small objects for each waiting goroutine.
 */
public final class LeakFinder {
    /** Suspects that are neither resurrected nor collected yet. */
    private static final List<LeakSuspect> SUSPECTS = new ArrayList<>();

    /** Receives the goroutines that each search finds. */
    private static volatile Consumer<List<GoroutineInfo>> probe = lost -> {};

    private LeakFinder() {}

    /** Sets the listener for what is found from now on. It neither throws nor waits. */
    public static void probe(Consumer<List<GoroutineInfo>> listener) {
        probe = listener;
    }

    /** Returns why leaks cannot be found in this JVM; null if they can. */
    public static @Nullable String obstacle() {
        return VirtualThreadAccess.startsUntracked() && FinalReferences.areAvailable()
                ? null
                : "finding leaked goroutines needs the flag " + JdkInternals.flag();
    }

    /**
     * Returns the unreachable goroutines. They have been collected when this returns.
     *
     * @throws IllegalStateException if there is an {@link #obstacle}, or System.gc() does nothing
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
                    EagerStackCapture.unlink(SUSPECTS::add);
                } else {
                    findSuspects();
                }
                if (SUSPECTS.isEmpty()) {
                    return List.of();
                }
                collect();
                List<GoroutineInfo> lost = confirm();
                ReportCounts.LEAKS.addAndGet(lost.size());
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

    /**
     * Collects once and adds the suspects. A method of its own, so that nothing stays on the stack.
     */
    private static void findSuspects() {
        LeakCandidates candidates = LeakCandidates.unlink();
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
