package dev.jopher.explore.java;

import java.util.concurrent.ThreadLocalRandom;

import dev.jopher.sync.WaitGroup;

/** Programs in which Java's chance decides: a run needs its seed to be repeated. */
public final class ChancePrograms {
    private ChancePrograms() {}

    /** Fails if the random numbers of two goroutines are the same. */
    public static void unluckyNumber() {
        var wg = new WaitGroup();
        int[] drawn = {0, 0};
        wg.go(() -> drawn[0] = ThreadLocalRandom.current().nextInt(8));
        wg.go(() -> drawn[1] = ThreadLocalRandom.current().nextInt(8));
        wg.await();
        if (drawn[0] == drawn[1]) {
            throw new IllegalStateException("twice " + drawn[0]);
        }
    }

    /** Fails if the wait ends without a reason, or after another one has taken the value. */
    public static void waitWithoutLoop() {
        var lock = new Object();
        int[] values = {0};
        boolean[] hasFailed = {false};
        var wg = new WaitGroup();
        for (int i = 0; i < 2; i++) {
            wg.go(() -> {
                synchronized (lock) {
                    if (values[0] == 0) {
                        lock.wait();
                    }
                    hasFailed[0] |= --values[0] < 0;
                }
            });
            wg.go(() -> {
                synchronized (lock) {
                    values[0]++;
                    lock.notifyAll();
                }
            });
        }
        wg.await();
        if (hasFailed[0]) {
            throw new IllegalStateException("no value");
        }
    }
}
