package dev.jopher.race.programs;

import java.util.function.Consumer;

/** Runs two threads, the second one after the first one opened the gate, which orders nothing. */
final class Two {
    private Two() {}

    static void run(Runnable first, Runnable second) {
        run(gate -> {
            first.run();
            gate.open();
        }, second);
    }

    /** The first opens the gate itself. Both are started before either runs. */
    static void run(Consumer<Gate> first, Runnable second) {
        Gate gate = new Gate();
        Gate started = new Gate();
        Thread one = new Thread(() -> {
            started.await();
            first.accept(gate);
        }, "one");
        Thread two = new Thread(() -> {
            gate.await();
            second.run();
        }, "two");
        one.start();
        two.start();
        started.open();
        try {
            one.join();
            two.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
