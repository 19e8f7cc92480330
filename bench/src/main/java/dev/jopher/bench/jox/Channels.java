package dev.jopher.bench.jox;

import static com.softwaremill.jox.Channel.newBufferedChannel;
import static com.softwaremill.jox.Channel.newRendezvousChannel;
import static com.softwaremill.jox.Select.defaultClause;
import static com.softwaremill.jox.Select.select;
import static dev.jopher.bench.worker.VirtualThreads.parallel;
import static dev.jopher.bench.worker.VirtualThreads.start;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.ChannelClosed;
import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;
import dev.jopher.bench.worker.Share;
import dev.jopher.bench.worker.Work;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of Go's {@code chan_test.go}, and four of our own; {@code bench/go/channels.go} has
 * the originals.
 */
final class Channels {
    static final int CALLS_PER_SCHED = 1000;

    private static @Nullable Channel<Integer> made;

    private Channels() {}

    static void add(Map<String, Body> rows) {
        rows.put("MakeChan", Channels::makeChan);
        rows.put("ChanNonblocking", Channels::nonblocking);
        rows.put("ChanUncontended",
                b -> parallel(b, 1, s -> fillAndDrain(s, newBufferedChannel(100))));
        rows.put("ChanContended", Channels::contended);
        rows.put("ChanSync", Channels::sync);
        rows.put("ChanProdCons0", b -> prodCons(b, newRendezvousChannel(), 0));
        rows.put("ChanProdCons10", b -> prodCons(b, newBufferedChannel(10), 0));
        rows.put("ChanProdCons100", b -> prodCons(b, newBufferedChannel(100), 0));
        rows.put("ChanProdConsWork0", b -> prodCons(b, newRendezvousChannel(), 100));
        rows.put("ChanProdConsWork10", b -> prodCons(b, newBufferedChannel(10), 100));
        rows.put("ChanProdConsWork100", b -> prodCons(b, newBufferedChannel(100), 100));
        rows.put("ChanPopular", Channels::popular);
        rows.put("ChanSem", Channels::sem);
        rows.put("StreamUnbuffered", b -> stream(b, newRendezvousChannel()));
        rows.put("StreamBuffered100", b -> stream(b, newBufferedChannel(100)));
        rows.put("PingPong", Channels::pingPong);
        rows.put("Buffered8x8", Channels::buffered8x8);
    }

    private static void makeChan(Bench b) {
        for (int i = 0; i < b.n(); i++) {
            made = newBufferedChannel(8);
        }
    }

    private static void nonblocking(Bench b) throws InterruptedException {
        Channel<Integer> c = newRendezvousChannel();
        parallel(b, 1, s -> {
            while (s.next()) {
                select(c.receiveClause(), defaultClause(0));
            }
        });
    }

    private static void contended(Bench b) throws InterruptedException {
        Channel<Integer> c = newBufferedChannel(100 * b.procs());
        parallel(b, 1, s -> fillAndDrain(s, c));
    }

    private static void fillAndDrain(Share s, Channel<Integer> c) throws InterruptedException {
        while (s.next()) {
            for (int i = 0; i < 100; i++) {
                c.send(0);
            }
            for (int i = 0; i < 100; i++) {
                c.receive();
            }
        }
    }

    private static void sync(Bench b) throws InterruptedException {
        var left = new AtomicInteger(b.n() / CALLS_PER_SCHED / 2 * 2);
        Channel<Integer> c = newRendezvousChannel();
        Channel<Boolean> done = newBufferedChannel(2);
        for (int p = 0; p < 2; p++) {
            start(() -> {
                for (int i = left.decrementAndGet(); i >= 0; i = left.decrementAndGet()) {
                    if (i % 2 == 0) {
                        receiveAndSend(c);
                    } else {
                        sendAndReceive(c);
                    }
                }
                done.send(true);
            });
        }
        done.receive();
        done.receive();
    }

    private static void receiveAndSend(Channel<Integer> c) throws InterruptedException {
        for (int g = 0; g < CALLS_PER_SCHED; g++) {
            c.receive();
            c.send(0);
        }
    }

    private static void sendAndReceive(Channel<Integer> c) throws InterruptedException {
        for (int g = 0; g < CALLS_PER_SCHED; g++) {
            c.send(0);
            c.receive();
        }
    }

    private static void prodCons(Bench b, Channel<Integer> c, int localWork)
            throws InterruptedException {
        var left = new AtomicInteger(b.n() / CALLS_PER_SCHED);
        Channel<Boolean> done = newBufferedChannel(2 * b.procs());
        for (int p = 0; p < b.procs(); p++) {
            start(() -> done.send(produce(left, c, localWork)));
            start(() -> done.send(consume(c, localWork)));
        }
        for (int p = 0; p < 2 * b.procs(); p++) {
            done.receive();
        }
    }

    private static boolean produce(AtomicInteger left, Channel<Integer> c, int localWork)
            throws InterruptedException {
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

    private static boolean consume(Channel<Integer> c, int localWork) throws InterruptedException {
        long foo = Work.start();
        while (c.receive() != 0) {
            foo = Work.work(foo, localWork);
        }
        return foo == 42;
    }

    private static void popular(Bench b) throws InterruptedException {
        int n = 1000;
        Channel<Boolean> c = newRendezvousChannel();
        var own = new ArrayList<Channel<Boolean>>();
        var done = new CountDownLatch(n);
        for (int i = 0; i < n; i++) {
            Channel<Boolean> d = newRendezvousChannel();
            own.add(d);
            start(() -> {
                for (int k = 0; k < b.n(); k++) {
                    select(c.receiveClause(), d.receiveClause());
                }
                done.countDown();
            });
        }
        for (int i = 0; i < b.n(); i++) {
            for (var d : own) {
                d.send(true);
            }
        }
        done.await();
    }

    private static void sem(Bench b) throws InterruptedException {
        Channel<Boolean> c = newBufferedChannel(b.procs());
        parallel(b, 1, s -> {
            while (s.next()) {
                c.send(true);
                c.receive();
            }
        });
    }

    private static void stream(Bench b, Channel<Integer> c) throws InterruptedException {
        start(() -> {
            for (int i = 0; i < b.n(); i++) {
                c.send(1);
            }
            c.done();
        });
        while (!(c.receiveOrClosed() instanceof ChannelClosed)) {
        }
    }

    private static void pingPong(Bench b) throws InterruptedException {
        Channel<Integer> ping = newRendezvousChannel();
        Channel<Integer> pong = newRendezvousChannel();
        start(() -> {
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

    private static void buffered8x8(Bench b) throws InterruptedException {
        Channel<Integer> c = newBufferedChannel(100);
        var done = new CountDownLatch(16);
        int each = b.n() / 8 + 1;
        for (int p = 0; p < 8; p++) {
            start(() -> {
                for (int i = 0; i < each; i++) {
                    c.send(1);
                }
                done.countDown();
            });
            start(() -> {
                for (int i = 0; i < each; i++) {
                    c.receive();
                }
                done.countDown();
            });
        }
        done.await();
    }
}
