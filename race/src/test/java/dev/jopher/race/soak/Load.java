package dev.jopher.race.soak;

import java.util.ArrayList;
import java.util.List;

/** Something that many threads do with a library, in the way that its documentation shows. */
interface Load {
    /** Returns after {@code end}, a time of {@link System#nanoTime}. */
    void run(long end) throws Exception;

    /** What one thread does, again and again. */
    interface Round {
        void run(int n) throws Exception;
    }

    static boolean isOver(long end) {
        return System.nanoTime() - end >= 0;
    }

    /** Runs rounds in {@code threads} threads until {@code end}. */
    static void inThreads(int threads, long end, Round round) throws Exception {
        List<Thread> all = new ArrayList<>();
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int t = 0; t < threads; t++) {
            int first = t * 1_000_000;
            Runnable r = () -> {
                try {
                    for (int n = first; !isOver(end); n++) {
                        round.run(n);
                    }
                } catch (Throwable e) {
                    failures.add(e);
                }
            };
            all.add(t % 2 == 0 ? Thread.ofPlatform().start(r) : Thread.ofVirtual().start(r));
        }
        for (Thread t : all) {
            t.join();
        }
        for (Throwable e : failures) {
            throw new AssertionError(e);
        }
    }
}
