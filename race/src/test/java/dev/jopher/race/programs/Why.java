package dev.jopher.race.programs;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import dev.jopher.race.internal.litmus.Turns;

/** Two threads whose accesses nothing orders, each with something that could have. */
public final class Why {
    private static long[] table = new long[5];
    private double[] rows = new double[9];
    private double[] others = rows;
    private int[][] grid = {{1, 2}, {3, 4}};
    private byte[] big = new byte[100_000];
    private int counter;
    private volatile boolean flag;
    private final Lock lock = new ReentrantLock();

    private Why() {}

    public static void main(String[] args) throws InterruptedException {
        new Why().run(args[0]);
    }

    private void run(String name) throws InterruptedException {
        Turns turns = new Turns();
        Thread first = new Thread(() -> {
            first(name);
            turns.next();
            turns.await(2);
        }, "first");
        Thread second = new Thread(() -> {
            turns.await(1);
            second(name);
            turns.next();
        }, "second");
        first.start();
        second.start();
        first.join();
        second.join();
    }

    private void first(String name) {
        switch (name) {
            case "monitor" -> {
                synchronized ("a") {
                    counter = 1;
                }
            }
            default -> {
                counter = 1;
                fill(1);
            }
        }
    }

    private void fill(int value) {
        for (int i = 0; i < rows.length; i++) {
            rows[i] = value;
        }
        for (int i = 0; i < table.length; i++) {
            table[i] = value;
        }
        grid[1][1] = value;
        big[70_000] = (byte) value;
    }

    private void second(String name) {
        switch (name) {
            case "field" -> rows[3] = 2;
            case "static" -> table[2] = 2;
            case "local" -> local();
            case "either" -> (name.isEmpty() ? rows : others)[1] = 2;
            case "two" -> two(name.isEmpty());
            case "parameter" -> set(rows);
            case "nested" -> grid[1][1] = 2;
            case "copy" -> System.arraycopy(new double[3], 0, rows, 4, 1);
            case "large" -> big[70_000] = 2;
            case "range" -> java.util.Arrays.fill(rows, 5, 6, 2);
            case "monitor" -> {
                synchronized (this) {
                    counter = 2;
                }
            }
            case "method" -> count();
            case "lock" -> {
                lock.lock();
                try {
                    counter = 2;
                } finally {
                    lock.unlock();
                }
            }
            case "volatile" -> counter = flag ? 3 : 2;
            default -> counter = 2;
        }
    }

    private void local() {
        double[] row = rows;
        row[3] = 2;
    }

    private void two(boolean one) {
        double[] row = rows;
        if (!one) {
            row = others;
        }
        row[0] = 2;
    }

    private synchronized void count() {
        counter = 2;
    }

    private static void set(double[] a) {
        a[5] = 2;
    }
}
