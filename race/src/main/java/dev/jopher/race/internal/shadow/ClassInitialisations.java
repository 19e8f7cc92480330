package dev.jopher.race.internal.shadow;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.jopher.race.internal.clock.ClockTree;
import dev.jopher.race.internal.clock.Epoch;
import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.clock.Snapshot;
import dev.jopher.race.internal.sync.SyncClock;
import dev.jopher.race.internal.sync.WeakTable;
import org.jspecify.annotations.Nullable;

/**
 * The static initialisers that have run. What a thread has done until it has initialised a class
 * happens before each use of that class by another thread (JLS 12.4.2). A class is used so often
 * that the detector does not see that. Instead, before a race is reported:
 *
 * <ul>
 * <li>An access during an initialisation that has ended never races with a later one. Nor does an
 * access of another thread that the initialiser has learned of meanwhile: that of a helper which it
 * started and waited for, or of the thread that made what it took from a cache. This may lose a
 * race, of a thread that never uses the class.
 * <li>If the access was before such an initialisation, the thread now acquires what was released by
 * those of the classes whose methods it is in, because it has used them. Classes whose methods it
 * has left are forgotten. A program cannot rely on this order unless it knows which thread was the
 * first to use a class.
 * </ul>
 */
public final class ClassInitialisations {
    private static final StackWalker WALKER =
            StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

    /** Slot, first and last clock of each. Replaced by a longer one when it is full. */
    private static volatile int[] extents = new int[3 * 64];
    private static volatile int size;

    /** What initialisers have learned of other threads. Most learn nothing. Never changed. */
    private static volatile Learned[] learned = {};

    /** What any of them has released. */
    private static volatile @Nullable Snapshot all;

    /** What was released at the end of each class's initialisation. */
    private static final WeakTable<SyncClock> RELEASED = new WeakTable<>();

    private ClassInitialisations() {}

    /** What a thread knew of others before and after. */
    private record Learned(ClockTree before, ClockTree after) {
        boolean has(int slot, int clock) {
            return clock > before.get(slot) && clock <= after.get(slot);
        }
    }

    /** The beginning of an initialiser: its thread's clock, and what it knew. */
    public record Begin(int clock, ClockTree known) {}

    /** An initialiser begins. */
    public static Begin begin(ShadowThread t) {
        t.tick(); // what the thread did before has another clock
        return new Begin(Epoch.clock(t.epoch), t.others());
    }

    /**
     * The initialiser that calls this has ended.
     *
     * @param begin what {@link #begin} returned
     */
    public static void end(Begin begin, ShadowThread t) {
        boolean inside = t.inside;
        t.inside = true;
        try {
            end(WALKER.getCallerClass(), begin, t);
        } finally {
            t.inside = inside;
        }
    }

    private static void end(Class<?> initialised, Begin begin, ShadowThread t) {
        add(t.slot(), begin.clock(), Epoch.clock(t.epoch));
        RELEASED.putIfAbsent(initialised, new SyncClock()).release(t);
        add(new Learned(begin.known(), t.others()), t.release());
        t.tick();
    }

    private static synchronized void add(int slot, int begin, int end) {
        int n = size;
        int[] each = extents;
        if (n + 3 > each.length) {
            each = Arrays.copyOf(each, 2 * n);
            extents = each;
        }
        each[n] = slot;
        each[n + 1] = begin;
        each[n + 2] = end;
        size = n + 3;
    }

    private static synchronized void add(Learned more, Snapshot released) {
        all = ShadowThread.join(all, released);
        if (more.before() != more.after()) {
            Learned[] longer = Arrays.copyOf(learned, learned.length + 1);
            longer[longer.length - 1] = more;
            learned = longer;
        }
    }

    /**
     * Returns whether the access that a word records was made by an initialiser, or is ordered
     * before {@code t}, the current thread, by one.
     */
    static boolean order(long word, ShadowThread t) {
        int slot = Epoch.slotOf(word);
        int clock = Epoch.clockOf(word);
        Snapshot released = all;
        if (released == null || !released.knowsAccess(word)) {
            return false; // later than all of them
        }
        return isInside(slot, clock) || acquireUsed(t) && t.knows(word);
    }

    private static boolean isInside(int slot, int clock) {
        int n = size;
        int[] each = extents;
        for (int i = 0; i < n; i += 3) {
            if (each[i] == slot && each[i + 1] <= clock && clock <= each[i + 2]) {
                return true;
            }
        }
        for (Learned l : learned) {
            if (l.has(slot, clock)) {
                return true;
            }
        }
        return false;
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
