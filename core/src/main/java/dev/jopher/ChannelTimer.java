package dev.jopher;

import java.time.Instant;

import dev.jopher.internal.base.RaceEvents;
import dev.jopher.internal.base.StackRoom;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.sched.GoRuntime;
import dev.jopher.internal.time.RuntimeTimer;
import dev.jopher.internal.time.Timers;
import org.jspecify.annotations.Nullable;

/**
 * Sends the time on a channel, once or at intervals, with the rules of Go 1.23 and later: the
 * channel seems unbuffered, and no value from before a stop or reset is received after it.
 *
 * <p>The reader makes the value: a receive or a select calls {@link #fireIfDue} first. The timer is
 * in the runtime's heap only while a goroutine waits on the channel. So an unreachable timer can be
 * collected, stopped or not. All state is guarded by the channel's lock.
 */
final class ChannelTimer {
    final Channel<Instant> channel = new Channel<>(1, this);
    private final RuntimeTimer timer =
            RuntimeTimer.prompt(this::fireIfDue, this::fireIfDueUnlessLocked);

    /** Nanoseconds between ticks; 0 for a single event. */
    private long period;

    private boolean armed;
    private long when;

    /** Number of receives and selects in the channel's queue. */
    private int waiting;

    /** Makes a timer that fires {@code nanos} from now, and then every {@code period}. */
    ChannelTimer(long nanos, long period) {
        boolean unused = reset(nanos, period);
    }

    /**
     * Restarts the timer. Returns whether it was active, or had fired without its value being
     * received.
     */
    boolean reset(long nanos, long newPeriod) {
        StackRoom.checkMore();
        long due = timers().deadline(nanos);
        channel.lock.lock();
        try {
            if (waiting > 0) {
                boolean unused = timers().set(timer, due); // may find no memory, so it comes first
            }
            boolean active = disarm();
            period = Math.min(newPeriod, Timers.FOREVER); // no moment may overflow
            when = due;
            armed = true;
            if (RaceEvents.ON) {
                RaceEvents.release(this);
            }
            return active;
        } finally {
            channel.lock.unlock();
        }
    }

    /** Stops. Returns whether it was active, or had fired without its value being received. */
    boolean stop() {
        StackRoom.checkMore();
        channel.lock.lock();
        try {
            boolean active = disarm();
            boolean unused = timers().remove(timer);
            return active;
        } finally {
            channel.lock.unlock();
        }
    }

    private boolean disarm() {
        boolean stale = channel.discardLocked();
        boolean active = armed;
        armed = false;
        return active || stale;
    }

    /** Puts the value into the channel if the time has come. Not under the lock. */
    void fireIfDue() {
        StackRoom.checkMore(); // also for what the caller does to the channel next
        channel.lock.lock();
        fireAndUnlock();
    }

    /** Fires as {@link #fireIfDue} does. Returns false if the channel's lock is held. */
    private boolean fireIfDueUnlessLocked() {
        boolean locked = channel.lock.tryLock();
        if (locked) {
            fireAndUnlock();
        }
        return locked;
    }

    private void fireAndUnlock() {
        G receiver = null;
        try {
            long late = GoRuntime.scheduler().nanoTime() - when;
            if (armed && late >= 0) {
                receiver = fire(late);
            }
            updateHeap();
        } finally {
            channel.lock.unlock();
            if (receiver != null) {
                receiver.ready();
            }
        }
    }

    /** Sends the moment that was asked for, however late it is received. */
    private @Nullable G fire(long late) {
        Instant due = GoRuntime.scheduler().now().minusNanos(late);
        if (period > 0) {
            when += period * (1 + late / period); // ticks that were not received are dropped
        } else {
            armed = false;
        }
        return channel.fireLocked(due);
    }

    /**
     * Counts a receiver before it is enqueued, under the lock. If this throws, the receiver is not
     * enqueued.
     */
    void receiverWaits() {
        if (armed) {
            timers().set(timer, when);
        }
        waiting++;
    }

    /** Counts down after a receiver has left the queue, served or not. Not under the lock. */
    void receiverLeft() {
        channel.lock.lock();
        try {
            receiverLeftLocked();
        } finally {
            channel.lock.unlock();
        }
    }

    /** Counts down under the lock. Never fails: while others wait, the timer stays in the heap. */
    void receiverLeftLocked() {
        waiting--;
        if (waiting == 0) {
            timers().remove(timer);
        }
    }

    /** Adjusts the heap after the timer has fired. */
    private void updateHeap() {
        if (armed && waiting > 0) {
            timers().set(timer, when);
        } else {
            timers().remove(timer);
        }
    }

    /**
     * Describes it for people. The state may have changed by then.
     *
     */
    String describe() {
        String kind = period > 0 ? "ticker" : "timer";
        return armed ? "a " + kind : "a " + kind + " that does not run";
    }

    private static Timers timers() {
        return Timers.shared();
    }
}
