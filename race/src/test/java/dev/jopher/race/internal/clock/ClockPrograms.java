package dev.jopher.race.internal.clock;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/**
 * Runs a random program of threads and messages with the detector's clocks and with naive vectors,
 * in which each thread has an entry of its own. Compares, after each step, what the acting thread
 * knows of the accesses of all threads.
 */
final class ClockPrograms {
    /** A difference between the two. */
    static final class Difference extends RuntimeException {
        Difference(String message) {
            super(message);
        }
    }

    /** What may be wrong with an implementation. */
    enum Mutant {
        NONE,
        /** An acquired join is witnessed by the present epoch, even if it is never released. */
        EARLY_WITNESS,
        /** An acquire is skipped if the acquirer was the last to release. */
        OWNER_SHORTCUT
    }

    private static final int ACCESSES = 4;

    private final Random random;
    private final Slots slots;
    private final int threads;
    private final boolean exact;
    private final Mutant mutant;
    private final List<Actor> actors = new ArrayList<>();
    private final List<Actor> live = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final Message[] clocks = new Message[4];

    /** A thread in both models. */
    private static final class Actor {
        final int id;
        final ShadowThread shadow;
        int[] vector;
        final long[] words = new long[ACCESSES];
        final int[] times = new int[ACCESSES];
        int accesses;

        Actor(int id, ShadowThread shadow, int[] vector) {
            this.id = id;
            this.shadow = shadow;
            this.vector = vector;
            vector[id] = 1;
        }
    }

    /** A release, or a clock that keeps several. */
    private static final class Message {
        @Nullable Snapshot snapshot;
        int[] vector = new int[0];
        @Nullable Actor last;
    }

    /**
     * @param exact whether both must know the same; otherwise the detector may know more
     */
    ClockPrograms(long seed, Slots slots, int threads, boolean exact, Mutant mutant) {
        this.random = new Random(seed);
        this.slots = slots;
        this.threads = threads;
        this.exact = exact;
        this.mutant = mutant;
        for (int i = 0; i < clocks.length; i++) {
            clocks[i] = new Message();
        }
        add(null, new int[threads]);
    }

    private void add(@Nullable Snapshot start, int[] vector) {
        Actor a = new Actor(actors.size(),
                ShadowThread.create(Thread.currentThread(), slots, start), vector);
        actors.add(a);
        live.add(a);
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            Actor a = live.get(random.nextInt(live.size()));
            step(a, random.nextInt(22));
            for (Actor b : actors) {
                compare(a, b, i);
            }
        }
    }

    private void step(Actor a, int operation) {
        switch (operation) {
            case 0, 1, 2, 3, 4, 5 -> access(a);
            case 6, 7, 8 -> messages.add(release(a, new Message()));
            case 9, 10, 11 -> acquire(a, message());
            case 12, 13 -> acquire(a, clocks[random.nextInt(clocks.length)]);
            case 14, 15 -> releaseMerge(a, clocks[random.nextInt(clocks.length)]);
            case 16 -> {
                Message lock = clocks[0];
                acquire(a, lock);
                access(a);
                releaseMerge(a, lock);
            }
            case 17 -> a.shadow.tick();
            case 18, 19 -> fork(a);
            case 20 -> messages.add(joined(message(), message()));
            default -> end(a);
        }
    }

    private void access(Actor a) {
        a.shadow.used = a.shadow.epoch;
        int i = a.accesses++ % ACCESSES;
        a.words[i] = Epoch.word(a.shadow.epoch, 7);
        a.times[i] = a.vector[a.id];
    }

    private Message message() {
        int n = messages.size();
        int oldest = random.nextBoolean() ? Math.max(0, n - 4) : 0;
        return n == 0 ? clocks[0] : messages.get(oldest + random.nextInt(n - oldest));
    }

    private static Message joined(Message a, Message b) {
        Message m = new Message();
        m.snapshot = ShadowThread.join(a.snapshot, b.snapshot);
        m.vector = max(a.vector, b.vector);
        return m;
    }

    private Message release(Actor a, Message m) {
        m.snapshot = a.shadow.release();
        m.vector = a.vector.clone();
        a.vector[a.id]++;
        m.last = a;
        return m;
    }

    private void releaseMerge(Actor a, Message clock) {
        Message m = release(a, new Message());
        clock.snapshot = ShadowThread.join(clock.snapshot, m.snapshot);
        clock.vector = max(clock.vector, m.vector);
        clock.last = a;
    }

    private void acquire(Actor a, Message m) {
        if (mutant != Mutant.OWNER_SHORTCUT || m.last != a) {
            a.shadow.acquire(m.snapshot);
        }
        if (mutant == Mutant.EARLY_WITNESS && m.snapshot != null && m.snapshot.witness == 0) {
            m.snapshot.witness = a.shadow.epoch;
        }
        a.vector = max(a.vector, m.vector);
    }

    private void fork(Actor a) {
        if (actors.size() < threads) {
            Message m = release(a, new Message());
            add(m.snapshot, m.vector);
        }
    }

    /** Ends a thread; often another one joins it, before or after its slot is given back. */
    private void end(Actor a) {
        if (live.size() == 1) {
            return;
        }
        live.remove(a);
        boolean early = random.nextInt(4) == 0;
        if (!early) {
            a.shadow.ended();
        }
        if (random.nextInt(3) != 0) {
            Actor b = live.get(random.nextInt(live.size()));
            b.shadow.acquire(a.shadow.last());
            b.vector = max(b.vector, a.vector);
        }
        if (early) {
            a.shadow.ended();
        }
        if (!exact && random.nextInt(4) == 0) {
            live.add(a); // it goes on after its end
            a.vector[a.id]++;
        }
    }

    private void compare(Actor a, Actor b, int step) {
        for (int i = 0; i < ACCESSES && i < b.accesses; i++) {
            boolean knows = a == b || a.vector[b.id] >= b.times[i];
            boolean found = a.shadow.knows(b.words[i]);
            if (exact ? knows != found : knows && !found) {
                throw new Difference("step " + step + ": " + a.id + " knows " + b.id + "@"
                        + b.times[i] + ": " + knows + ", and the detector says " + found);
            }
        }
    }

    private static int[] max(int[] a, int[] b) {
        int[] m = a.length >= b.length ? a.clone() : b.clone();
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            m[i] = Math.max(a[i], b[i]);
        }
        return m;
    }
}
