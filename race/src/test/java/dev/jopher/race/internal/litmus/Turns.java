package dev.jopher.race.internal.litmus;

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
                // Virtual threads that only yield can keep another one from its carrier.
                pause();
            }
        }
    }

    public boolean isOver(int n) {
        return turn >= n;
    }

    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
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
