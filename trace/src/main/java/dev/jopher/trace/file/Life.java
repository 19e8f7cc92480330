package dev.jopher.trace.file;

import java.util.ArrayList;
import java.util.List;

/** What a goroutine does now. */
final class Life {
    static final int NONE = -1;

    final int index;
    Now now = Now.UNKNOWN;
    long since;

    /** Of a wait, or what is known of one that began before the recording. */
    int reason = NONE;

    int object = NONE;
    int stack = NONE;
    int processor = NONE;
    int waker = NONE;
    int wakerStack = NONE;

    /** Its latest wait, and the stack of that. */
    int lastReason = NONE;

    int lastObject = NONE;
    int lastStack = NONE;

    /** Whether a waker was faster than its wait; when, and which. */
    boolean isReady;

    long readyAt;

    /** Whether it waits in the JDK, or such a wait has ended before it was recorded. */
    boolean isInJdk;

    boolean isAwake;

    /**
     * Whether it runs since {@link #resumed} without having been woken: an unpark came too late
     * for the wait before, and it parks again; or it was interrupted, and goes on.
     */
    boolean isBack;

    long resumed;

    /** The latest WAKE in its wait, and by which goroutine. */
    long interrupted = -1;

    int interrupter = NONE;

    /** When it began to run, also if it has been in a system call since. */
    long ran;
    int nextWaker = NONE;
    int nextStack = NONE;

    final List<Region> regions = new ArrayList<>(0);

    Life(int index) {
        this.index = index;
    }

    /** Makes it runnable at {@code t}, woken by {@code by}; -1 for an unknown waker. */
    void runnable(long t, int by) {
        now = Now.RUNNABLE;
        since = t;
        waker = by;
    }

    /** Forgets its wait. */
    void clear() {
        reason = NONE;
        object = NONE;
        stack = NONE;
        wakerStack = NONE;
    }

    record Region(int name, long start) {}

    enum Now {
        UNKNOWN, RUNNABLE, RUNNING, WAITING, SYSCALL, ENDED
    }
}
