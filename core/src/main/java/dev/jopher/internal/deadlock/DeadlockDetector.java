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
 * Detects that nothing can run: Go's {@code checkdead}, but from outside, by a thread that checks
 * now and then while a {@code Go.run} is active.
 *
 * <h2>Why an alarm is never false</h2>
 *
 * <p>Only three things can end the wait of a goroutine: another goroutine, a timer, an {@linkplain
 * ExternalThreads external thread}. A check finds that every goroutine waits in one of our
 * operations, no timer is pending or firing, and no external thread can act. All that is read
 * within a {@link Standstill}, in which no thread of the process ran. So all of it was true at one
 * moment, and from that moment on nothing can happen.
 *
 * <p>Besides, the waker ends the state WAITING, not the woken goroutine. So assume that two checks
 * see all goroutines waiting, and that none has parked again, started or ended in between: then
 * each waited throughout. That is checked too. It costs little, and where the system does not show
 * which threads run it is one half of the proof.
 *
 * <p>Goroutines and timers of a program that has ended count like all others. In Go they would be
 * gone, but here one program may use what another has made. Goroutines that wait for one another
 * forever cannot act, whatever program they belong to.
 *
 * <p>A goroutine in I/O, in {@code Thread.sleep} or in a lock of the JDK does not wait in our
 * operations: it counts as running. A deadlock among those is for {@link StallDetector}.
 *
 * <h2>What it costs</h2>
 *
 * <p>While something runs, a check reads one goroutine: the one that was seen running the last
 * time. All of them are read only when that one has waited since. If an external thread might still
 * wake one, the check interval backs off. The system is asked for its threads only for the final
 * proof.
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
     * A goroutine that was seen running. It most likely still is, which saves the check of all the
     * others. Weak, so that it can still be found {@linkplain LeakFinder leaked}.
     */
    private static WeakReference<@Nullable G> busy = NONE;

    /** How often it had parked by then. */
    private static long busyParks;

    private static long checkNanos = CHECK_NANOS;

    private DeadlockDetector() {}

    /**
     * Starts the detector before the first program is registered. Without memory for a thread the
     * program runs all the same, and the next call tries again.
     */
    public static void start() {
        try {
            synchronized (PROGRAMS) {
                if (thread == null) {
                    thread = RuntimeThread.start("jopher-monitor", DeadlockDetector::runLoop);
                }
            }
        } catch (OutOfMemoryError e) {
            // See above.
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

    /**
     * Returns whether the next checks are likely to find a whole program asleep, and to report it.
     */
    static boolean isSuspecting() {
        return !PROGRAMS.isEmpty() && Timers.shared().isEmpty()
                && Registry.allMatch(G::isWaiting) && !ExternalThreads.canWake();
    }

    /**
     * Checks once. Ends one program only, the latest. The goroutine that waited for its end may
     * then act, perhaps one of another program. If not, the next check ends that program.
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
            // No memory, no dump: the next check tries again.
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

    /** Returns whether nothing can happen; {@code still} has just begun. */
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

    /** Returns whether the goroutine that ran before runs now, or has run since the last check. */
    private static boolean somethingRuns() {
        G g = busy.get();
        if (g == null || !g.thread().isAlive()) {
            return false;
        }
        long before = busyParks;
        busyParks = g.parks();
        return !g.isWaiting() || busyParks != before;
    }

    /**
     * Returns how often all goroutines and waiting foreign threads have parked so far; -1 if one of
     * the goroutines does not wait.
     */
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
