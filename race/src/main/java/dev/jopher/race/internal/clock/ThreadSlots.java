package dev.jopher.race.internal.clock;

import java.lang.ref.WeakReference;

import org.jspecify.annotations.Nullable;

/**
 * Finds the {@link ThreadSlot} of a thread: two field reads, in the interpreter too. A variable
 * handle would be slow there, so the agent generates the reader as a class of {@code java.lang}.
 */
public final class ThreadSlots {
    private static long leftOut;

    private static @Nullable Reader reader;

    /** The slots of threads that the agent missed because they were there before it. Very few. */
    private static Old @Nullable [] old;

    private ThreadSlots() {}

    /** Reads the field {@code Thread.interruptLock}, and sets it. */
    public abstract static class Reader {
        public abstract Object lockOf(Thread thread);

        public abstract void setLockOf(Thread thread, Object lock);
    }

    /** A constant for the JIT. The first use initialises this class, after the agent's start. */
    private static final class Fast {
        static final @Nullable Reader READER = reader;
    }

    /** Without an agent, in unit tests, a slot is only found by its own thread. */
    private static final class Own {
        static final ThreadLocal<ThreadSlot> SLOT = ThreadLocal.withInitial(ThreadSlot::new);
    }

    private static final class Old extends WeakReference<Thread> {
        final ThreadSlot slot = new ThreadSlot();

        Old(Thread thread) {
            super(thread);
        }
    }

    /** Called once by the agent, before anything asks for a slot. */
    public static void use(Reader r) {
        reader = r;
    }

    /** Puts its slot into a thread that was there before the agent. */
    public static void put(Thread thread) {
        Reader r = Fast.READER;
        if (r != null) {
            r.setLockOf(thread, of(thread));
        }
    }

    /** Returns whether the rewritten constructor of {@code Thread} has made this thread. */
    public static boolean has(Thread thread) {
        Reader r = Fast.READER;
        return r != null && r.lockOf(thread) instanceof ThreadSlot;
    }

    public static ThreadSlot of(Thread thread) {
        Reader r = Fast.READER;
        return r != null && r.lockOf(thread) instanceof ThreadSlot s ? s : other(thread);
    }

    private static ThreadSlot other(Thread thread) {
        return Fast.READER == null ? Own.SLOT.get() : old(thread);
    }

    private static synchronized ThreadSlot old(Thread thread) {
        Old[] all = old == null ? new Old[0] : old;
        for (Old o : all) {
            if (o.refersTo(thread)) {
                return o.slot;
            }
        }
        Old[] more = new Old[all.length + 1];
        System.arraycopy(all, 0, more, 0, all.length);
        more[all.length] = new Old(thread);
        old = more;
        return more[all.length].slot;
    }

    /**
     * Returns whether a thread only runs virtual threads. What it does between them is the work of
     * the scheduler, and says nothing about the order in the program. So it stays inside the
     * detector.
     */
    static boolean isCarrier(Thread thread) {
        String type = thread.getClass().getName();
        return type.equals("jdk.internal.misc.CarrierThread")
                || type.equals("dev.jopher.internal.sched.Carrier");
    }

    /** Returns how many threads of the program the detector has seen. */
    public static long threads() {
        return ShadowThread.SLOTS.taken() - leftOut;
    }

    /** Leaves out so many threads that are not the program's. */
    public static void leaveOut(long threads) {
        leftOut = threads;
    }

    /** Returns how many threads got a slot that may hide a race. */
    public static long inexactSlots() {
        return ShadowThread.SLOTS.inexact();
    }

    /** Returns whether several threads have the slot of {@code word}. */
    public static boolean isShared(long word) {
        return ShadowThread.SLOTS.isShared(Epoch.slotOf(word));
    }
}
