package dev.jopher.race.internal.litmus;

import java.util.concurrent.locks.LockSupport;

/**
 * Puts the steps of several threads in an order that the detector does not see. The agent leaves
 * this package as it is, so that the volatile field makes no happens-before edge for the detector,
 * although it makes one for the JVM. So a race has the same steps in each run.
 */
public final class Turns {
    private volatile int turn;
    private boolean second;

    /** Waits until {@code n} turns are over. */
    public void await(int n) {
        for (int i = 0; turn < n; i++) {
            if (i < 100) {
                Thread.yield();
            } else {
                pause(); // virtual threads that only yield keep another one from its carrier
            }
        }
    }

    public boolean isOver(int n) {
        return turn >= n;
    }

    /** Does not end at an interrupt, which is the program's. */
    private static void pause() {
        LockSupport.parkNanos(1_000_000);
    }

    /** Ends a turn. Only one thread has it, except for the users of {@link #meet}. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public void next() {
        turn++;
    }

    /** Ends the turn of two threads: called by both. */
    public synchronized void nextOfTwo() {
        second = !second;
        if (!second) {
            turn++;
        }
    }

    /** Waits until {@code n} threads are here. */
    public void meet(int n) {
        synchronized (this) {
            turn++;
        }
        await(n);
    }
}
