package dev.jopher.bench.jox;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import com.softwaremill.jox.Channel;
import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;
import dev.jopher.bench.worker.Engine;
import dev.jopher.bench.worker.VirtualThreads;
import dev.jopher.bench.worker.Worker;

/** Jox. */
public final class JoxEngine implements Engine {
    private final Map<String, Body> rows = new HashMap<>();

    public JoxEngine() {
        Channels.add(rows);
        Selects.add(rows);
        Goroutines.add(rows);
        Scale.add(rows);
    }

    static void main(String[] args) throws Exception {
        Worker.serve(new JoxEngine(), Integer.parseInt(args[0]));
    }

    @Override
    public Map<String, Body> rows() {
        return rows;
    }

    @Override
    public void run(Body body, Bench b) throws Exception {
        VirtualThreads.run(body, b);
    }

    @Override
    public void block(int n) throws InterruptedException {
        Channel<Integer> never = Channel.newRendezvousChannel();
        var started = new CountDownLatch(n);
        for (int i = 0; i < n; i++) {
            VirtualThreads.start(() -> {
                started.countDown();
                never.receive();
            });
        }
        started.await();
    }

    @Override
    public int serve(String kind) {
        return 0;
    }
}
