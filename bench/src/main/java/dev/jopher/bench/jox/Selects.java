package dev.jopher.bench.jox;

import static com.softwaremill.jox.Channel.newBufferedChannel;
import static com.softwaremill.jox.Channel.newRendezvousChannel;
import static com.softwaremill.jox.Select.defaultClause;
import static com.softwaremill.jox.Select.select;
import static com.softwaremill.jox.Select.selectOrClosed;
import static dev.jopher.bench.worker.VirtualThreads.parallel;
import static dev.jopher.bench.worker.VirtualThreads.start;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.ChannelClosed;
import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;
import dev.jopher.bench.worker.Share;
import dev.jopher.bench.worker.Work;

/**
 * The shapes of Go's {@code chan_test.go} with select; {@code bench/go/selects.go} has the
 * originals. Clauses of receives are made anew for each select: Jox's can be used once. Its clauses
 * with a function are for those who need to know which one it was.
 */
final class Selects {
    private Selects() {}

    static void add(Map<String, Body> rows) {
        rows.put("SelectUncontended", b -> parallel(b, 1,
                s -> swap(s, newBufferedChannel(1), newBufferedChannel(1))));
        rows.put("SelectAsyncContended", Selects::asyncContended);
        rows.put("SelectSyncContended", Selects::syncContended);
        rows.put("SelectNonblock", Selects::nonblock);
        rows.put("SelectProdCons", Selects::prodCons);
        rows.put("SelectSharedDone", Selects::sharedDone);
    }

    private static void asyncContended(Bench b) throws InterruptedException {
        Channel<Integer> c1 = newBufferedChannel(b.procs());
        Channel<Integer> c2 = newBufferedChannel(b.procs());
        parallel(b, 1, s -> swap(s, c1, c2));
    }

    private static void swap(Share s, Channel<Integer> c1, Channel<Integer> c2)
            throws InterruptedException {
        c1.send(0);
        while (s.next()) {
            int from = select(c1.receiveClause(_ -> 1), c2.receiveClause(_ -> 2));
            if (from == 1) {
                c2.send(0);
            } else {
                c1.send(0);
            }
        }
    }

    private static void syncContended(Bench b) throws InterruptedException {
        Channel<Integer> c1 = newRendezvousChannel();
        Channel<Integer> c2 = newRendezvousChannel();
        Channel<Integer> c3 = newRendezvousChannel();
        Channel<Integer> done = newRendezvousChannel();
        parallel(b, 1, s -> {
            start(() -> {
                Object r;
                do {
                    r = selectOrClosed(c1.sendClause(0), c2.sendClause(0), c3.sendClause(0),
                            done.receiveClause());
                } while (!(r instanceof ChannelClosed));
            });
            while (s.next()) {
                select(c1.receiveClause(), c2.receiveClause(), c3.receiveClause());
            }
        });
        done.done();
    }

    private static void nonblock(Bench b) throws InterruptedException {
        Channel<Integer> c1 = newRendezvousChannel();
        Channel<Integer> c2 = newRendezvousChannel();
        Channel<Integer> c3 = newBufferedChannel(1);
        Channel<Integer> c4 = newBufferedChannel(1);
        parallel(b, 1, s -> {
            while (s.next()) {
                select(c1.receiveClause(), defaultClause(0));
                select(c2.sendClause(0), defaultClause(() -> null));
                select(c3.receiveClause(), defaultClause(0));
                select(c4.sendClause(0), defaultClause(() -> null));
            }
        });
    }

    private static void prodCons(Bench b) throws InterruptedException {
        var left = new AtomicInteger(b.n() / Channels.CALLS_PER_SCHED);
        Channel<Integer> c = newBufferedChannel(128);
        Channel<Integer> end = newRendezvousChannel();
        Channel<Boolean> done = newBufferedChannel(2 * b.procs());
        for (int p = 0; p < b.procs(); p++) {
            start(() -> done.send(produce(left, c, end)));
            start(() -> done.send(consume(c, end)));
        }
        for (int p = 0; p < 2 * b.procs(); p++) {
            done.receive();
        }
    }

    /** Uses a channel on which nothing happens: Jox has no timer's channel. */
    private static boolean produce(AtomicInteger left, Channel<Integer> c, Channel<Integer> end)
            throws InterruptedException {
        long foo = Work.start();
        Channel<Integer> never = newRendezvousChannel();
        while (left.decrementAndGet() >= 0) {
            for (int g = 0; g < Channels.CALLS_PER_SCHED; g++) {
                foo = Work.work(foo, 100);
                select(c.sendClause(1), never.receiveClause(), end.receiveClause());
            }
        }
        c.send(0);
        return foo == 42;
    }

    private static boolean consume(Channel<Integer> c, Channel<Integer> end)
            throws InterruptedException {
        long foo = Work.start();
        Channel<Integer> never = newRendezvousChannel();
        while (select(c.receiveClause(), never.receiveClause(), end.receiveClause()) != 0) {
            foo = Work.work(foo, 100);
        }
        return foo == 42;
    }

    /**
     * Starts 100 pairs; every receive of every pair is a select with one channel that all of them
     * share.
     */
    private static void sharedDone(Bench b) throws InterruptedException {
        int pairs = 100;
        Channel<Integer> done = newRendezvousChannel();
        var all = new CountDownLatch(2 * pairs);
        int each = b.n() / pairs + 1;
        for (int p = 0; p < pairs; p++) {
            Channel<Integer> c = newRendezvousChannel();
            start(() -> {
                for (int i = 0; i < each; i++) {
                    c.send(1);
                }
                all.countDown();
            });
            start(() -> {
                for (int i = 0; i < each; i++) {
                    if (select(c.receiveClause(), done.receiveClause()) != 1) {
                        break;
                    }
                }
                all.countDown();
            });
        }
        all.await();
        done.done();
    }
}
