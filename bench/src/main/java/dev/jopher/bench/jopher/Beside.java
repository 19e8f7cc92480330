package dev.jopher.bench.jopher;

import static dev.jopher.Go.UNIT;
import static dev.jopher.Go.go;
import static dev.jopher.Go.sleep;

import java.time.Duration;

import dev.jopher.Channel;
import dev.jopher.Unit;
import dev.jopher.sync.WaitGroup;

/** A timer, and a pair that plays ping-pong, next to endless loops. */
final class Beside {
    private static final Duration TIMER = Duration.ofMillis(20);
    private static final long SECOND = 1_000_000_000;

    private static volatile long result;

    private long latest;
    private long latestSettled;

    private Beside() {}

    /** Returns the answer of {@link dev.jopher.bench.worker.Engine#beside}. */
    static String loops(int n) {
        double unused = pace(2 * SECOND); // for the JIT
        double alone = pace(SECOND);
        for (int i = 0; i < n; i++) {
            go(Beside::loop);
        }
        var beside = new Beside();
        var measured = new WaitGroup();
        measured.go(() -> beside.watchTimer(5 * SECOND));
        double left = pace(5 * SECOND) / alone;
        measured.await();
        return "beside " + beside.latest + " " + beside.latestSettled + " " + left;
    }

    private static void loop() {
        long x = 1;
        while (x != 0) {
            x = x * 31 + 2; // odd forever
        }
        result = x;
    }

    private void watchTimer(long nanos) {
        long start = System.nanoTime();
        for (long now = start; now - start < nanos;) {
            sleep(TIMER);
            long woken = System.nanoTime();
            long late = woken - now - TIMER.toNanos();
            latest = Math.max(latest, late);
            if (now - start > SECOND) {
                latestSettled = Math.max(latestSettled, late);
            }
            now = woken;
        }
    }

    /** Returns the round trips for each nanosecond. */
    private static double pace(long nanos) {
        var ping = new Channel<Unit>();
        var pong = new Channel<Unit>();
        var count = new long[1];
        var played = new WaitGroup();
        played.go(() -> {
            for (var _ : ping) {
                pong.send(UNIT);
            }
        });
        played.go(() -> {
            long start = System.nanoTime();
            while (System.nanoTime() - start < nanos) {
                ping.send(UNIT);
                pong.receive();
                count[0]++;
            }
            ping.close();
        });
        played.await();
        return (double) count[0] / nanos;
    }
}
