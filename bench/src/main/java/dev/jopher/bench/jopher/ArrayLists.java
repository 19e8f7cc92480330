package dev.jopher.bench.jopher;

import java.util.ArrayList;
import java.util.List;

import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Kernel;
import dev.jopher.bench.worker.Lcg;
import dev.jopher.sync.Mutex;

/**
 * Fills lists, reverses them in place, empties them by half, and sums them up, each goroutine its
 * own; all of them add to one list in the end.
 */
final class ArrayLists implements Kernel {
    private static final int LISTS = 200;
    private static final int LENGTH = 1000;

    @Override
    public double run(Bench b) {
        var sums = new ArrayList<Long>();
        var mu = new Mutex();
        Kernels.inParallel(b, LISTS, (from, to) -> {
            for (int i = from; i < to; i++) {
                long sum = one(i);
                mu.lock();
                sums.add(sum);
                mu.unlock();
            }
        });
        long all = 0;
        for (long sum : sums) {
            all += sum;
        }
        return all;
    }

    private static long one(int seed) {
        var random = new Lcg(seed);
        var list = new ArrayList<Integer>();
        for (int i = 0; i < LENGTH; i++) {
            list.add(random.below(1000));
        }
        reverse(list);
        for (int i = 0; i < LENGTH / 2; i++) {
            list.removeLast();
        }
        long sum = 0;
        for (int x : list) {
            sum += x;
        }
        return sum;
    }

    private static void reverse(List<Integer> list) {
        for (int i = 0, j = list.size() - 1; i < j; i++, j--) {
            Integer x = list.get(i);
            list.set(i, list.get(j));
            list.set(j, x);
        }
    }
}
