package dev.jopher.bench.worker;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What a row is handed: how often to do it, and a clock. It is the part of Go's {@code testing.B}
 * that the board needs; the worker in Go has the same ({@code bench/go/measure.go}).
 */
public final class Bench {
    private final int n;
    private final int procs;
    private final long grain;
    private final int shrink;
    private long operations = 1;
    private double reported = -1;
    private double result = Double.NaN;
    private boolean running;
    private long started;
    private long elapsed;

    /** Creates a bench. {@code shrink}: by how much a test makes everything smaller. */
    Bench(int n, int procs, long grain, int shrink) {
        this.n = n;
        this.procs = procs;
        this.grain = grain;
        this.shrink = shrink;
    }

    /** Returns how often to do it. */
    public int n() {
        return n;
    }

    /** Returns how many processors the runtime uses. */
    public int procs() {
        return procs;
    }

    /** Returns how many of something there are: {@code full}, or fewer in a test. */
    public int size(int full) {
        return Math.max(full / shrink, 1);
    }

    public void startTimer() {
        if (!running) {
            running = true;
            started = System.nanoTime();
        }
    }

    public void stopTimer() {
        if (running) {
            elapsed += System.nanoTime() - started;
            running = false;
        }
    }

    public void resetTimer() {
        elapsed = 0;
        started = System.nanoTime();
    }

    /** Makes each of the {@code n} count for {@code k} operations. */
    public void operations(long k) {
        operations = k;
    }

    /** Gives the row's figure, where it is not the time per operation. */
    public void report(double nanos) {
        reported = nanos;
    }

    /** Records what the row has computed. It is the same each time, and in each runtime. */
    public void result(double value) {
        Check.that(Double.isNaN(result) || result == value);
        result = value;
    }

    /** Returns what the row has computed; NaN if it computes nothing. */
    double result() {
        return result;
    }

    /** Returns the {@code n} to be shared by several goroutines: one share for each of them. */
    public Shares shares() {
        return new Shares(new AtomicLong(), n, grain);
    }

    long elapsed() {
        return elapsed;
    }

    double nanos() {
        return reported >= 0 ? reported : (double) elapsed / n / operations;
    }
}
