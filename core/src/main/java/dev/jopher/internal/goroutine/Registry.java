package dev.jopher.internal.goroutine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.jopher.internal.base.JdkInternals;
import dev.jopher.internal.base.SpinLock;
import dev.jopher.internal.sched.GoRuntime;
import org.jspecify.annotations.Nullable;

/**
 * All goroutines that have started and not ended: Go's {@code allgs}. Linked lists in shards, each with a
 * lock of its own: processors start goroutines in different shards, and rarely meet.
 */
public final class Registry {
    private static final int SHARDS = 16;
    private static final Shard[] ALL = new Shard[SHARDS];
    private static final VarHandle SIZE;

    static {
        try {
            SIZE = MethodHandles.lookup().findVarHandle(Shard.class, "size", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        for (int i = 0; i < SHARDS; i++) {
            ALL[i] = new Shard();
        }
    }

    /** Threads that are no goroutines and have waited in one of our operations. */
    private static final Set<G> FOREIGN =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private Registry() {}

    /** So many ids are taken at once, as by Go's {@code goidcache}: two processors would fight for each. */
    private static final int ID_BATCH = 16;

    /** A small program has them without gaps. */
    private static final int ONE_BY_ONE = 1000;

    private static final AtomicLong IDS = new AtomicLong(1);

    private static final class Shard extends Padding {
        final SpinLock lock = new SpinLock();
        volatile int size;
        long added;
        long nextId;
        long endOfBatch;
        @Nullable G first;

        void size(int n) {
            SIZE.setRelease(this, n);
        }

        void link(G g) {
            G head = first;
            g.next = head;
            if (head != null) {
                head.previous = g;
            }
            first = g;
        }

        void unlink(G g) {
            G before = g.previous;
            G after = g.next;
            if (before == null) {
                first = after;
            } else {
                before.next = after;
            }
            if (after != null) {
                after.previous = before;
            }
            g.next = null;
            g.previous = null;
        }

        long takeId() {
            if (nextId == endOfBatch) {
                int n = IDS.get() < ONE_BY_ONE ? 1 : ID_BATCH;
                nextId = IDS.getAndAdd(n);
                endOfBatch = nextId + n;
            }
            return nextId++;
        }
    }

    /** Keeps the shards in cache lines of their own. */
    @SuppressWarnings("unused")
    private abstract static class Padding {
        long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15;
    }

    /** Gives {@code g} its id. */
    static void add(G g) {
        int place = GoRuntime.scheduler().place() & (SHARDS - 1);
        Shard shard = ALL[place];
        shard.lock.lock();
        try {
            g.registered(shard.takeId(), place);
            shard.link(g);
            shard.size(shard.size + 1);
            shard.added++;
        } finally {
            shard.lock.unlock();
        }
    }

    static void remove(G g) {
        Shard shard = ALL[g.place()];
        shard.lock.lock();
        try {
            boolean withheld = g.withheld;
            g.withheld = false;
            if (!withheld) {
                shard.unlink(g);
            }
            shard.size(shard.size - 1);
            if (withheld) {
                ENDED.add(g.id()); // last, for it may find no memory
            }
        } finally {
            shard.lock.unlock();
        }
    }

    // ---- for the search for leaks ----------------------------------------------------------------------

    /** Those that have ended while they were withheld: nobody holds them either, and they are not lost. */
    private static final Set<Long> ENDED = ConcurrentHashMap.newKeySet();

    public static boolean hasEnded(long id) {
        return ENDED.contains(id);
    }

    /** When none is withheld any more. */
    public static void forgetEnded() {
        ENDED.clear();
    }

    /** Whether goroutines are missing here, for the time being: see {@link #withhold}. */
    private static volatile boolean incomplete;

    public static boolean isIncomplete() {
        return incomplete;
    }

    public static void incomplete(boolean now) {
        incomplete = now;
    }

    /**
     * Takes out those that wait, and hands them to {@code to}: whom nothing else holds can then be collected. They still
     * count. Who ends meanwhile does not come back.
     */
    public static void withhold(Predicate<G> which, Consumer<G> to) {
        for (Shard shard : ALL) {
            shard.lock.lock();
            try {
                for (G g = shard.first, after; g != null; g = after) {
                    after = g.next;
                    if (which.test(g)) {
                        to.accept(g); // may throw for want of memory
                        shard.unlink(g);
                        g.withheld = true;
                    }
                }
            } finally {
                shard.lock.unlock();
            }
        }
    }

    /** Takes {@code g} in again, unless it has ended. */
    public static void restore(G g) {
        Shard shard = ALL[g.place()];
        shard.lock.lock();
        try {
            if (g.withheld) {
                g.withheld = false;
                shard.link(g);
            }
        } finally {
            shard.lock.unlock();
        }
    }

    /** One of {@code place} that was withheld is no more. */
    public static void forget(int place) {
        Shard shard = ALL[place];
        shard.lock.lock();
        shard.size(shard.size - 1);
        shard.lock.unlock();
    }

    static void addForeign(G g) {
        FOREIGN.add(g);
    }

    /** The threads other than goroutines that have waited in one of our operations. */
    public static List<G> foreign() {
        synchronized (FOREIGN) {
            return new ArrayList<>(FOREIGN);
        }
    }

    /** How many goroutines there are. */
    public static int size() {
        int sum = 0;
        for (Shard shard : ALL) {
            sum += shard.size;
        }
        return sum;
    }

    /** How many goroutines have started so far. Two equal answers: none has, after the first and before the second. */
    public static long added() {
        long sum = 0;
        for (Shard shard : ALL) {
            shard.lock.lock();
            sum += shard.added;
            shard.lock.unlock();
        }
        return sum;
    }

    /**
     * Whether {@code test} holds for all goroutines; stops at the first for which it does not. One that starts during the
     * look may be missed, and so may all of a chain in which each starts the next and ends.
     */
    public static boolean allMatch(Predicate<G> test) {
        for (Shard shard : ALL) {
            shard.lock.lock();
            try {
                for (G g = shard.first; g != null; g = g.next) {
                    if (!test.test(g)) {
                        return false;
                    }
                }
            } finally {
                shard.lock.unlock();
            }
        }
        return true;
    }

    /** The goroutine whose thread has that {@linkplain Thread#threadId() number}. */
    public static @Nullable G find(long threadId) {
        return find(g -> g.thread().threadId() == threadId);
    }

    public static @Nullable G find(Thread thread) {
        return find(g -> g.thread() == thread);
    }

    /** The first that {@code test} holds for, null if there is none; with the reservations of {@link #allMatch}. */
    public static @Nullable G find(Predicate<G> test) {
        G[] found = new G[1];
        boolean none = allMatch(g -> {
            found[0] = g;
            return !test.test(g);
        });
        return none ? null : found[0];
    }

    /** The goroutines of now, oldest first. */
    public static List<G> snapshot() {
        List<G> list = new ArrayList<>();
        allMatch(list::add);
        list.sort(Comparator.comparingLong(G::id));
        return list;
    }

    /** Threads that goroutines have forked. The JDK lists goroutines nowhere, so not these either. */
    public static Stream<Thread> threadsOfGoroutines() {
        return snapshot().stream().flatMap(g -> JdkInternals.threadsOwnedBy(g.thread()));
    }

    /**
     * Returns whether no thread has that {@linkplain Thread#threadId() number} any more; false if that
     * cannot be told.
     */
    public static boolean isThreadGone(long threadId) {
        @Nullable Stream<Thread> all = JdkInternals.allThreads();
        return all != null && Stream.concat(all, threadsOfGoroutines())
                .noneMatch(t -> t.threadId() == threadId);
    }
}
