package dev.jopher.bench.jdk;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;

import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;
import dev.jopher.bench.worker.Engine;
import dev.jopher.bench.worker.Servers;
import dev.jopher.bench.worker.VirtualThreads;
import dev.jopher.bench.worker.Worker;

/** The JDK. */
public final class JdkEngine implements Engine {
    private final Map<String, Body> rows = new HashMap<>();

    public JdkEngine() {
        Queues.add(rows);
        Threads.add(rows);
        Locks.add(rows);
        Times.add(rows);
        Scale.add(rows);
        Floor.add(rows);
    }

    static void main(String[] args) throws Exception {
        Worker.serve(new JdkEngine(), Integer.parseInt(args[0]));
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
        var never = new SynchronousQueue<Integer>();
        var started = new CountDownLatch(n);
        for (int i = 0; i < n; i++) {
            VirtualThreads.start(() -> {
                started.countDown();
                never.take();
            });
        }
        started.await();
    }

    @Override
    public int serve(String kind) throws IOException {
        return switch (kind) {
            case "echo" -> Servers.echo(VirtualThreads::start);
            case "http" -> Servers.http(Executors.newVirtualThreadPerTaskExecutor());
            case "httpdefault" -> Servers.http(null);
            default -> 0;
        };
    }
}
