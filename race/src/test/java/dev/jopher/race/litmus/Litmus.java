package dev.jopher.race.litmus;

import java.util.ArrayList;
import java.util.List;

import dev.jopher.race.internal.litmus.Turns;

/**
 * Two programs about one rule: one has a race, the other is the same with the synchronisation that
 * the rule asks for. Each class is a nested class of a group in {@link LitmusMain#GROUPS}, and its
 * Javadoc names the rule.
 *
 * <ul>
 *   <li>{@link #racy} has a race in every run. Both accesses are always executed; where the order
 *       matters {@link #inTurn} fixes it without an edge.
 *   <li>{@link #fixed} has none, in any run.
 *   <li>The places of the accesses are in the class itself. A place in a common method would be
 *       reported once for all programs that use it.
 *   <li>Each run has an object of its own, so the fields begin with their default values.
 * </ul>
 */
abstract class Litmus {
    /** The number of the run in this JVM. Changes the kind of the threads, and how they run. */
    static int run;

    abstract void racy() throws Exception;

    abstract void fixed() throws Exception;

    /** Returns how often {@link #racy} must be reported, or 0 for at least once. */
    int reports() {
        return 0;
    }

    /** What one thread does. */
    interface Body {
        void run() throws Exception;
    }

    /**
     * Runs each body in a thread of its own, each after the one before it has ended. No two bodies
     * are ordered by happens-before, only each of them with the caller. All threads are alive until
     * the last body has ended.
     */
    static void inTurn(Body... bodies) throws Exception {
        Turns turns = new Turns();
        Body[] waiting = new Body[bodies.length];
        for (int i = 0; i < bodies.length; i++) {
            Body body = bodies[i];
            int turn = i;
            waiting[i] = () -> {
                turns.await(turn);
                try {
                    body.run();
                } finally {
                    turns.next();
                }
                turns.await(bodies.length);
            };
        }
        together(waiting);
    }

    /** Runs each body in a thread of its own, all at the same time. */
    static void together(Body... bodies) throws Exception {
        List<Thread> threads = new ArrayList<>();
        Throwable[] failed = new Throwable[bodies.length];
        for (int i = 0; i < bodies.length; i++) {
            int n = i;
            threads.add(thread(() -> {
                try {
                    bodies[n].run();
                } catch (Throwable e) {
                    failed[n] = e;
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread t : threads) {
            t.join();
        }
        for (Throwable e : failed) {
            if (e != null) {
                throw new AssertionError(e);
            }
        }
    }

    /** Runs them in turn in one run, and at the same time in another. */
    static void anyOrder(Body... bodies) throws Exception {
        if ((run & 2) == 0) {
            inTurn(bodies);
        } else {
            together(bodies);
        }
    }

    /** Returns a new thread: a virtual one in each second run. */
    static Thread thread(Runnable body) {
        return (run & 1) == 0
                ? Thread.ofPlatform().daemon().unstarted(body)
                : Thread.ofVirtual().unstarted(body);
    }
}
