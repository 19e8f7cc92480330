package dev.jopher.explore.java;

import static dev.jopher.Go.after;
import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onTimeout;
import static dev.jopher.Go.select;
import static dev.jopher.explore.java.JavaPrograms.both;
import static dev.jopher.explore.java.JavaPrograms.check;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.sync.WaitGroup;

/** Programs in which several things are due at one moment. */
final class MomentPrograms {
    private static final Duration WAIT = Duration.ofMillis(10);

    private MomentPrograms() {}

    private static void addInTwoSteps(AtomicInteger n) {
        n.set(n.get() + 1);
    }

    /** Both wake up before one of them continues. */
    static void sleepers() {
        AtomicInteger n = new AtomicInteger();
        Runnable add = () -> {
            try {
                Thread.sleep(WAIT);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            addInTwoSteps(n);
        };
        both(add, add);
        check(n.get() == 2);
    }

    static void goroutines() {
        AtomicInteger n = new AtomicInteger();
        WaitGroup wg = new WaitGroup();
        for (int i = 0; i < 2; i++) {
            wg.go(() -> {
                Go.sleep(WAIT);
                addInTwoSteps(n);
            });
        }
        wg.await();
        check(n.get() == 2);
    }

    static void scheduledTasks() {
        AtomicInteger n = new AtomicInteger();
        try (var pool = Executors.newScheduledThreadPool(2)) {
            for (int i = 0; i < 2; i++) {
                Future<?> unused =
                        pool.schedule(() -> addInTwoSteps(n), 5, TimeUnit.MILLISECONDS);
            }
        }
        check(n.get() == 2);
    }

    static void firstIsFirst() {
        var a = after(WAIT);
        var b = after(WAIT);
        check(select(onReceive(a), onReceive(b)) == 0);
    }

    static void secondIsFirst() {
        var a = after(WAIT);
        var b = after(WAIT);
        check(select(onReceive(a), onReceive(b)) == 1);
    }

    static void timeout() {
        var c = new Channel<Integer>(1);
        Go.go(() -> {
            Go.sleep(WAIT);
            c.send(1);
        });
        check(select(onReceive(c), onTimeout(WAIT)) == 0);
    }
}
