package dev.jopher.bench.jopher;

import static dev.jopher.Go.*;

import java.util.ArrayList;
import java.util.Map;

import dev.jopher.Channel;
import dev.jopher.Unit;
import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;
import dev.jopher.sync.WaitGroup;

/** Few goroutines and many; {@code bench/go/scale.go} has the originals. */
final class Scale {
    private Scale() {}

    static void add(Map<String, Body> rows) {
        rows.put("Ring100", b -> ring(b, 100));
        rows.put("Ring10k", b -> ring(b, b.size(10_000)));
        rows.put("Ring1M", b -> ring(b, b.size(1_000_000)));
    }

    private static void ring(Bench b, int size) {
        b.operations(size);
        b.stopTimer();
        var channels = new ArrayList<Channel<Integer>>(size);
        for (int i = 0; i < size; i++) {
            channels.add(new Channel<>());
        }
        var done = new Channel<Unit>();
        var started = new WaitGroup();
        started.add(size);
        for (int i = 0; i < size; i++) {
            var from = channels.get(i);
            var to = channels.get((i + 1) % size);
            go(() -> {
                started.done();
                pass(from, to, done);
            });
        }
        started.await();
        b.startTimer();
        channels.getFirst().send(b.n() * size);
        done.receive();
        b.stopTimer();
        channels.forEach(Channel::close);
    }

    private static void pass(Channel<Integer> from, Channel<Integer> to, Channel<Unit> done) {
        for (Integer hops = from.receive(); hops != null; hops = from.receive()) {
            if (hops == 1) {
                done.send(UNIT);
            } else {
                to.send(hops - 1);
            }
        }
    }
}
