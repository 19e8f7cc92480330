package dev.jopher.explore.internal.strategy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import dev.jopher.explore.internal.world.ControlledThread;

/** Counts the steps of a run: by thread, by number of the object. */
final class Recording {
    private final List<ControlledThread> threads = new ArrayList<>();
    private final List<int[]> counts = new ArrayList<>();
    private int objects;

    void created(ControlledThread t) {
        threads.add(t);
        counts.add(new int[4]);
    }

    void add(ControlledThread t, int object) {
        int[] own = counts.get(t.id);
        if (object >= own.length) {
            own = Arrays.copyOf(own, object * 2);
            counts.set(t.id, own);
        }
        own[object]++;
        objects = Math.max(objects, object + 1);
    }

    /** Returns what is known now. Threads count what those that they have created do. */
    Profile profile() {
        Profile p = new Profile(objects);
        int[][] totals = new int[threads.size()][];
        for (int i = 0; i < totals.length; i++) {
            totals[i] = Arrays.copyOf(counts.get(i), objects);
        }
        p.setShared(shared(totals));
        for (int i = totals.length - 1; i >= 0; i--) {
            ControlledThread t = threads.get(i);
            p.put(t, totals[i]);
            ControlledThread creator = t.creator;
            if (creator != null) {
                for (int k = 0; k < objects; k++) {
                    totals[creator.id][k] += totals[i][k];
                }
            }
        }
        return p;
    }

    /** Returns the numbers of the objects that several threads use. */
    private int[] shared(int[][] own) {
        return IntStream.range(0, objects)
                .filter(k -> Arrays.stream(own).filter(c -> c[k] > 0).limit(2).count() == 2)
                .toArray();
    }
}
