package dev.jopher.race.internal.sync;

import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.clock.Snapshot;
import dev.jopher.race.internal.clock.ThreadSlot;
import dev.jopher.race.internal.clock.ThreadSlots;
import dev.jopher.race.internal.report.Identity;
import dev.jopher.race.internal.report.ProgramEnd;
import dev.jopher.race.internal.report.Stacks;
import org.jspecify.annotations.Nullable;

/** What the rewritten {@link Thread} calls: the edges of start, end, join and interrupt. */
public final class ThreadHooks {
    /** What the threads that the JVM waits for knew at their ends. */
    private static final SyncClock LAST = new SyncClock();

    private ThreadHooks() {}

    /** The current thread is about to start {@code thread}. */
    public static void starting(Thread thread) {
        ShadowThread t = ShadowThread.current();
        if (t.inside) {
            return;
        }
        t.inside = true;
        try {
            ThreadSlot slot = ThreadSlots.of(thread);
            slot.starting(t);
            if (!Identity.isGoroutine(thread)) {
                slot.startedAt(Stacks.frames(Stacks.OF_START));
            }
        } finally {
            t.inside = false;
        }
    }

    /** The current thread may have learnt that {@code thread} has terminated. */
    public static void joined(Thread thread) {
        ShadowThread t = ShadowThread.current();
        if (t.inside) {
            return;
        }
        t.inside = true;
        try {
            // The JVM sets the state before it ends isAlive. A thread that was not started is not
            // alive either. So the state alone says it.
            if (thread.getState() == Thread.State.TERMINATED) {
                ThreadSlots.of(thread).joinedBy(t);
            }
        } finally {
            t.inside = false;
        }
    }

    /**
     * {@code thread} has done its last step. For a virtual thread, its carrier is the current thread,
     * and another thread may have seen that it has terminated already.
     */
    public static void ended(Thread thread) {
        ThreadSlot slot = ThreadSlots.of(thread);
        if (!slot.isUsed()) {
            return;
        }
        ShadowThread t = ShadowThread.current();
        boolean inside = t.inside;
        t.inside = true;
        try {
            slot.ended();
            Snapshot last = thread.isDaemon() ? null : slot.last();
            if (last != null) {
                LAST.merge(last);
            }
        } finally {
            t.inside = inside;
        }
    }

    /** Acquires what the threads that have ended knew: the shutdown hooks are about to start. */
    public static void shutdown() {
        long before = ThreadSlots.threads();
        LAST.acquire(ShadowThread.current());
        // The JVM makes a thread for its end when main returns. The program has not started it.
        ThreadSlots.leaveOut(ThreadSlots.threads() - before);
    }

    /** {@code thread} leaves {@code group}: that knows from now on what the thread knew. */
    public static void exiting(Object group, Thread thread) {
        ShadowThread t = ShadowThread.current();
        boolean inside = t.inside;
        t.inside = true;
        try {
            Snapshot last = ThreadSlots.of(thread).last();
            if (last != null) {
                SyncTable.of(group).merge(last);
            }
        } finally {
            t.inside = inside;
        }
    }

    /** An exception ends {@code thread}. */
    public static void uncaught(Thread thread) {
        ProgramEnd.uncaught(thread);
    }

    /** The current thread is about to interrupt {@code thread}. */
    public static void interrupting(@Nullable Thread thread) {
        ShadowThread t = ShadowThread.current();
        if (thread == null || t.inside) {
            return;
        }
        t.inside = true;
        try {
            ThreadSlots.of(thread).interrupting(t);
        } finally {
            t.inside = false;
        }
    }

    /** The current thread has detected that {@code thread} was interrupted. */
    public static void interrupted(Thread thread) {
        ShadowThread t = ShadowThread.current();
        if (t.inside) {
            return;
        }
        t.inside = true;
        try {
            ThreadSlots.of(thread).interrupted(t);
        } finally {
            t.inside = false;
        }
    }

    /** The program has asked {@code thread} whether it was interrupted. Returns the answer. */
    public static boolean isInterrupted(Thread thread, boolean answer) {
        if (answer) {
            interrupted(thread);
        }
        return answer;
    }

    /** The current thread has detected that it was interrupted. The argument says nothing. */
    public static void selfInterrupted(@Nullable Object ignored) {
        interrupted(Thread.currentThread());
    }
}
