package dev.jopher.explore.internal.replay;

import java.util.ArrayList;
import java.util.List;

import dev.jopher.explore.internal.replay.Recording.Block;

/**
 * Looks for a shorter schedule that fails in the same way: fewest switches that the schedule has
 * chosen, then fewest switches at all, then fewest steps. Changes the order of events and lets the
 * program follow it; what it did then is the next recording. First it sorts whole parts of the
 * order by thread, from all of it down to some blocks; then it moves single blocks to where their
 * thread continues.
 */
public final class Shrinker {
    private static final int SMALLEST_PART = 3;

    private final Program program;
    private final int maxRuns;
    private final long deadline;
    private final String failure;
    private Recording best;
    private int runs;

    /** @param maxNanos begins no run after so much time */
    public Shrinker(Program program, Recording failing, int maxRuns, long maxNanos) {
        this.program = program;
        this.maxRuns = maxRuns;
        this.deadline = System.nanoTime() + maxNanos;
        this.best = failing;
        this.failure = Failure.of(failing);
    }

    /** Returns the shortest recording found. */
    public Recording shrink() {
        while (mayRun() && (sortParts() || moveBlocks())) {
            // and again, on the shorter one
        }
        return best;
    }

    public int runs() {
        return runs;
    }

    private boolean mayRun() {
        return runs < maxRuns && System.nanoTime() - deadline < 0;
    }

    private boolean sortParts() {
        boolean better = false;
        for (int size = best.blocks().size(); size >= SMALLEST_PART; size = size * 2 / 3) {
            for (int from = 0; from + SMALLEST_PART <= best.blocks().size(); from += size) {
                better |= attempt(sorted(best.blocks(), from, size));
            }
        }
        return better;
    }

    /** Brings together what each thread does within a part of the order. */
    private static List<Block> sorted(List<Block> blocks, int from, int size) {
        int to = Math.min(from + size, blocks.size());
        List<Block> part = new ArrayList<>(blocks.subList(from, to));
        List<Block> result = new ArrayList<>(blocks.subList(0, from));
        while (!part.isEmpty()) {
            int thread = part.getFirst().thread();
            part.stream().filter(b -> b.thread() == thread).forEach(result::add);
            part.removeIf(b -> b.thread() == thread);
        }
        result.addAll(blocks.subList(to, blocks.size()));
        return result;
    }

    private boolean moveBlocks() {
        for (int i = 0; i < best.blocks().size(); i++) {
            List<Block> blocks = best.blocks();
            int next = nextOf(blocks, i);
            if (next > 0 && (attempt(moved(blocks, next, i + 1))
                    || attempt(moved(blocks, i, next - 1)))) {
                return true;
            }
            if (next < 0 && i + 1 < blocks.size() && attempt(moved(blocks, i, blocks.size() - 1))) {
                return true;
            }
        }
        return false;
    }

    private static int nextOf(List<Block> blocks, int i) {
        for (int k = i + 1; k < blocks.size(); k++) {
            if (blocks.get(k).thread() == blocks.get(i).thread()) {
                return k;
            }
        }
        return -1;
    }

    private static List<Block> moved(List<Block> blocks, int from, int to) {
        List<Block> result = new ArrayList<>(blocks);
        result.add(to, result.remove(from));
        return result;
    }

    /** Returns whether that order fails in the same way and is better; then it is the best. */
    private boolean attempt(List<Block> order) {
        if (!mayRun()) {
            return false;
        }
        runs++;
        Recording r = program.follow(Follower.of(best, events(order)), best.seed());
        if (!Failure.of(r).equals(failure) || compare(r, best) >= 0) {
            return false;
        }
        best = r;
        return true;
    }

    private static int[] events(List<Block> order) {
        return order.stream().flatMapToInt(b -> java.util.stream.IntStream
                .generate(b::thread).limit(b.length())).toArray();
    }

    private static int compare(Recording a, Recording b) {
        int byChoice = Integer.compare(a.preemptions(), b.preemptions());
        int bySwitches = Integer.compare(a.switches(), b.switches());
        return byChoice != 0 ? byChoice
                : bySwitches != 0 ? bySwitches : Integer.compare(a.stepCount(), b.stepCount());
    }
}
