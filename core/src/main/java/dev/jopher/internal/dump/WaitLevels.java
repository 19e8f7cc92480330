package dev.jopher.internal.dump;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

import dev.jopher.internal.goroutine.ChannelView;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.goroutine.WaitTarget;
import dev.jopher.internal.report.Frames;
import org.jspecify.annotations.Nullable;

/**
 * The channels for which goroutines were seen to wait, and how full they are, for {@code jopher
 * top}. There is no list of all channels: keeping one would cost each of them memory. So a channel
 * shows here once a goroutine waits for it. From then on it is followed, also while none does,
 * because a channel with a waiter is always full or empty, and what is between shows the trend.
 *
 * <p>The references are weak, and there are at most {@value #MOST}. Used by one thread.
 */
final class WaitLevels {
    private static final int MOST = 1_000;
    private static final int MOST_LISTED = 50;

    /**
     * After so many waits for channels that are not followed, the rest is not counted. Of a million
     * goroutines, each may wait for a channel of its own.
     */
    private static final int MOST_UNKNOWN = 10_000;

    private final Map<Object, Level> all = new WeakHashMap<>();
    private int unknown;

    /** One channel. Must not refer to it. */
    static final class Level {
        private final String address;
        private final String made;
        private final int capacity;
        private int length;
        private long senders;
        private long receivers;
        private String sentAt = "";
        private String receivedAt = "";

        private Level(Object channel, ChannelView view) {
            address = WaitTarget.address(channel);
            made = view.made(channel);
            capacity = view.capacity(channel);
        }

        String address() {
            return address;
        }

        /** Returns where it was made; empty if that is not recorded. */
        String made() {
            return made;
        }

        int capacity() {
            return capacity;
        }

        int length() {
            return length;
        }

        /** Returns how many goroutines wait to send, those in a select included. */
        long senders() {
            return senders;
        }

        long receivers() {
            return receivers;
        }

        /** Returns a line where goroutines waited to send; empty if none is known. */
        String sentAt() {
            return sentAt;
        }

        String receivedAt() {
            return receivedAt;
        }

        private double fill() {
            return capacity == 0 ? -1 : (double) length / capacity;
        }
    }

    /** Begins an overview: the counts of waiting goroutines start at zero. */
    void begin() {
        unknown = 0;
        all.values().forEach(l -> {
            l.senders = 0;
            l.receivers = 0;
        });
    }

    /** Counts {@code g}, which waits. */
    void waits(G g) {
        Object target = g.waitsOn();
        ChannelView view = ChannelView.installed();
        if (target == null || view == null || unknown >= MOST_UNKNOWN) {
            return;
        }
        view.channels(target, g.reason(), (channel, sends) -> count(view, channel, sends));
    }

    private void count(ChannelView view, Object channel, boolean sends) {
        Level level = level(view, channel);
        if (level == null) {
            unknown++;
        } else if (sends) {
            level.senders++;
        } else {
            level.receivers++;
        }
    }

    private @Nullable Level level(ChannelView view, Object channel) {
        Level level = all.get(channel);
        if (level == null && all.size() < MOST) {
            level = new Level(channel, view);
            all.put(channel, level);
        }
        return level;
    }

    /** Remembers the lines where goroutines of these entries wait. */
    void places(List<DumpEntry> entries) {
        ChannelView view = ChannelView.installed();
        for (DumpEntry e : entries) {
            StackTraceElement frame = e.place();
            if (view != null && e.target != null && frame != null
                    && e.key.state() instanceof WaitReason why) {
                String at = Frames.position(frame);
                view.channels(e.target, why, (channel, sends) -> at(channel, sends, at));
            }
        }
    }

    private void at(Object channel, boolean sends, String at) {
        Level level = all.get(channel);
        if (level == null) {
            return;
        }
        if (sends) {
            level.sentAt = at;
        } else {
            level.receivedAt = at;
        }
    }

    /** Returns whether more goroutines wait for channels than were counted. */
    boolean isPartial() {
        return unknown > 0;
    }

    /** Returns the fullest, then those with the most waiters. */
    List<Level> fullest() {
        ChannelView view = ChannelView.installed();
        if (view == null) {
            return List.of();
        }
        all.forEach((channel, level) -> level.length = view.length(channel));
        return all.values().stream()
                .filter(l -> l.capacity > 0 || l.senders + l.receivers > 0)
                .sorted(Comparator.comparing(Level::fill).reversed()
                        .thenComparing(l -> -(l.senders + l.receivers))
                        .thenComparing(Level::address))
                .limit(MOST_LISTED)
                .toList();
    }
}
