package dev.jopher;

import dev.jopher.internal.base.RaceEvents;
import dev.jopher.internal.goroutine.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * What happens before what at a channel, for the race detector: the rules of the Go memory model.
 * Called under the channel's lock, and only if {@link RaceEvents#ON}.
 *
 * <p>Each slot of the buffer has a clock of its own. The k-th send leaves its clock there, and the
 * k-th receive takes it. The receive leaves its own clock, which the send number k + capacity
 * takes. Each side takes what the other side had done <em>before</em> the operation, and no more:
 * so it exchanges its clock with that of the slot. At an unbuffered channel the two exchange their
 * clocks at the waiter of the one that was first.
 *
 * <p>A value that goes straight to a waiting receiver, or from a waiting sender to a full buffer,
 * uses its slot as well. Otherwise later operations would be counted wrong.
 *
 * <p>The reader of a timer's channel makes its value. So a value is ordered after the moment at
 * which the timer was set, and not after what its reader has done.
 */
final class ChannelEdges {
    private ChannelEdges() {}

    /** The current goroutine puts a value into {@code slot}. */
    static void put(ChannelState<?> c, int slot) {
        if (c.timer == null) {
            RaceEvents.exchange(c, slot);
        } else {
            RaceEvents.copy(c.timer, c, slot);
        }
    }

    /** The current goroutine hands a value to {@code receiver}, which waits. */
    static void handOver(ChannelState<?> c, Waiter receiver) {
        if (c.timer != null) {
            RaceEvents.copy(c.timer, receiver);
        } else if (c.buffer.length == 0) {
            RaceEvents.exchange(receiver);
        } else {
            int slot = c.slot(0);
            RaceEvents.exchange(c, slot);
            RaceEvents.swap(receiver, c, slot);
            c.skipSlot();
        }
    }

    /**
     * The current goroutine takes the value in {@code slot}, where that of {@code sender}, if
     * given, takes its place.
     */
    static void take(ChannelState<?> c, int slot, @Nullable Waiter sender) {
        RaceEvents.exchange(c, slot);
        if (sender != null) {
            RaceEvents.swap(sender, c, slot);
        }
    }

    /** The current goroutine closes the channel, which wakes the waiters of the chain. */
    static void close(ChannelState<?> c, @Nullable Waiter woken) {
        RaceEvents.changes(c);
        RaceEvents.release(c);
        for (Waiter w = woken; w != null; w = w.following()) {
            RaceEvents.copy(c, w);
        }
    }
}
