package dev.jopher.trace.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.jopher.trace.model.OperationKind;
import dev.jopher.trace.model.Operations;
import dev.jopher.trace.model.Recording;

/**
 * The table of locks. A hold is counted when its lock and its unlock are both in the recording. A
 * lock may be unlocked by another goroutine, as in Go.
 */
public final class Locks {
    private Locks() {}

    /**
     * One lock. The longest waits come first.
     * @param object the lock
     * @param holds how often it was held
     * @param held how long in all; time in which several readers hold it counts for each
     * @param shared whether readers were among the holders
     * @param longestHold the longest hold
     * @param longestHolder the goroutine of that hold, -1 without one
     * @param waits how often a goroutine waited for it
     * @param waited how long in all
     * @param longestWait the longest wait
     */
    public record Use(int object, int holds, long held, boolean shared, long longestHold,
            int longestHolder, int waits, long waited, long longestWait) {}

    static List<Use> of(Recording r, Waits waits) {
        Map<Integer, Row> rows = new HashMap<>();
        Operations ops = r.operations();
        for (int i = 0; i < ops.size(); i++) {
            int o = ops.object(i);
            if (o >= 0 && r.objects().kind(o).isLock()) {
                rows.computeIfAbsent(o, k -> new Row()).operation(ops, i);
            }
        }
        List<Use> uses = new ArrayList<>();
        for (int o = 0; o < r.objects().size(); o++) {
            if (r.objects().kind(o).isLock()) {
                Row row = rows.getOrDefault(o, new Row());
                uses.add(new Use(o, row.holds, row.held, row.shared, row.longest, row.holder,
                        waits.count(o), waits.total(o), waits.longest(o)));
            }
        }
        uses.sort(Comparator.comparingLong((Use u) -> -u.waited)
                .thenComparingLong(u -> -u.held));
        return uses;
    }

    private static final class Row {
        /** When each reader began to hold it. */
        private final Map<Integer, Long> readers = new HashMap<>();
        private long since = -1;
        private int owner = -1;
        boolean shared;
        int holds;
        long held;
        long longest;
        int holder = -1;

        void operation(Operations ops, int i) {
            OperationKind kind = ops.kind(i);
            long time = ops.time(i);
            int g = ops.goroutine(i);
            if (kind == OperationKind.LOCK) {
                since = time;
                owner = g;
            } else if (kind == OperationKind.UNLOCK && since >= 0) {
                hold(owner, time - since);
                since = -1;
            } else if (kind == OperationKind.RLOCK) {
                shared = true;
                readers.put(g, time);
            } else if (kind == OperationKind.RUNLOCK) {
                Long begun = readers.remove(g);
                if (begun != null) {
                    hold(g, time - begun);
                }
            }
        }

        private void hold(int g, long time) {
            holds++;
            held += time;
            if (time > longest || holder < 0) {
                longest = time;
                holder = g;
            }
        }
    }
}
