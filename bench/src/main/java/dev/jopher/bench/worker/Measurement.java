package dev.jopher.bench.worker;

/**
 * Measures one row again and again, with as many iterations as the time needs; as {@code testing.B}
 * does.
 */
final class Measurement {
    private static final int MOST = 1_000_000_000;

    private final Engine engine;
    private final Body body;
    private final int procs;
    private int latestN;
    private long latestNanos;

    Measurement(Engine engine, Body body, int procs) {
        this.engine = engine;
        this.body = body;
        this.procs = procs;
    }

    /**
     * Does it with growing n until that takes at least {@code goal} nanoseconds; gives the last
     * one.
     */
    Bench measure(long goal) throws Exception {
        int n = latestN == 0 ? 1 : predict(goal);
        for (;;) {
            Bench b = run(n);
            if (b.elapsed() >= goal || n >= MOST) {
                return b;
            }
            n = predict(goal);
        }
    }

    Bench run(int n) throws Exception {
        Bench b = new Bench(n, procs, grain(), 1);
        System.gc();
        engine.run(this::timed, b);
        latestN = n;
        latestNanos = Math.max(b.elapsed(), 1);
        return b;
    }

    private void timed(Bench b) throws Exception {
        b.startTimer();
        body.run(b);
        b.stopTimer();
    }

    /** Returns the n that takes about 100 microseconds. */
    private long grain() {
        return latestN == 0 ? 1 : Math.clamp((long) (1e5 * latestN / latestNanos), 1, 10_000);
    }

    /** Returns the n that takes the goal and a fifth more, within a hundred times the latest. */
    private int predict(long goal) {
        double n = 1.2 * goal * latestN / latestNanos;
        n = Math.min(n, 100.0 * latestN);
        if (latestNanos < goal) {
            n = Math.max(n, latestN + 1.0);
        }
        return (int) Math.clamp(n, 1, MOST);
    }
}
