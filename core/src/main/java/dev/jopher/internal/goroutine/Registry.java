package dev.jopher.internal.goroutine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.jopher.internal.base.SpinLock;
import dev.jopher.internal.base.ThreadContainers;
import dev.jopher.internal.sched.GoRuntime;
import org.jspecify.annotations.Nullable;

/**
 * All goroutines that have started and not ended: Go's {@code allgs}. The goroutines are in linked
 * lists, one for each shard, and each shard has its own lock. Processors start goroutines in
 * different shards, so they rarely contend for a lock.
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

    /** Threads other than goroutines that have waited in one of our operations. */
    private static final Set<G> FOREIGN =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private Registry() {}

    /**
     * Number of ids that a shard takes at once, as Go's {@code goidcache} does. Otherwise
     * processors would contend for each id.
     */
    private static final int ID_BATCH = 16;

    /** Ids up to here are taken one by one, so a small program has no gaps. */
    private static final int ONE_BY_ONE = 1000;

    /** How many references {@link #visit} copies at once. */
    private static final int AT_ONCE = 512;

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

        /**
         * Copies goroutines into {@code some}: those that follow the {@code n} which are there, or
         * the first ones if {@code n} is 0. Returns how many.
         */
        int copyNext(@Nullable G[] some, int n) {
            lock.lock();
            try {
                G g = n == 0 ? first : after(some, n);
                int k = 0;
                for (; g != null && k < some.length; g = g.next) {
                    some[k++] = g;
                }
                return k;
            } finally {
                lock.unlock();
            }
        }

        /**
         * Returns what follows the last of {@code some}. If that has left the list since it was
         * copied, what follows the last one that has not is the same. Null if all have left.
         */
        private @Nullable G after(@Nullable G[] some, int n) {
            for (int i = n - 1; i >= 0; i--) {
                G g = some[i];
                if (g != null && (first == g || g.previous != null)) {
                    return g.next;
                }
            }
            return null;
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
        int index = GoRuntime.scheduler().shardHint() & (SHARDS - 1);
        Shard shard = ALL[index];
        shard.lock.lock();
        try {
            g.registered(shard.takeId(), index);
            shard.link(g);
            shard.size(shard.size + 1);
            shard.added++;
        } finally {
            shard.lock.unlock();
        }
    }

    static void remove(G g) {
        Shard shard = ALL[g.shard()];
        shard.lock.lock();
        try {
            boolean unlinked = g.unlinked;
            g.unlinked = false;
            if (!unlinked) {
                shard.unlink(g);
            }
            shard.size(shard.size - 1);
            if (unlinked) {
                UnlinkedGoroutines.ended(g); // last, because it may find no memory
            }
        } finally {
            shard.lock.unlock();
        }
    }

    // ---- for UnlinkedGoroutines ----------------------------------------------------------------

    static void unlink(Predicate<G> which, Consumer<G> to) {
        for (Shard shard : ALL) {
            shard.lock.lock();
            try {
                for (G g = shard.first, after; g != null; g = after) {
                    after = g.next;
                    if (which.test(g)) {
                        to.accept(g); // may throw an OutOfMemoryError
                        shard.unlink(g);
                        g.unlinked = true;
                    }
                }
            } finally {
                shard.lock.unlock();
            }
        }
    }

    /** Links {@code g} again, unless it has ended. */
    static void relink(G g) {
        Shard shard = ALL[g.shard()];
        shard.lock.lock();
        try {
            if (g.unlinked) {
                g.unlinked = false;
                shard.link(g);
            }
        } finally {
            shard.lock.unlock();
        }
    }

    /** Stops counting an unlinked goroutine of that shard. */
    static void discard(int index) {
        Shard shard = ALL[index];
        shard.lock.lock();
        shard.size(shard.size - 1);
        shard.lock.unlock();
    }

    // ---- foreign threads -----------------------------------------------------------------------

    static void addForeign(G g) {
        FOREIGN.add(g);
    }

    /** Returns the threads other than goroutines that have waited in one of our operations. */
    public static List<G> foreign() {
        synchronized (FOREIGN) {
            return new ArrayList<>(FOREIGN);
        }
    }

    // ---- all goroutines ------------------------------------------------------------------------

    /** Returns the number of goroutines. */
    public static int size() {
        int sum = 0;
        for (Shard shard : ALL) {
            sum += shard.size;
        }
        return sum;
    }

    /**
     * Returns how many goroutines have started so far. If two calls return the same number, none
     * has started between them.
     */
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
     * Returns whether {@code test} holds for all goroutines. Stops at the first one for which it
     * does not hold. May miss a goroutine that starts during the call. May even miss all of a chain
     * in which each goroutine starts the next one and ends.
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

    /**
     * Passes the goroutines to {@code to}. Unlike {@link #allMatch} it holds no lock for longer
     * than it takes to copy {@value #AT_ONCE} references, so it may visit a million of them while
     * others start. It may then miss some, and pass some twice.
     */
    public static void visit(Consumer<G> to) {
        @Nullable G[] some = new @Nullable G[AT_ONCE];
        for (Shard shard : ALL) {
            // The bound: a goroutine that a leak search links again could lead back to the first.
            long most = shard.size + (long) AT_ONCE;
            int n = 0;
            do {
                n = shard.copyNext(some, n);
                for (int i = 0; i < n; i++) {
                    G g = some[i];
                    if (g != null) {
                        to.accept(g);
                    }
                }
                most -= n;
            } while (n == AT_ONCE && most > 0);
        }
    }

    /** Returns the goroutine whose thread has that {@linkplain Thread#threadId() id}. */
    public static @Nullable G find(long threadId) {
        return find(g -> g.thread().threadId() == threadId);
    }

    public static @Nullable G find(Thread thread) {
        return find(g -> g.thread() == thread);
    }

    /**
     * Returns the first goroutine for which {@code test} holds, or null. May miss goroutines, as
     * {@link #allMatch} may.
     */
    public static @Nullable G find(Predicate<G> test) {
        G[] found = new G[1];
        boolean none = allMatch(g -> {
            found[0] = g;
            return !test.test(g);
        });
        return none ? null : found[0];
    }

    /** Returns the goroutines that exist now, oldest first. */
    public static List<G> snapshot() {
        List<G> list = new ArrayList<>();
        allMatch(list::add);
        list.sort(Comparator.comparingLong(G::id));
        return list;
    }

    /**
     * Returns the threads that goroutines have forked. The JDK does not list goroutines, so it does
     * not list these threads either.
     */
    public static Stream<Thread> threadsOfGoroutines() {
        return snapshot().stream().flatMap(g -> ThreadContainers.threadsOwnedBy(g.thread()));
    }

    /**
     * Returns whether the thread with that {@linkplain Thread#threadId() id} is gone; false if that
     * is unknown.
     */
    public static boolean isThreadGone(long threadId) {
        @Nullable Stream<Thread> all = ThreadContainers.allThreads();
        return all != null && Stream.concat(all, threadsOfGoroutines())
                .noneMatch(t -> t.threadId() == threadId);
    }
}
