package dev.jopher.bench.jopher;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;
import dev.jopher.bench.worker.Engine;
import dev.jopher.bench.worker.ParallelBody;
import dev.jopher.bench.worker.Servers;
import dev.jopher.bench.worker.Shares;
import dev.jopher.bench.worker.Worker;
import dev.jopher.sync.WaitGroup;

/** Jopher. */
public final class JopherEngine implements Engine {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Map<String, Body> rows = new HashMap<>();
    private final Map<String, Body> growths = new HashMap<>();

    public JopherEngine() {
        Channels.add(rows);
        Selects.add(rows);
        Goroutines.add(rows);
        Syncs.add(rows);
        Times.add(rows);
        Scale.add(rows);
        Cliffs.add(rows);
        Kernels.add(rows);
        Waiters.add(growths);
        Growth.add(growths);
    }

    static void main(String[] args) throws Exception {
        int procs = Integer.parseInt(args[0]);
        Go.maxProcs(procs);
        Worker.serve(new JopherEngine(), procs);
    }

    @Override
    public Map<String, Body> rows() {
        return rows;
    }

    @Override
    public Map<String, Body> growths() {
        return growths;
    }

    @Override
    public void run(Body body, Bench b) {
        Go.run(() -> body.run(b));
    }

    @Override
    public void block(int n) {
        var never = new Channel<Integer>();
        var started = new WaitGroup();
        started.add(n);
        for (int i = 0; i < n; i++) {
            Go.go(() -> {
                started.done();
                never.receive();
            });
        }
        started.await();
    }

    @Override
    public String beside(int loops) {
        return Beside.loops(loops);
    }

    @Override
    public int serve(String kind) throws IOException {
        return switch (kind) {
            case "echo" -> Servers.echo(task -> Go.go(task::run));
            case "http", "httpdefault" -> Servers.http(Go.executor());
            default -> 0;
        };
    }

    /** Does what Go's {@code RunParallel} does: so many goroutines for each processor. */
    static void parallel(Bench b, int parallelism, ParallelBody body) {
        var done = new WaitGroup();
        Shares shares = b.shares();
        for (int i = 0; i < parallelism * b.procs(); i++) {
            done.go(() -> body.run(shares.share()));
        }
        done.await();
    }

    /** Returns a time that never comes. */
    static Duration anHour() {
        return HOUR;
    }
}
