package dev.jopher.explore.internal.replay;

import static dev.jopher.Go.go;
import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.select;

import dev.jopher.Channel;
import dev.jopher.explore.internal.strategy.RandomWalk;
import dev.jopher.explore.internal.world.Goroutines;
import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.WaitGroup;

/** Programs with a bug, and schedules of them. */
public final class Programs {
    private static final int MAX_STEPS = 100_000;

    private Programs() {}

    public static Program of(Runnable body) {
        boolean unused = Goroutines.init(Programs.class.getClassLoader());
        return new Program(() -> body, MAX_STEPS, false);
    }

    /** Returns the first failing schedule from a seed on. */
    public static Recording failing(Program p, long seed) {
        for (long s = seed;; s++) {
            long mixed = SplitMix.mix(s, 0);
            RunRecorder recorder = new RunRecorder(false);
            Program.Run run = p.run(new RandomWalk(), mixed, recorder);
            if (run.verdict().isFailure()) {
                return recorder.finish(run.world(), run.verdict(), mixed);
            }
        }
    }

    public static void lostUpdate() {
        var wg = new WaitGroup();
        var mu = new Mutex();
        int[] n = {0};
        for (int i = 0; i < 2; i++) {
            wg.go(() -> {
                mu.lock();
                int v = n[0];
                mu.unlock();
                mu.lock();
                n[0] = v + 1;
                mu.unlock();
            });
        }
        wg.await();
        if (n[0] != 2) {
            throw new AssertionError("lost: " + n[0]);
        }
    }

    public static void lockOrder() {
        var a = new Mutex();
        var b = new Mutex();
        var wg = new WaitGroup();
        wg.go(() -> {
            a.lock();
            b.lock();
            b.unlock();
            a.unlock();
        });
        wg.go(() -> {
            b.lock();
            a.lock();
            a.unlock();
            b.unlock();
        });
        wg.await();
    }

    /** Fails if the select takes the second channel while both have a value. */
    public static void unluckySelect() {
        var a = new Channel<Integer>(1);
        var b = new Channel<Integer>(1);
        var done = new Channel<Integer>();
        go(() -> a.send(1));
        go(() -> {
            b.send(2);
            done.send(3);
        });
        int[] got = {0};
        for (int i = 0; i < 2; i++) {
            select(onReceive(a, v -> got[0] = got[0] * 10 + v),
                    onReceive(b, v -> got[0] = got[0] * 10 + v));
        }
        int last = done.receive();
        if (got[0] == 21) {
            throw new IllegalStateException("b first, " + last);
        }
    }
}
