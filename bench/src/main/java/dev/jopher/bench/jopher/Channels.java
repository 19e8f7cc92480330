package dev.jopher.bench.jopher;

import static dev.jopher.Go.*;
import static dev.jopher.bench.jopher.JopherEngine.parallel;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.Channel;
import dev.jopher.Unit;
import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;
import dev.jopher.bench.worker.Share;
import dev.jopher.bench.worker.Work;
import dev.jopher.sync.WaitGroup;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of Go's {@code chan_test.go}, and four of our own; {@code bench/go/channels.go} has
 * the originals.
 */
final class Channels {
    private static final int CALLS_PER_SCHED = 1000;

    private static @Nullable Channel<Integer> made;

    private Channels() {}

    static void add(Map<String, Body> rows) {
        rows.put("MakeChan", Channels::makeChan);
        rows.put("ChanNonblocking", Channels::nonblocking);
        rows.put("ChanUncontended", b -> parallel(b, 1, s -> fillAndDrain(s, new Channel<>(100))));
        rows.put("ChanContended", Channels::contended);
        rows.put("ChanSync", Channels::sync);
        rows.put("ChanProdCons0", b -> prodCons(b, 0, 0));
        rows.put("ChanProdCons10", b -> prodCons(b, 10, 0));
        rows.put("ChanProdCons100", b -> prodCons(b, 100, 0));
        rows.put("ChanProdConsWork0", b -> prodCons(b, 0, 100));
        rows.put("ChanProdConsWork10", b -> prodCons(b, 10, 100));
        rows.put("ChanProdConsWork100", b -> prodCons(b, 100, 100));
        rows.put("ChanPopular", Channels::popular);
        rows.put("ChanSem", Channels::sem);
        rows.put("StreamUnbuffered", b -> stream(b, new Channel<>()));
        rows.put("StreamBuffered100", b -> stream(b, new Channel<>(100)));
        rows.put("PingPong", Channels::pingPong);
        rows.put("Buffered8x8", Channels::buffered8x8);
    }

    private static void makeChan(Bench b) {
        for (int i = 0; i < b.n(); i++) {
            made = new Channel<>(8);
        }
    }

    private static void nonblocking(Bench b) {
        var c = new Channel<Integer>();
        parallel(b, 1, s -> {
            while (s.next()) {
                c.tryReceive();
            }
        });
    }

    private static void contended(Bench b) {
        var c = new Channel<Integer>(100 * b.procs());
        parallel(b, 1, s -> fillAndDrain(s, c));
    }

    private static void fillAndDrain(Share s, Channel<Integer> c) {
        while (s.next()) {
            for (int i = 0; i < 100; i++) {
                c.send(0);
            }
            for (int i = 0; i < 100; i++) {
                c.receive();
            }
        }
    }

    private static void sync(Bench b) {
        var left = new AtomicInteger(b.n() / CALLS_PER_SCHED / 2 * 2);
        var c = new Channel<Integer>();
        var done = new Channel<Unit>(2);
        for (int p = 0; p < 2; p++) {
            go(() -> {
                for (int i = left.decrementAndGet(); i >= 0; i = left.decrementAndGet()) {
                    if (i % 2 == 0) {
                        receiveAndSend(c);
                    } else {
                        sendAndReceive(c);
                    }
                }
                done.send(UNIT);
            });
        }
        done.receive();
        done.receive();
    }

    private static void receiveAndSend(Channel<Integer> c) {
        for (int g = 0; g < CALLS_PER_SCHED; g++) {
            c.receive();
            c.send(0);
        }
    }

    private static void sendAndReceive(Channel<Integer> c) {
        for (int g = 0; g < CALLS_PER_SCHED; g++) {
            c.send(0);
            c.receive();
        }
    }

    private static void prodCons(Bench b, int capacity, int localWork) {
        var left = new AtomicInteger(b.n() / CALLS_PER_SCHED);
        var c = new Channel<Integer>(capacity);
        var done = new Channel<Boolean>(2 * b.procs());
        for (int p = 0; p < b.procs(); p++) {
            go(() -> done.send(produce(left, c, localWork)));
            go(() -> done.send(consume(c, localWork)));
        }
        for (int p = 0; p < 2 * b.procs(); p++) {
            done.receive();
        }
    }

    private static boolean produce(AtomicInteger left, Channel<Integer> c, int localWork) {
        long foo = Work.start();
        while (left.decrementAndGet() >= 0) {
            for (int g = 0; g < CALLS_PER_SCHED; g++) {
                foo = Work.work(foo, localWork);
                c.send(1);
            }
        }
        c.send(0);
        return foo == 42;
    }

    private static boolean consume(Channel<Integer> c, int localWork) {
        long foo = Work.start();
        for (Integer v = c.receive(); v != null && v != 0; v = c.receive()) {
            foo = Work.work(foo, localWork);
        }
        return foo == 42;
    }

    private static void popular(Bench b) {
        int n = 1000;
        var c = new Channel<Boolean>();
        var own = new ArrayList<Channel<Boolean>>();
        var done = new WaitGroup();
        for (int i = 0; i < n; i++) {
            var d = new Channel<Boolean>();
            own.add(d);
            done.go(() -> {
                var fromC = onReceive(c);
                var fromD = onReceive(d);
                for (int k = 0; k < b.n(); k++) {
                    select(fromC, fromD);
                }
            });
        }
        for (int i = 0; i < b.n(); i++) {
            for (var d : own) {
                d.send(true);
            }
        }
        done.await();
    }

    private static void sem(Bench b) {
        var c = new Channel<Unit>(b.procs());
        parallel(b, 1, s -> {
            while (s.next()) {
                c.send(UNIT);
                c.receive();
            }
        });
    }

    private static void stream(Bench b, Channel<Integer> c) {
        go(() -> {
            for (int i = 0; i < b.n(); i++) {
                c.send(1);
            }
            c.close();
        });
        while (c.receive() != null) {
        }
    }

    private static void pingPong(Bench b) {
        var ping = new Channel<Integer>();
        var pong = new Channel<Integer>();
        go(() -> {
            for (int i = 0; i < b.n(); i++) {
                ping.receive();
                pong.send(1);
            }
        });
        for (int i = 0; i < b.n(); i++) {
            ping.send(1);
            pong.receive();
        }
    }

    private static void buffered8x8(Bench b) {
        var c = new Channel<Integer>(100);
        var done = new WaitGroup();
        int each = b.n() / 8 + 1;
        for (int p = 0; p < 8; p++) {
            done.go(() -> {
                for (int i = 0; i < each; i++) {
                    c.send(1);
                }
            });
            done.go(() -> {
                for (int i = 0; i < each; i++) {
                    c.receive();
                }
            });
        }
        done.await();
    }
}
