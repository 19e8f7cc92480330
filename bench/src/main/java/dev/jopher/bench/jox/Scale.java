package dev.jopher.bench.jox;

import static com.softwaremill.jox.Channel.newRendezvousChannel;
import static dev.jopher.bench.worker.VirtualThreads.start;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import com.softwaremill.jox.Channel;
import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;

/** Few goroutines and many; {@code bench/go/scale.go} has the originals. */
final class Scale {
    private Scale() {}

    static void add(Map<String, Body> rows) {
        rows.put("Ring100", b -> ring(b, 100));
        rows.put("Ring10k", b -> ring(b, b.size(10_000)));
        rows.put("Ring1M", b -> ring(b, b.size(1_000_000)));
    }

    private static void ring(Bench b, int size) throws InterruptedException {
        b.operations(size);
        b.stopTimer();
        var channels = new ArrayList<Channel<Integer>>(size);
        for (int i = 0; i < size; i++) {
            channels.add(newRendezvousChannel());
        }
        Channel<Boolean> done = newRendezvousChannel();
        var started = new CountDownLatch(size);
        for (int i = 0; i < size; i++) {
            var from = channels.get(i);
            var to = channels.get((i + 1) % size);
            start(() -> {
                started.countDown();
                pass(from, to, done);
            });
        }
        started.await();
        b.startTimer();
        channels.getFirst().send(b.n() * size);
        done.receive();
        b.stopTimer();
        channels.forEach(Channel::done);
    }

    private static void pass(Channel<Integer> from, Channel<Integer> to, Channel<Boolean> done)
            throws InterruptedException {
        while (from.receiveOrClosed() instanceof Integer hops) {
            if (hops == 1) {
                done.send(true);
            } else {
                to.send(hops - 1);
            }
        }
    }
}
