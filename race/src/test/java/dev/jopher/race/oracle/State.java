package dev.jopher.race.oracle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** What is possible at a point of a program: which step would not block. */
final class State {
    private static final int FREE = -1;

    final int threads;
    final boolean[] started;
    final boolean[] ended;

    private final List<Deque<Integer>> entered = new ArrayList<>();
    private final int[] monitorOwner = new int[Generator.THINGS];
    private final int[] lockOwner = new int[Generator.THINGS];
    private final int[] mutexOwner = new int[Generator.THINGS];
    private final int[] writer = new int[Generator.THINGS];
    private final List<List<Integer>> readers = new ArrayList<>();
    private final int[] latch = new int[Generator.THINGS];
    private final int[] group = new int[Generator.THINGS];
    private final int[] inserted = new int[Generator.THINGS];
    private final int[] removed = new int[Generator.THINGS];
    private final boolean[] closed = new boolean[Generator.THINGS];
    private final boolean[] present = new boolean[Generator.THINGS];

    State(int threads) {
        this.threads = threads;
        started = new boolean[threads];
        ended = new boolean[threads];
        started[0] = true;
        for (int i = 0; i < threads; i++) {
            entered.add(new ArrayDeque<>());
        }
        for (int i = 0; i < Generator.THINGS; i++) {
            readers.add(new ArrayList<>());
            latch[i] = 2;
            group[i] = 2;
        }
        for (int[] owners : new int[][] {monitorOwner, lockOwner, mutexOwner, writer}) {
            Arrays.fill(owners, FREE);
        }
    }

    int anyRunning(Random random) {
        int t;
        do {
            t = random.nextInt(threads);
        } while (!started[t] || ended[t]);
        return t;
    }

    int anyNew(Random random) {
        int t = random.nextInt(threads);
        return started[t] ? -1 : t;
    }

    int anyEnded(Random random) {
        int t = random.nextInt(threads);
        return ended[t] ? t : -1;
    }

    /** Returns the innermost monitor that {@code t} is in, or -1. */
    int top(int t) {
        return entered.get(t).isEmpty() ? -1 : entered.get(t).peek();
    }

    /** Returns whether {@code t} holds nothing. */
    boolean isFree(int t) {
        for (int i = 0; i < Generator.THINGS; i++) {
            if (lockOwner[i] == t || mutexOwner[i] == t || writer[i] == t
                    || readers.get(i).contains(t)) {
                return false;
            }
        }
        return entered.get(t).isEmpty();
    }

    /** Does the step if it is possible. Returns its number, or -1 if it is not. */
    int apply(int t, Op op, int i) {
        return switch (op) {
            case ENTER -> enter(t, i);
            case EXIT -> exit(t, i);
            case LOCK -> take(lockOwner, t, i);
            case UNLOCK -> give(lockOwner, t, i);
            case MUTEX_LOCK -> take(mutexOwner, t, i);
            case MUTEX_UNLOCK -> give(mutexOwner, t, i);
            case W_LOCK -> readers.get(i).isEmpty() ? take(writer, t, i) : -1;
            case W_UNLOCK -> give(writer, t, i);
            case R_LOCK -> writer[i] == FREE && !readers.get(i).contains(t)
                    && readers.get(i).add(t) ? 0 : -1;
            case R_UNLOCK -> readers.get(i).remove((Integer) t) ? 0 : -1;
            case COUNT_DOWN -> latch[i]-- > 0 ? 0 : -1;
            case AWAIT -> latch[i] <= 0 ? 0 : -1;
            case DONE -> group[i] > 0 ? --group[i] * 0 : -1;
            case WAIT -> group[i] == 0 ? 0 : -1;
            case PUT -> (present[i] = true) ? 0 : -1;
            case GET -> present[i] ? 0 : -1;
            case OFFER -> inserted[i]++;
            case SEND -> !closed[i] && inserted[i] - removed[i] < Generator.CAPACITY
                    ? inserted[i]++
                    : -1;
            case POLL, RECEIVE -> removed[i] < inserted[i] ? removed[i]++ : -1;
            case CLOSE -> !closed[i] && (closed[i] = true) ? 0 : -1;
            case RECEIVE_CLOSED -> closed[i] && removed[i] == inserted[i] ? 0 : -1;
            case START -> (started[i] = true) ? 0 : -1;
            default -> 0;
        };
    }

    private int enter(int t, int i) {
        if (monitorOwner[i] != FREE && monitorOwner[i] != t) {
            return -1;
        }
        monitorOwner[i] = t;
        entered.get(t).push(i);
        return 0;
    }

    private int exit(int t, int i) {
        entered.get(t).pop();
        if (!entered.get(t).contains(i)) {
            monitorOwner[i] = FREE;
        }
        return 0;
    }

    private static int take(int[] owners, int t, int i) {
        if (owners[i] != FREE) {
            return -1;
        }
        owners[i] = t;
        return 0;
    }

    private static int give(int[] owners, int t, int i) {
        if (owners[i] != t) {
            return -1;
        }
        owners[i] = FREE;
        return 0;
    }
}
