package dev.jopher.race.internal.report;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import dev.jopher.race.Race.Actor;
import dev.jopher.race.internal.clock.Epoch;
import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.clock.ThreadSlots;
import dev.jopher.race.internal.clock.Trail;
import org.jspecify.annotations.Nullable;

/**
 * What reports say of a thread or goroutine, also after its end. Made when the thread first needs
 * one: an access of it was recorded in the {@link History}, or has raced.
 *
 * <p>A slot passes from one thread to the next, which continues its clock. So the table knows the
 * last two threads of each slot that have an identity, and from which clock on. An access that is
 * older than both is that of an unknown thread.
 */
public final class Identity {
    private static long mainThread = 1;

    private static final Actor UNKNOWN = new Actor(false, 0, "", "finished", List.of());

    /** By slot. Replaced when it grows. */
    private static @Nullable Identity[] bySlot = new Identity[64];

    /** What copies of Jopher in this JVM say of their goroutines. */
    private static Function<Thread, @Nullable Object @Nullable []>[] goroutines = none();

    private final WeakReference<Thread> thread;
    private final boolean isGoroutine;
    private final long number;
    private final String name;
    private final List<StackTraceElement> created;
    private final Trail trail;
    private final int fromClock;
    private final @Nullable Identity before;

    private Identity(ShadowThread t, @Nullable Identity before) {
        Thread own = t.thread();
        trail = t.trail;
        thread = new WeakReference<>(own);
        @Nullable Object[] goroutine = describe(own);
        isGoroutine = goroutine != null;
        if (goroutine == null) {
            number = own.threadId() == mainThread ? 1 : own.threadId();
            name = own.getName();
            created = Stacks.elements(ThreadSlots.of(own).startedAt());
        } else {
            number = (Long) Objects.requireNonNull(goroutine[0]);
            name = String.valueOf(goroutine[1]);
            created = goroutine[2] instanceof StackTraceElement line ? List.of(line) : List.of();
        }
        fromClock = Epoch.clockOf(Epoch.word(t.epoch, 0));
        this.before = before;
    }

    /** The current thread is the one that runs {@code main}. */
    static void isMain() {
        mainThread = Thread.currentThread().threadId();
    }

    /** A copy of Jopher is loaded. */
    public static synchronized void describeGoroutines(
            Function<Thread, @Nullable Object @Nullable []> describe) {
        goroutines = Arrays.copyOf(goroutines, goroutines.length + 1);
        goroutines[goroutines.length - 1] = describe;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Function<Thread, @Nullable Object @Nullable []>[] none() {
        return new Function[0];
    }

    private static @Nullable Object @Nullable [] describe(Thread thread) {
        for (Function<Thread, @Nullable Object @Nullable []> f : goroutines) {
            @Nullable Object[] known = f.apply(thread);
            if (known != null) {
                return known;
            }
        }
        return null;
    }

    /** Returns whether it is most likely a goroutine, which knows itself where it was created. */
    public static boolean isGoroutine(Thread thread) {
        return thread.isVirtual() && thread.getName().startsWith("goroutine");
    }

    /** Returns that of a thread, which is the current one. */
    static Identity of(ShadowThread t) {
        Object known = t.identity;
        if (known != null) {
            return (Identity) known;
        }
        Identity made = add(t);
        t.identity = made;
        return made;
    }

    private static synchronized Identity add(ShadowThread t) {
        int slot = t.slot();
        if (slot >= bySlot.length) {
            bySlot = Arrays.copyOf(bySlot, Math.max(slot + 1, 2 * bySlot.length));
        }
        Identity last = bySlot[slot];
        Identity made = new Identity(t, last == null ? null : last.withoutOlder());
        bySlot[slot] = made;
        return made;
    }

    private Identity(Identity i) {
        thread = i.thread;
        trail = i.trail;
        isGoroutine = i.isGoroutine;
        created = i.created;
        number = i.number;
        name = i.name;
        fromClock = i.fromClock;
        before = null;
    }

    private Identity withoutOlder() {
        return before == null ? this : new Identity(this);
    }

    /** Returns the thread that has done the access of {@code word}. */
    static Actor of(long word) {
        Identity i = find(word);
        return i == null ? UNKNOWN : i.actor();
    }

    /** Returns what the thread did that has done the access of {@code word}; null if unknown. */
    static @Nullable Trail trail(long word) {
        Identity i = find(word);
        return i == null || ThreadSlots.isShared(word) ? null : i.trail;
    }

    private static synchronized @Nullable Identity find(long word) {
        int slot = Epoch.slotOf(word);
        Identity i = slot < bySlot.length ? bySlot[slot] : null;
        while (i != null && i.fromClock > Epoch.clockOf(word)) {
            i = i.before;
        }
        return i;
    }

    /** Returns the thread as it is now. */
    Actor actor() {
        Thread t = thread.get();
        return new Actor(isGoroutine, number, t == null || isGoroutine ? name : t.getName(),
                state(t), created);
    }

    private static String state(@Nullable Thread t) {
        if (t == null) {
            return "finished";
        }
        return switch (t.getState()) {
            case NEW, RUNNABLE -> "running";
            case TERMINATED -> "finished";
            case BLOCKED, WAITING, TIMED_WAITING -> "waiting";
        };
    }
}
