package dev.jopher.explore;

import static dev.jopher.Go.after;
import static dev.jopher.Go.afterFunc;
import static dev.jopher.Go.go;
import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onTimeout;
import static dev.jopher.Go.select;
import static dev.jopher.Go.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.Ticker;
import dev.jopher.explore.internal.strategy.Strategies;
import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.Controllers;
import dev.jopher.explore.internal.world.Goroutines;
import dev.jopher.explore.internal.world.Op;
import dev.jopher.explore.internal.world.Recorder;
import dev.jopher.explore.internal.world.Verdict;
import dev.jopher.explore.internal.world.World;
import dev.jopher.sync.Mutex;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What 30 days of waiting cost: how often a timer fires, and how often a thread continues. Nothing
 * is kept of what is over.
 */
class LongTimeIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MINUTES = 30 * 24 * 60;

    /** More than are alive at any time, and fewer than a run creates. */
    private static final int FEW_THREADS = 2100;

    /** Waits until 30 days have passed. */
    private enum Wait {
        TICKER(1, () -> {
            try (var t = new Ticker(MINUTE)) {
                eachMinute(() -> t.channel().receive());
            }
        }),
        SLEEP(1, () -> eachMinute(() -> sleep(MINUTE))),
        AFTER(1, () -> eachMinute(() -> after(MINUTE).receive())),
        AFTER_FUNC(2, () -> {
            var c = new Channel<Integer>(1);
            eachMinute(() -> {
                afterFunc(MINUTE, () -> c.send(1));
                c.receive();
            });
        }),
        CONTEXT(2, () -> eachMinute(() -> {
            try (var ctx = Context.background().withTimeout(MINUTE)) {
                ctx.done().receiveOk();
            }
        })),
        SELECT(1, () -> {
            var c = new Channel<Integer>();
            eachMinute(() -> select(onReceive(c), onTimeout(MINUTE)));
        }),
        THREAD(1, () -> eachMinute(() -> {
            try {
                Thread.sleep(MINUTE);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        })),
        QUEUE(1, () -> {
            var q = new LinkedBlockingQueue<Integer>();
            eachMinute(() -> {
                try {
                    q.poll(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
        }),
        /** What freezes the time in Go: another goroutine waits for the mutex. */
        MUTEX(1, () -> {
            var mu = new Mutex();
            mu.lock();
            go(() -> {
                mu.lock();
                mu.unlock();
            });
            eachMinute(() -> sleep(MINUTE));
            mu.unlock();
        });

        private final int perMinute;
        private final Runnable body;

        Wait(int perMinute, Runnable body) {
            this.perMinute = perMinute;
            this.body = body;
        }
    }

    private static void eachMinute(Runnable wait) {
        for (int i = 0; i < MINUTES; i++) {
            wait.run();
        }
    }

    private static final class Counter implements Recorder {
        private int timers;
        private int resumed;

        @Override
        public void step(ControlledThread t, Op op, @Nullable Object on) {}

        @Override
        public void resumed(ControlledThread t) {
            resumed++;
        }

        @Override
        public void random(@Nullable ControlledThread t, int bound, int result) {}

        @Override
        public void timer(long nanos) {
            timers++;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMinuteIsOneTimer(Wait wait) throws Throwable {
        Counter counter = new Counter();
        World w = Controllers.call(() -> {
            boolean unused = Goroutines.init(LongTimeIT.class.getClassLoader());
            var run = new World(Strategies.of("fair"), 1, Integer.MAX_VALUE, true, counter);
            run.java.spuriousWakeUps = false;
            run.keepsNothing();
            Verdict v = run.run(wait.body);
            assertEquals(Verdict.PASSED, v);
            return run;
        });
        assertEquals(MINUTES, counter.timers);
        int switches = counter.resumed - MINUTES * wait.perMinute;
        assertTrue(switches > 0 && switches <= 4, () -> counter.resumed + " times");
        assertTrue(w.threads().size() < FEW_THREADS, () -> w.threads().size() + " threads");
        assertEquals(MINUTES, Duration.ofNanos(w.nanoTime()).toMinutes());
    }
}
