package dev.jopher.race.internal.clock;

import java.lang.StackWalker.StackFrame;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What each {@link Thread} carries for the detector. The rewritten constructors of {@code Thread}
 * put one where the JDK had a plain object, in the field {@code interruptLock}. The JDK only uses
 * that as a monitor, and so it may be any object.
 */
public final class ThreadSlot {
    /**
     * Guards the snapshots of all slots, which change rarely. Not the slot's own monitor: the JDK
     * takes that while it unmounts a virtual thread, which must not wait for it then.
     */
    private static final Object LOCK = new Object();

    /** That of the thread, made by the thread itself when it first needs one. */
    @Nullable ShadowThread shadow;

    /** What the thread's starter knew. Written before the thread is started. */
    private @Nullable Snapshot start;

    private List<StackFrame> startedAt = List.of();

    /** What the threads that interrupted this one knew. */
    private @Nullable Snapshot interrupts;

    /** The current thread starts the thread of this slot, or registers it for a later start. */
    public void starting(ShadowThread starter) {
        synchronized (LOCK) {
            start = ShadowThread.join(start, starter.release());
        }
    }

    /** Keeps the stack of the thread's start, for reports. */
    public void startedAt(List<StackFrame> frames) {
        startedAt = frames;
    }

    public List<StackFrame> startedAt() {
        return startedAt;
    }

    @Nullable Snapshot start() {
        synchronized (LOCK) {
            return start;
        }
    }

    /** Adds to {@code t} what the thread of this slot knew at its end. It must have terminated. */
    public void joinedBy(ShadowThread t) {
        t.acquire(last());
    }

    /** Returns whether the thread has ever done anything that the detector saw. */
    public boolean isUsed() {
        return shadow != null;
    }

    /** The thread of this slot has terminated. */
    public void ended() {
        ShadowThread ended = shadow;
        if (ended != null) {
            ended.ended();
        }
    }

    /** Returns what the thread of this slot knew at its end. It must have terminated. */
    public @Nullable Snapshot last() {
        ShadowThread ended = shadow;
        return ended != null ? ended.last() : start;
    }

    public void interrupting(ShadowThread interrupter) {
        synchronized (LOCK) {
            interrupts = ShadowThread.join(interrupts, interrupter.release());
        }
    }

    /** The thread {@code t} has detected that the thread of this slot was interrupted. */
    public void interrupted(ShadowThread t) {
        Snapshot known;
        synchronized (LOCK) {
            known = interrupts;
        }
        t.acquire(known);
    }
}
