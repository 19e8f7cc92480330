package dev.jopher.bench.jopher;

import static dev.jopher.Go.*;
import static dev.jopher.bench.jopher.JopherEngine.parallel;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.Channel;
import dev.jopher.Unit;
import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;
import dev.jopher.bench.worker.Share;
import dev.jopher.bench.worker.Work;
import dev.jopher.sync.WaitGroup;

/**
 * The shapes of Go's {@code chan_test.go} with select; {@code bench/go/selects.go} has the
 * originals.
 */
final class Selects {
    private static final int CALLS_PER_SCHED = 1000;

    private Selects() {}

    static void add(Map<String, Body> rows) {
        rows.put("SelectUncontended",
                b -> parallel(b, 1, s -> swap(s, new Channel<>(1), new Channel<>(1))));
        rows.put("SelectAsyncContended", Selects::asyncContended);
        rows.put("SelectSyncContended", Selects::syncContended);
        rows.put("SelectNonblock", Selects::nonblock);
        rows.put("SelectProdCons", Selects::prodCons);
        rows.put("SelectSharedDone", Selects::sharedDone);
    }

    private static void asyncContended(Bench b) {
        var c1 = new Channel<Integer>(b.procs());
        var c2 = new Channel<Integer>(b.procs());
        parallel(b, 1, s -> swap(s, c1, c2));
    }

    private static void swap(Share s, Channel<Integer> c1, Channel<Integer> c2) {
        c1.send(0);
        var from1 = onReceive(c1);
        var from2 = onReceive(c2);
        while (s.next()) {
            switch (select(from1, from2)) {
                case 0 -> c2.send(0);
                default -> c1.send(0);
            }
        }
    }

    private static void syncContended(Bench b) {
        var c1 = new Channel<Integer>();
        var c2 = new Channel<Integer>();
        var c3 = new Channel<Integer>();
        var done = new Channel<Unit>();
        parallel(b, 1, s -> {
            go(() -> {
                var end = onReceive(done);
                while (select(onSend(c1, 0), onSend(c2, 0), onSend(c3, 0), end) != 3) {
                }
            });
            var from1 = onReceive(c1);
            var from2 = onReceive(c2);
            var from3 = onReceive(c3);
            while (s.next()) {
                select(from1, from2, from3);
            }
        });
        done.close();
    }

    private static void nonblock(Bench b) {
        var c1 = new Channel<Integer>();
        var c2 = new Channel<Integer>();
        var c3 = new Channel<Integer>(1);
        var c4 = new Channel<Integer>(1);
        parallel(b, 1, s -> {
            while (s.next()) {
                c1.tryReceive();
                c2.trySend(0);
                c3.tryReceive();
                c4.trySend(0);
            }
        });
    }

    private static void prodCons(Bench b) {
        var left = new AtomicInteger(b.n() / CALLS_PER_SCHED);
        var c = new Channel<Integer>(128);
        var end = new Channel<Unit>();
        var done = new Channel<Boolean>(2 * b.procs());
        for (int p = 0; p < b.procs(); p++) {
            go(() -> done.send(produce(left, c, end)));
            go(() -> done.send(consume(c, end)));
        }
        for (int p = 0; p < 2 * b.procs(); p++) {
            done.receive();
        }
    }

    private static boolean produce(AtomicInteger left, Channel<Integer> c, Channel<Unit> end) {
        long foo = Work.start();
        var never = onReceive(after(JopherEngine.anHour()));
        var closed = onReceive(end);
        while (left.decrementAndGet() >= 0) {
            for (int g = 0; g < CALLS_PER_SCHED; g++) {
                foo = Work.work(foo, 100);
                select(onSend(c, 1), never, closed);
            }
        }
        c.send(0);
        return foo == 42;
    }

    private static boolean consume(Channel<Integer> c, Channel<Unit> end) {
        long foo = Work.start();
        var value = onReceive(c);
        var never = onReceive(after(JopherEngine.anHour()));
        var closed = onReceive(end);
        for (;;) {
            if (select(value, never, closed) == 0 && Integer.valueOf(0).equals(value.value())) {
                return foo == 42;
            }
            foo = Work.work(foo, 100);
        }
    }

    /**
     * Starts 100 pairs; every receive of every pair is a select with one channel that all of them
     * share.
     */
    private static void sharedDone(Bench b) {
        int pairs = 100;
        var done = new Channel<Unit>();
        var all = new WaitGroup();
        int each = b.n() / pairs + 1;
        for (int p = 0; p < pairs; p++) {
            var c = new Channel<Integer>();
            all.go(() -> {
                for (int i = 0; i < each; i++) {
                    c.send(1);
                }
            });
            all.go(() -> {
                var value = onReceive(c);
                var end = onReceive(done);
                for (int i = 0; i < each && select(value, end) == 0; i++) {
                }
            });
        }
        all.await();
        done.close();
    }
}
