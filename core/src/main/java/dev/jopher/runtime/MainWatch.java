package dev.jopher.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Notices that main waits for what nobody alive can reach, while the rest of the program runs on: a deadlock that
 * {@link DeadlockDetector} does not see. For {@code jopher run -leaks}.
 *
 * <p>By the garbage collector, as {@link LeakFinder}, and with its argument that an alarm is never false. Here all stay, and
 * two looks in a row have to find them, with no park between: what a finalizer is about to wake, the finalizer's queue holds
 * at the second.
 *
 * <p>Each look is a full collection. So there is none until main has waited at one place for {@value #FIRST_SECONDS} s, and
 * the next ones come at twice the interval each: who serves for a year sees some twenty-five.
 */
public final class MainWatch {
    private static final long FIRST_SECONDS = 1;
    private static final long FIRST = FIRST_SECONDS * 1_000_000_000;

    private final Program program;
    private long parks = -1;
    private long pause = FIRST;

    private MainWatch(Program program) {
        this.program = program;
    }

    /** For the program of the command. */
    public static void start() {
        Program p = Program.command();
        if (p != null && LeakFinder.obstacle() == null) {
            RuntimeThread.start("jopher-main", new MainWatch(p)::watch);
        }
    }

    private void watch() {
        do {
            LockSupport.parkNanos(this, pause);
        } while (program.isRunning() && !isReported());
    }

    private boolean isReported() {
        long now = parksOfMain();
        if (now < 0 || now != parks) {
            parks = now;
            pause = FIRST;
            return false;
        }
        pause *= 2;
        try {
            return report(stuck());
        } catch (IllegalStateException | OutOfMemoryError e) {
            return false; // no collection, no look
        }
    }

    /** Those of two looks; empty if main is none of them. */
    private List<G> stuck() {
        Map<Long, Long> first = first();
        if (first.isEmpty()) {
            return List.of();
        }
        List<G> both = LeakFinder.unreachable().stream()
                .filter(g -> first.getOrDefault(g.id(), -1L) == g.parks()).toList();
        return both.stream().anyMatch(this::isMain) ? both : List.of();
    }

    /** Their ids, and how often each has parked: none of them must be held here at the second look. */
    private Map<Long, Long> first() {
        List<G> unreachable = LeakFinder.unreachable();
        Map<Long, Long> parks = new HashMap<>();
        if (unreachable.stream().anyMatch(this::isMain)) {
            unreachable.forEach(g -> parks.put(g.id(), g.parks()));
        }
        return parks;
    }

    private static boolean report(List<G> stuck) {
        if (stuck.isEmpty()) {
            return false;
        }
        String report = "deadlock: main" + (stuck.size() == 1 ? " waits"
                : " and " + (stuck.size() - 1) + " more wait")
                + " for what nobody else can reach (the program goes on)\n\n" + Dump.of(stuck);
        if (Jfr.isOn()) {
            JfrEvents.deadlock(report, stuck.stream());
        }
        Reports.deadlock(report);
        return true;
    }

    /** How often main has parked by now; -1 if it does not wait. */
    private long parksOfMain() {
        long[] parks = {-1};
        Registry.allMatch(g -> {
            if (isMain(g) && g.isWaiting()) {
                parks[0] = g.parks();
            }
            return parks[0] < 0;
        });
        return parks[0];
    }

    private boolean isMain(G g) {
        return g.isMain() && g.program() == program;
    }
}
