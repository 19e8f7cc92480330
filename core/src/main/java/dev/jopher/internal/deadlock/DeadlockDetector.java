package dev.jopher.internal.deadlock;

import java.lang.ref.WeakReference;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

import dev.jopher.internal.base.RuntimeThread;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.ProgramScope;
import dev.jopher.internal.goroutine.Registry;
import dev.jopher.internal.goroutine.UnlinkedGoroutines;
import dev.jopher.internal.leak.LeakFinder;
import dev.jopher.internal.outside.ExternalThreads;
import dev.jopher.internal.outside.Standstill;
import dev.jopher.internal.sched.GoRuntime;
import dev.jopher.internal.time.Timers;
import org.jspecify.annotations.Nullable;

/**
 * Notices that nothing can run any more: Go's {@code checkdead}, from outside, by a thread that looks now
 * and then while a {@code Go.run} is under way.
 *
 * <h2>Why an alarm is never false</h2>
 *
 * <p>Only three can end the waiting of a goroutine: another goroutine, a timer, an {@link ExternalThreads outsider}. A check finds
 * that every goroutine waits in one of our operations, no timer is pending or firing, and no outsider can act; and all
 * that within a {@link Standstill}, in which no thread of the process ran. So all of it was true at one moment, and from
 * that moment on nothing can happen.
 *
 * <p>Besides, the waker ends the state WAITING, and not the woken. So two looks that see all goroutines waiting, of which none
 * has parked anew, started or ended in between, say that each waited throughout. That is checked too: it costs little,
 * and where the system does not tell which threads run it is one half of the proof.
 *
 * <p>Goroutines and timers of a program that has ended count as all others: in Go they would be gone, but here what one
 * program has made another may use. Those that wait for one another for ever cannot act, whosever they are.
 *
 * <p>A goroutine in I/O, in {@code Thread.sleep} or in a lock of the JDK does not wait in ours: it counts as
 * running. A deadlock among those is for {@link StallDetector}.
 *
 * <h2>What it costs</h2>
 *
 * <p>While something runs, a check is a check at one goroutine, the one that was seen running the last time.
 * All of them are looked at only when that one has waited since then; if an outsider may act, the next looks come at longer
 * and longer intervals. The system is asked for its threads only if all that is left is to make sure.
 */
public final class DeadlockDetector {
    private static final long CHECK_NANOS = 20_000_000;
    private static final long MAX_CHECK_NANOS = 500_000_000;
    private static final long RECHECK_NANOS = 2_000_000;

    private static final Set<ProgramScope> PROGRAMS = ConcurrentHashMap.newKeySet();
    private static final StallDetector STALLS = new StallDetector(GoRuntime.scheduler());
    private static volatile @Nullable Thread thread;

    private static final WeakReference<@Nullable G> NONE = new WeakReference<>(null);

    /**
     * One that was seen running: it most likely still is, and saves the check at all the others. Weak, not to keep it from
     * being found {@linkplain LeakFinder lost}.
     */
    private static WeakReference<@Nullable G> busy = NONE;

    /** How often it had parked by then. */
    private static long busyParks;

    private static long checkNanos = CHECK_NANOS;

    private DeadlockDetector() {}

    /** Before there is something to watch. Without memory for a thread a program runs all the same; the next one tries again. */
    public static void start() {
        try {
            synchronized (PROGRAMS) {
                if (thread == null) {
                    thread = RuntimeThread.start("jopher-monitor", DeadlockDetector::runLoop);
                }
            }
        } catch (OutOfMemoryError e) {
            // see above
        }
    }

    public static void register(ProgramScope p) {
        PROGRAMS.add(p);
        LockSupport.unpark(thread);
    }

    public static void unregister(ProgramScope p) {
        PROGRAMS.remove(p);
    }

    private static void runLoop() {
        for (;;) {
            if (PROGRAMS.isEmpty()) {
                LockSupport.park(PROGRAMS);
            } else {
                LockSupport.parkNanos(PROGRAMS, checkNanos);
                check();
            }
        }
    }

    /** Whether it seems that the next looks will find a whole program asleep, and tell of it. */
    static boolean isSuspecting() {
        return !PROGRAMS.isEmpty() && Timers.shared().isEmpty()
                && Registry.allMatch(G::isWaiting) && !ExternalThreads.canWake();
    }

    /**
     * Ends one program only, the latest: then the one that waited for its end may act, perhaps a goroutine of
     * another. If not, the next check ends that one.
     */
    private static void check() {
        try {
            ProgramScope latest = latest();
            if (latest != null && allAsleep() && latest() == latest) {
                String dump = FullDump.of(latest);
                latest.deadlock(dump);
                PROGRAMS.remove(latest);
            } else {
                STALLS.check();
            }
        } catch (RuntimeException | Error e) {
            // No memory, no dump: looks again later.
        }
    }

    private static @Nullable ProgramScope latest() {
        return PROGRAMS.stream().max(Comparator.comparingLong(ProgramScope::number)).orElse(null);
    }

    private static boolean allAsleep() {
        if (UnlinkedGoroutines.exist()) {
            return false;
        }
        if (!Timers.shared().isEmpty() || somethingRuns()) {
            checkNanos = CHECK_NANOS;
            return false;
        }
        if (parksOfSleepers() < 0) {
            return false;
        }
        if (ExternalThreads.canWake()) {
            backOff();
            return false;
        }
        Standstill still = Standstill.begin();
        return still != null && isDeadlock(still);
    }

    /** Whether nothing can happen any more; {@code still} has just begun. */
    private static boolean isDeadlock(Standstill still) {
        long started = Registry.added();
        int size = Registry.size();
        long first = parksOfSleepers();
        if (first < 0 || !Timers.shared().isEmpty()) {
            return false;
        }
        if (ExternalThreads.canWake(still)) {
            backOff();
            return false;
        }
        LockSupport.parkNanos(RECHECK_NANOS);
        return parksOfSleepers() == first && Timers.shared().isEmpty()
                && Registry.added() == started && Registry.size() == size
                && !UnlinkedGoroutines.exist() && still.held();
    }

    private static void backOff() {
        checkNanos = Math.min(checkNanos * 2, MAX_CHECK_NANOS);
    }

    /** Whether the one that ran before runs now, or has since the last check. */
    private static boolean somethingRuns() {
        G g = busy.get();
        if (g == null || !g.thread().isAlive()) {
            return false;
        }
        long before = busyParks;
        busyParks = g.parks();
        return !g.isWaiting() || busyParks != before;
    }

    /** How often all goroutines and waiting outsiders have parked so far; -1 if one of them does not wait. */
    static long parksOfSleepers() {
        long[] sum = new long[1];
        boolean asleep = Registry.allMatch(g -> {
            if (!g.isWaiting()) {
                busy = new WeakReference<>(g);
                return false;
            }
            sum[0] += g.parks();
            return true;
        });
        if (!asleep) {
            return -1;
        }
        busy = NONE;
        for (G g : Registry.foreign()) {
            if (g.isWaiting()) {
                sum[0] += g.parks();
            }
        }
        return sum[0];
    }
}
