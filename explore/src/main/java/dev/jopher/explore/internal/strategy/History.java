package dev.jopher.explore.internal.strategy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import dev.jopher.explore.internal.world.Commutes;
import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.Op;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one run that others may depend on, which of them happen before which, and the races:
 * two steps that depend on each other, and neither must come first. For each race the state before
 * the first one gets another choice (Flanagan and Godefroid, Dynamic partial-order reduction for
 * model checking software, POPL 2005).
 */
final class History {
    private record Event(int thread, Op op, @Nullable Object on, int node, int[] clock) {}

    private static final int[] NOTHING = {};

    private final List<Node> path;
    private final List<Event> events = new ArrayList<>();

    /** By thread: how many events of each thread happen before its next one. */
    private final List<int[]> clocks = new ArrayList<>();

    /** By thread: the index of its last event. */
    private final List<Integer> last = new ArrayList<>();

    /** By thread: the node at which it was chosen to do its pending step. */
    private final List<Integer> nodes = new ArrayList<>();

    History(List<Node> path) {
        this.path = path;
    }

    void clear() {
        events.clear();
        clocks.clear();
        last.clear();
        nodes.clear();
    }

    void created(ControlledThread t) {
        while (clocks.size() <= t.id) {
            clocks.add(NOTHING);
            last.add(Node.NONE);
            nodes.add(Node.NONE);
        }
    }

    int eventsOfOthers(ControlledThread t) {
        int n = 0;
        for (Event e : events) {
            n += e.thread == t.id ? 0 : 1;
        }
        return n;
    }

    void chosen(ControlledThread t, int node) {
        nodes.set(t.id, node);
    }

    int nodeOf(ControlledThread t) {
        return nodes.get(t.id);
    }

    void committed(ControlledThread t, Op op, @Nullable Object on, boolean withRaces) {
        if (op.commutes() != Commutes.ALL) {
            if (withRaces) {
                findRaces(t, op, on);
            }
            int[] clock = clocks.get(t.id);
            for (Event e : events) {
                if (Dependence.dependent(e.op, e.on, op, on)) {
                    clock = join(clock, e.clock);
                }
            }
            int index = events.size();
            clock = Arrays.copyOf(clock, Math.max(clock.length, t.id + 1));
            clock[t.id] = index + 1;
            clocks.set(t.id, clock);
            last.set(t.id, index);
            events.add(new Event(t.id, op, on, nodes.get(t.id), clock));
        }
        nodes.set(t.id, Node.NONE);
    }

    void woken(ControlledThread t, ControlledThread by) {
        clocks.set(t.id, join(clocks.get(t.id), clocks.get(by.id)));
    }

    /** Orders all that follows after all that was. */
    void timePassed() {
        int[] all = NOTHING;
        for (int[] c : clocks) {
            all = join(all, c);
        }
        for (int i = 0; i < clocks.size(); i++) {
            clocks.set(i, all);
        }
    }

    private static int[] join(int[] a, int[] b) {
        int[] result = Arrays.copyOf(a, Math.max(a.length, b.length));
        for (int i = 0; i < b.length; i++) {
            result[i] = Math.max(result[i], b[i]);
        }
        return result;
    }

    private static int at(int[] clock, int thread) {
        return thread < clock.length ? clock[thread] : 0;
    }

    /**
     * Finds the races of a step that takes place now, or could once its thread can proceed. Of
     * those that were there before the step was pending, the last one is enough.
     */
    void findRaces(ControlledThread t, Op op, @Nullable Object on) {
        int[] clock = clocks.get(t.id);
        int pendingSince = last.get(t.id);
        for (int i = events.size() - 1; i >= 0; i--) {
            Event e = events.get(i);
            if (e.thread != t.id && at(clock, e.thread) <= i
                    && Dependence.dependent(e.op, e.on, op, on)
                    && Dependence.canBothProceed(e.op, op)) {
                race(e, i, t.id, clock);
                if (i < pendingSince) {
                    return;
                }
            }
        }
    }

    /** Lets {@code thread}, or one that must go before it, be chosen before {@code e}. */
    private void race(Event e, int index, int thread, int[] clock) {
        if (e.node == Node.NONE) {
            return; // no other thread could continue
        }
        Node n = path.get(e.node);
        if (n.enabled.get(thread)) {
            n.raced.set(thread);
            if (n.waiting.get(thread)) {
                n.tryAll();
            } else {
                n.backtrack.set(thread);
            }
            return;
        }
        BitSet first = new BitSet();
        for (int q = n.enabled.nextSetBit(0); q >= 0; q = n.enabled.nextSetBit(q + 1)) {
            if (at(clock, q) > index + 1) {
                first.set(q);
            }
        }
        if (first.isEmpty()) {
            n.tryAll();
        } else if (!first.intersects(n.backtrack)) {
            n.backtrack.set(first.nextSetBit(0));
        }
    }
}
