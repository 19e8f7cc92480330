package dev.jopher.bench.jopher;

import java.util.HashMap;
import java.util.Map;

import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Kernel;
import dev.jopher.bench.worker.Lcg;
import dev.jopher.sync.Mutex;

/** Counts how often each number occurs, each goroutine in a map of its own, then in one for all. */
final class HashMaps implements Kernel {
    private static final int NUMBERS = 100_000;
    private static final int DIFFERENT = 5_000;

    private final int[] numbers = new int[NUMBERS];

    HashMaps() {
        var random = new Lcg(5);
        for (int i = 0; i < NUMBERS; i++) {
            numbers[i] = random.below(DIFFERENT);
        }
    }

    @Override
    public double run(Bench b) {
        var all = new HashMap<Integer, Integer>();
        var mu = new Mutex();
        Kernels.inParallel(b, NUMBERS, (from, to) -> {
            Map<Integer, Integer> own = count(from, to);
            mu.lock();
            for (Map.Entry<Integer, Integer> e : own.entrySet()) {
                Integer before = all.get(e.getKey());
                all.put(e.getKey(), (before == null ? 0 : before) + e.getValue());
            }
            mu.unlock();
        });
        double sum = 0;
        for (int i = 0; i < DIFFERENT; i++) {
            Integer count = all.get(i);
            sum += count == null ? 0 : (double) count * i;
        }
        return sum;
    }

    private Map<Integer, Integer> count(int from, int to) {
        var counts = new HashMap<Integer, Integer>();
        for (int i = from; i < to; i++) {
            Integer before = counts.get(numbers[i]);
            counts.put(numbers[i], before == null ? 1 : before + 1);
        }
        return counts;
    }
}
