package dev.jopher.bench.jopher;

import static dev.jopher.Go.*;
import static dev.jopher.bench.jopher.JopherEngine.parallel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;

import dev.jopher.CancelContext;
import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.Ticker;
import dev.jopher.Unit;
import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;
import dev.jopher.bench.worker.Share;
import dev.jopher.bench.worker.Work;
import dev.jopher.sync.WaitGroup;

/** Timers and contexts; {@code bench/go/times.go} has the originals. */
final class Times {
    private static final Duration TENTH = Duration.ofMillis(100);

    private Times() {}

    static void add(Map<String, Body> rows) {
        rows.put("Sleepers1M", Times::sleepers);
        rows.put("TickerLateness", Times::tickerLateness);
        rows.put("CancelTree100", Times::cancelTree);
        rows.put("WithTimeout", Times::withTimeout);
    }

    private static void sleepers(Bench b) {
        int count = b.size(1_000_000);
        b.operations(count);
        for (int i = 0; i < b.n(); i++) {
            var done = new WaitGroup();
            done.add(count);
            for (int k = 0; k < count; k++) {
                go(() -> {
                    sleep(TENTH);
                    done.done();
                });
            }
            done.await();
        }
    }

    private static void tickerLateness(Bench b) {
        var stop = new Channel<Unit>();
        var load = new WaitGroup();
        for (int i = 0; i < 2 * b.procs(); i++) {
            load.go(() -> workAndYield(stop));
        }
        long late = 0;
        try (var ticker = new Ticker(Duration.ofMillis(5))) {
            long start = System.nanoTime();
            for (int i = 1; i <= b.n(); i++) {
                ticker.channel().receive();
                late += System.nanoTime() - start - i * 5_000_000L;
            }
        }
        stop.close();
        load.await();
        b.report((double) late / b.n());
    }

    private static void workAndYield(Channel<Unit> stop) {
        long foo = Work.start();
        while (stop.tryReceiveOk() == null) {
            foo = Work.work(foo, 50_000);
            gosched();
        }
        Work.keep(foo);
    }

    private static void cancelTree(Bench b) {
        for (int i = 0; i < b.n(); i++) {
            CancelContext root = Context.background().withCancel();
            Context ctx = root;
            for (int depth = 0; depth < 100; depth++) {
                ctx = ctx.withCancel();
            }
            root.cancel();
        }
    }

    private static void withTimeout(Bench b) {
        var others = new ArrayList<CancelContext>();
        for (int i = 0; i < 4000; i++) {
            others.add(Context.background().withTimeout(JopherEngine.anHour()));
        }
        b.resetTimer();
        parallel(b, 1, Times::makeAndCancelTen);
        b.stopTimer();
        others.forEach(CancelContext::cancel);
    }

    private static void makeAndCancelTen(Share s) {
        var contexts = new CancelContext[10];
        while (s.next()) {
            for (int i = 0; i < contexts.length; i++) {
                contexts[i] = Context.background().withTimeout(JopherEngine.anHour());
            }
            for (var ctx : contexts) {
                ctx.cancel();
            }
        }
    }
}
