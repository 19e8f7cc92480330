package dev.jopher.race.internal.shadow;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.jopher.race.internal.clock.Epoch;
import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.sync.SyncClock;
import dev.jopher.race.internal.sync.WeakTable;
import org.jspecify.annotations.Nullable;

/**
 * The static initialisers that have run. What a thread has done until it has initialised a class
 * happens before each use of that class by another thread (JLS 12.4.2). A class is used so often
 * that the detector does not see that. Instead, before a race is reported:
 *
 * <ul>
 * <li>An access during an initialisation that has ended never races with a later one. This may lose
 * a race, of a thread that never uses the class.
 * <li>If the access was before such an initialisation, the thread now acquires what was released by
 * those of the classes whose methods it is in, because it has used them. Classes whose methods it
 * has left are forgotten.
 * </ul>
 */
public final class ClassInitialisations {
    private static final StackWalker WALKER =
            StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

    /** Slot, first and last clock of each. Replaced by a longer one when it is full. */
    private static volatile int[] extents = new int[3 * 64];
    private static volatile int size;

    /** What was released at the end of each class's initialisation. */
    private static final WeakTable<SyncClock> RELEASED = new WeakTable<>();

    private ClassInitialisations() {}

    /** An initialiser begins. Returns the thread's clock. */
    public static int begin(ShadowThread t) {
        t.tick(); // what the thread did before has another clock
        return Epoch.clock(t.epoch);
    }

    /**
     * The initialiser that calls this has ended.
     *
     * @param begin what {@link #begin} returned
     */
    public static void end(int begin, ShadowThread t) {
        boolean inside = t.inside;
        t.inside = true;
        try {
            end(WALKER.getCallerClass(), begin, t);
        } finally {
            t.inside = inside;
        }
    }

    private static void end(Class<?> initialised, int begin, ShadowThread t) {
        add(t.slot(), begin, Epoch.clock(t.epoch));
        RELEASED.putIfAbsent(initialised, new SyncClock()).release(t);
        t.tick();
    }

    private static synchronized void add(int slot, int begin, int end) {
        int n = size;
        int[] all = extents;
        if (n + 3 > all.length) {
            all = Arrays.copyOf(all, 2 * n);
            extents = all;
        }
        all[n] = slot;
        all[n + 1] = begin;
        all[n + 2] = end;
        size = n + 3;
    }

    /**
     * Returns whether the access that a word records was made by an initialiser, or is ordered
     * before {@code t}, the current thread, by one.
     */
    static boolean order(long word, ShadowThread t) {
        int slot = Epoch.slotOf(word);
        int clock = Epoch.clockOf(word);
        int n = size;
        int[] all = extents;
        boolean before = false;
        for (int i = 0; i < n; i += 3) {
            if (all[i] == slot && clock <= all[i + 2]) {
                if (all[i + 1] <= clock) {
                    return true;
                }
                before = true;
            }
        }
        return before && acquireUsed(t) && t.knows(word);
    }

    private static boolean acquireUsed(ShadowThread t) {
        t.inside = true;
        try {
            return WALKER.walk(new Used(t));
        } catch (StackOverflowError | InternalError e) {
            return false; // the JDK's StackWalker throws an InternalError on a full stack
        } finally {
            t.inside = false;
        }
    }

    /** Acquires what was released by the initialisations of the classes of all frames. */
    private record Used(ShadowThread t) implements Function<Stream<StackFrame>, Boolean> {
        @Override
        public Boolean apply(Stream<StackFrame> frames) {
            Iterator<StackFrame> i = frames.iterator();
            while (i.hasNext()) {
                for (Class<?> c = i.next().getDeclaringClass(); c != null; c = c.getSuperclass()) {
                    acquire(c);
                }
            }
            return true;
        }

        private void acquire(Class<?> c) {
            @Nullable SyncClock released = RELEASED.find(c);
            if (released != null) {
                released.learn(t);
            }
        }
    }
}
