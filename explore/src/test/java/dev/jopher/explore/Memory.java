package dev.jopher.explore;

import java.time.Duration;

import dev.jopher.Channel;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.WaitGroup;

/**
 * Explores a program without a bug, and then one that often ends in a deadlock, whose goroutines
 * are given up. Prints the heap in kB after a collection, after each of the given numbers of
 * schedules: {@link MemoryIT} runs it in a small JVM.
 */
final class Memory {
    private Memory() {}

    public static void main(String[] args) {
        String program = args[0];
        for (int i = 1; i < args.length; i++) {
            ExploreOptions o = ExploreOptions.DEFAULT.schedules(Integer.parseInt(args[i]))
                    .time(Duration.ofHours(1));
            long start = System.nanoTime();
            Object result = program.equals("passes")
                    ? Explore.check(o, Memory::passes)
                    : Explore.outcomes(o, Memory::oftenStuck).all().size();
            long nanos = System.nanoTime() - start;
            System.out.println(heap() + " kB, " + result + ", "
                    + (long) (Long.parseLong(args[i]) * 1e9 / nanos) + " per second");
        }
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime r = Runtime.getRuntime();
        return (r.totalMemory() - r.freeMemory()) / 1024;
    }

    private static void passes() {
        var jobs = new Channel<Integer>(2);
        var mu = new Mutex();
        var wg = new WaitGroup();
        int[] sum = {0};
        for (int w = 0; w < 3; w++) {
            wg.go(() -> {
                for (int job : jobs) {
                    try (var _ = mu.hold()) {
                        sum[0] += job;
                    }
                }
            });
        }
        for (int i = 0; i < 6; i++) {
            jobs.send(i);
        }
        jobs.close();
        wg.await();
        if (sum[0] != 15) {
            throw new AssertionError(sum[0]);
        }
    }

    private static int oftenStuck() {
        var a = new Mutex();
        var b = new Mutex();
        var wg = new WaitGroup();
        wg.go(() -> both(a, b));
        wg.go(() -> both(b, a));
        wg.await();
        return 0;
    }

    private static void both(Mutex first, Mutex then) {
        try (var _ = first.hold(); var _ = then.hold()) {
            Thread.onSpinWait();
        }
    }
}
