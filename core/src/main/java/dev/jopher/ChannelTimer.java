package dev.jopher;

import java.time.Instant;

import dev.jopher.internal.base.StackRoom;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.sched.GoRuntime;
import dev.jopher.internal.time.RuntimeTimer;
import dev.jopher.internal.time.Timers;
import org.jspecify.annotations.Nullable;

/**
 * Sends the time on a channel, once or at intervals, with the rules of Go 1.23 and later: the channel seems
 * unbuffered, and no value from before a stop or reset is received after it.
 *
 * <p>The value is made by who looks: a receive or a select asks {@link #fireIfDue} first. Only while
 * somebody waits on the channel does the timer stand in the runtime's heap, so a timer that nobody refers to
 * any more can be collected, stopped or not. All state is guarded by the channel's lock.
 */
final class ChannelTimer {
    final Channel<Instant> channel = new Channel<>(1, this);
    private final RuntimeTimer timer =
            RuntimeTimer.prompt(this::fireIfDue, this::fireIfDueUnlessLocked);

    /** Between ticks, in nanoseconds; 0 for once. */
    private long period;

    private boolean armed;
    private long when;

    /** Receives and selects that stand in the channel's queue. */
    private int waiting;

    /** One that fires {@code nanos} from now, and then every {@code period}. */
    ChannelTimer(long nanos, long period) {
        boolean unused = reset(nanos, period);
    }

    /** Starts anew; whether it was active, or had fired without its value being received. */
    boolean reset(long nanos, long newPeriod) {
        StackRoom.checkMore();
        long due = timers().deadline(nanos);
        channel.lock.lock();
        try {
            if (waiting > 0) {
                boolean unused = timers().set(timer, due); // may find no memory, so before all else
            }
            boolean active = disarm();
            period = Math.min(newPeriod, Timers.FOREVER); // no moment may overflow
            when = due;
            armed = true;
            return active;
        } finally {
            channel.lock.unlock();
        }
    }

    /** Fires no more; whether it was active, or had fired without its value being received. */
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

    /** As {@link #fireIfDue}; false if the channel's lock is held. */
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

    /** The value is the moment that was asked for, however late it is received. */
    private @Nullable G fire(long late) {
        Instant due = GoRuntime.scheduler().now().minusNanos(late);
        if (period > 0) {
            when += period * (1 + late / period); // ticks that nobody received are dropped
        } else {
            armed = false;
        }
        return channel.fireLocked(due);
    }

    /** Under the lock, before a receiver is put into the queue. If this throws, it is not put there. */
    void receiverWaits() {
        if (armed) {
            timers().set(timer, when);
        }
        waiting++;
    }

    /** When a receiver has left the queue, served or not. Not under the lock. */
    void receiverLeft() {
        channel.lock.lock();
        try {
            receiverLeftLocked();
        } finally {
            channel.lock.unlock();
        }
    }

    /** Under the lock. Never fails: while others wait, the timer stays where it is. */
    void receiverLeftLocked() {
        waiting--;
        if (waiting == 0) {
            timers().remove(timer);
        }
    }

    /** After it has fired. */
    private void updateHeap() {
        if (armed && waiting > 0) {
            timers().set(timer, when);
        } else {
            timers().remove(timer);
        }
    }

    /** For people; the state may have changed by then. */
    String describe() {
        String kind = period > 0 ? "ticker" : "timer";
        return armed ? "a " + kind : "a " + kind + " that does not run";
    }

    private static Timers timers() {
        return Timers.shared();
    }
}
