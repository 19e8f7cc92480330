package dev.jopher.race.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.jopher.race.oracle.Program.Step;

/**
 * What happens before what in a program: a vector of numbers of steps for each thread and each
 * thing, and nothing clever. The documentation of some classes promises fewer edges than the code
 * of the JDK makes; so there are two orders.
 *
 * <p>A race of the order with <em>all</em> edges must be found. A report is true if it is a race
 * by the <em>promised</em> ones.
 */
final class Order {
    private final boolean all;
    private final int[][] threads;
    private final Map<String, int[]> released = new HashMap<>();

    /** By number of the step: what its thread knew. */
    private final List<int[]> known = new ArrayList<>();

    private final Program program;

    private Order(Program program, boolean all) {
        this.program = program;
        this.all = all;
        threads = new int[program.threads()][program.threads()];
        for (Step s : program.steps()) {
            threads[s.thread()][s.thread()] = known.size() + 1;
            apply(s);
            known.add(threads[s.thread()].clone());
        }
    }

    static Order promised(Program program) {
        return new Order(program, false);
    }

    static Order all(Program program) {
        return new Order(program, true);
    }

    /** Returns whether two steps race, the first one of which is executed first. */
    boolean isRace(int first, int second) {
        Step a = program.steps().get(first);
        Step b = program.steps().get(second);
        return a.isAccess() && b.isAccess() && a.target() == b.target()
                && (a.writes() || b.writes()) && a.thread() != b.thread()
                && known.get(second)[a.thread()] <= first;
    }

    private void apply(Step s) {
        int t = s.thread();
        int i = s.target();
        switch (s.op()) {
            case READ, WRITE, UPDATE, HANDLE_OPAQUE -> {}
            case ENTER, VOLATILE_READ, LOCK, MUTEX_LOCK, AWAIT, WAIT, ATOMIC_GET,
                    HANDLE_ACQUIRE, ELEMENT_GET ->
                acquire(t, thing(s));
            case EXIT, VOLATILE_WRITE, UNLOCK, MUTEX_UNLOCK, DONE, ATOMIC_SET, HANDLE_RELEASE,
                    ELEMENT_SET ->
                release(t, thing(s));
            case VOLATILE_UPDATE, ATOMIC_ADD -> both(t, thing(s));
            case ATOMIC_FAIL -> {
                if (all) {
                    release(t, thing(s)); // the detector releases before it knows: a known miss
                }
                acquire(t, thing(s));
            }
            case COUNT_DOWN -> {
                more(t, thing(s));
                release(t, thing(s));
            }
            case PUT -> {
                more(t, "map");
                release(t, "key" + i);
            }
            case GET -> {
                more(t, "map");
                acquire(t, "key" + i);
            }
            case OFFER -> {
                more(t, "queue" + i);
                release(t, "offer" + i + "." + s.number());
            }
            case POLL -> {
                more(t, "queue" + i);
                acquire(t, "offer" + i + "." + s.number());
            }
            case START -> join(threads[i], threads[t]);
            case JOIN, ALIVE -> join(threads[t], threads[i]);
            case SEND -> exchange(t, "receive" + i + "." + (s.number() - Generator.CAPACITY),
                    "send" + i + "." + s.number());
            case RECEIVE -> exchange(t, "send" + i + "." + s.number(),
                    "receive" + i + "." + s.number());
            case CLOSE -> release(t, "close" + i);
            case RECEIVE_CLOSED -> acquire(t, "close" + i);
            case EXCHANGE -> {
                threads[s.number()][s.number()] = known.size() + 1;
                join(threads[t], threads[s.number()]);
                join(threads[s.number()], threads[t]);
            }
            case R_LOCK -> acquire(t, "written" + i);
            case R_UNLOCK -> release(t, "read" + i);
            case W_LOCK -> {
                acquire(t, "written" + i);
                acquire(t, "read" + i);
            }
            case W_UNLOCK -> release(t, "written" + i);
        }
    }

    private static String thing(Step s) {
        String name = s.op().name();
        String kind = switch (s.op()) {
            case ENTER, EXIT -> "MONITOR";
            case LOCK, UNLOCK -> "LOCK";
            case COUNT_DOWN, AWAIT -> "LATCH";
            case DONE, WAIT -> "GROUP";
            default -> name.substring(0, name.indexOf('_'));
        };
        return kind + s.target();
    }

    /** An edge that only the JDK's code makes. */
    private void more(int t, String thing) {
        if (all) {
            both(t, "more " + thing);
        }
    }

    /**
     * Takes what the other side did before its operation, and leaves what this side did before its
     * own. Go's detector does the same: a receive does not pass on what it has just received.
     */
    private void exchange(int t, String taken, String left) {
        release(t, left);
        acquire(t, taken);
    }

    private void both(int t, String thing) {
        acquire(t, thing);
        release(t, thing);
    }

    private void acquire(int t, String thing) {
        int[] clock = released.get(thing);
        if (clock != null) {
            join(threads[t], clock);
        }
    }

    private void release(int t, String thing) {
        join(released.computeIfAbsent(thing, k -> new int[threads.length]), threads[t]);
    }

    private static void join(int[] to, int[] from) {
        for (int i = 0; i < to.length; i++) {
            to[i] = Math.max(to[i], from[i]);
        }
    }
}
