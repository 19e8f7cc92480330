package dev.jopher.race.internal.shadow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;

import dev.jopher.race.internal.clock.Epoch;
import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.clock.Snapshot;
import dev.jopher.race.internal.sync.SyncClock;

/**
 * A random trace of some threads, run through the detector and through a naive one with whole
 * vector clocks and all accesses. After each access both must have the same verdict.
 */
final class RandomTrace implements Conflicts.Listener {
    /** A difference between the two. */
    static final class Difference extends RuntimeException {
        Difference(String message) {
            super(message);
        }
    }

    /** What may be wrong with the detector. */
    enum Mutant {
        NONE,
        /** A write is not checked after a read in the same epoch. */
        WRITE_AFTER_READ_SKIPPED,
        /** Only the last reader is kept. */
        ONE_READER,
        /** A volatile read is no acquire. */
        LOST_ACQUIRE
    }

    private static final int VARIABLES = 4;
    private static final int LIVE = 4;
    private static final int THREADS = 24;

    /** Numbers of places that have no place. */
    private static final int SITE = 1 << 19;

    private final Random random;
    private final Mutant mutant;
    private final List<Actor> live = new ArrayList<>();
    private final Variable[] variables = new Variable[VARIABLES];
    private final Sync[] locks = {new Sync(), new Sync()};
    private final Sync[] volatiles = {new Sync(), new Sync()};
    private final Queue<Message> channel = new ArrayDeque<>();
    private final List<Access> accesses = new ArrayList<>();
    private int threads;
    private int races;

    private final List<Access> reported = new ArrayList<>();

    private static final class Actor {
        final int id;
        final ShadowThread shadow;
        final int[] vector;
        int epoch;

        Actor(int id, ShadowThread shadow, int[] vector) {
            this.id = id;
            this.shadow = shadow;
            this.vector = vector;
            vector[id] = 1;
        }

        void learn(int[] other) {
            for (int i = 0; i < vector.length; i++) {
                vector[i] = Math.max(vector[i], other[i]);
            }
        }

        int[] release() {
            int[] v = vector.clone();
            vector[id]++;
            return v;
        }
    }

    private record Access(Actor by, int time, Variable of, boolean writes) {
        boolean happenedBefore(Actor a) {
            return by == a || a.vector[by.id] >= time;
        }
    }

    /** A variable in both models. Its words are used as instrumented code does. */
    private static final class Variable {
        long w;
        long r;
        Access[] reads = new Access[THREADS];
        Access write;

        void read(ShadowThread t, int site, boolean oneReader) {
            if (Epoch.epochOf(r) != t.epoch) {
                r = Checks.read(w, oneReader ? 0 : r, t, site);
            }
        }

        void write(ShadowThread t, int site) {
            if (Epoch.epochOf(w) != t.epoch) {
                w = Checks.write(w, r, t, site);
            }
        }
    }

    private static final class Sync {
        final SyncClock clock = new SyncClock();
        int[] vector = new int[THREADS];
        Actor owner;
    }

    private record Message(Snapshot snapshot, int[] vector) {}

    RandomTrace(long seed, Mutant mutant) {
        this.random = new Random(seed);
        this.mutant = mutant;
        Arrays.setAll(variables, i -> new Variable());
        start(null, new int[THREADS]);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            fork(live.get(0));
        }
    }

    /** Returns how many accesses raced. */
    int run(int steps) {
        Conflicts.listener = this;
        try {
            for (int i = 0; i < steps; i++) {
                step(live.get(random.nextInt(live.size())), random.nextInt(20));
            }
        } finally {
            Conflicts.listener = null;
            live.forEach(a -> a.shadow.ended());
        }
        return races;
    }

    private void step(Actor a, int operation) {
        Sync lock = locks[random.nextInt(locks.length)];
        Sync v = volatiles[random.nextInt(volatiles.length)];
        switch (operation) {
            case 0, 1, 2, 3, 4 -> read(a);
            case 5, 6, 7 -> write(a);
            case 8, 9, 10 -> lock(a, lock);
            case 11, 12, 13 -> unlock(a);
            case 14 -> channel.add(new Message(a.shadow.release(), a.release()));
            case 15 -> receive(a);
            case 16 -> release(a, v);
            case 17 -> acquire(a, v, mutant == Mutant.LOST_ACQUIRE);
            case 18 -> fork(a);
            default -> join(a);
        }
    }

    private void lock(Actor a, Sync lock) {
        if (lock.owner == null) {
            lock.owner = a;
            acquire(a, lock, false);
        }
    }

    private void unlock(Actor a) {
        for (Sync lock : locks) {
            if (lock.owner == a) {
                release(a, lock);
                lock.owner = null;
                return;
            }
        }
    }

    private void release(Actor a, Sync s) {
        s.clock.releaseMerge(a.shadow);
        int[] v = a.release();
        for (int i = 0; i < v.length; i++) {
            s.vector[i] = Math.max(s.vector[i], v[i]);
        }
    }

    private void acquire(Actor a, Sync s, boolean lost) {
        if (!lost) {
            s.clock.acquire(a.shadow);
        }
        a.learn(s.vector);
    }

    private void receive(Actor a) {
        Message m = channel.poll();
        if (m != null) {
            a.shadow.acquire(m.snapshot);
            a.learn(m.vector);
        }
    }

    private void start(Snapshot start, int[] vector) {
        live.add(new Actor(threads++, ShadowThread.create(Thread.currentThread(), start), vector));
    }

    private void fork(Actor a) {
        if (live.size() < LIVE && threads < THREADS) {
            start(a.shadow.release(), a.release());
        }
    }

    private void join(Actor a) {
        Actor b = live.get(random.nextInt(live.size()));
        if (a != b && locks[0].owner != b && locks[1].owner != b) {
            live.remove(b);
            a.shadow.acquire(b.shadow.last());
            a.learn(b.vector);
            b.shadow.ended();
        }
    }

    private Access access(Actor a, Variable v, boolean writes) {
        Access access = new Access(a, a.vector[a.id], v, writes);
        accesses.add(access);
        reported.clear();
        return access;
    }

    private void read(Actor a) {
        Variable v = variables[random.nextInt(VARIABLES)];
        Access access = access(a, v, false);
        v.read(a.shadow, SITE + accesses.size(), mutant == Mutant.ONE_READER);
        Access before = v.reads[a.id];
        boolean skipped = before != null && before.time == access.time;
        if (!skipped) { // else it was checked, and a racing write since has been reported
            verdict(v.write != null && !v.write.happenedBefore(a));
            v.reads[a.id] = access;
        }
    }

    private void write(Actor a) {
        Variable v = variables[random.nextInt(VARIABLES)];
        Access access = access(a, v, true);
        Access read = v.reads[a.id];
        if (mutant != Mutant.WRITE_AFTER_READ_SKIPPED || read == null || read.time != access.time) {
            v.write(a.shadow, SITE + accesses.size());
        }
        boolean skipped = v.write != null && v.write.by == a && v.write.time == access.time;
        boolean races = v.write != null && !v.write.happenedBefore(a);
        for (Access r : v.reads) {
            races |= r != null && !r.happenedBefore(a);
        }
        if (!skipped) {
            verdict(races);
            v.write = access;
        }
    }

    @Override
    public void race(long previous, boolean previousWrote, ShadowThread t, int site,
            boolean writes) {
        Access p = accesses.get(Epoch.siteOf(previous) - SITE - 1);
        Access now = accesses.get(site - SITE - 1);
        if (p.writes != previousWrote || now.writes != writes || p.of != now.of
                || now.by.shadow != t || p.happenedBefore(now.by)) {
            throw new Difference("not a race: " + p + ", " + now);
        }
        reported.add(p);
    }

    private void verdict(boolean race) {
        if (race == reported.isEmpty()) {
            throw new Difference("access " + accesses.size() + " races: " + race);
        }
        races += race ? 1 : 0;
    }
}
