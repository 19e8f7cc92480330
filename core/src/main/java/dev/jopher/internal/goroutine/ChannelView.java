package dev.jopher.internal.goroutine;

import org.jspecify.annotations.Nullable;

/**
 * How the rooms see channels, whose class is on a higher floor. The first channel installs it, so
 * until then there is none to see. All methods may be called by any thread at any time.
 */
public abstract class ChannelView {
    private static volatile @Nullable ChannelView installed;

    /** Receives the channels of a wait. */
    public interface Visitor {
        /**
         * Receives one of them.
         *
         * @param sends whether the goroutine waits to send
         */
        void channel(Object channel, boolean sends);
    }

    /** Makes {@code view} the one that {@link #installed} returns. */
    public static void install(ChannelView view) {
        installed = view;
    }

    /** Returns the view; null as long as no channel was made. */
    public static @Nullable ChannelView installed() {
        return installed;
    }

    /**
     * Passes the channels that a goroutine waits for to {@code to}: those that users make, not
     * those of timers and contexts.
     *
     * @param target what it waits on
     * @param why why it waits
     */
    public abstract void channels(Object target, WaitReason why, Visitor to);

    /** Returns how many values are in the buffer of {@code channel}. */
    public abstract int length(Object channel);

    /** Returns how many values its buffer holds. */
    public abstract int capacity(Object channel);

    /** Returns where {@code channel} was made, in the words of reports; empty if not recorded. */
    public abstract String made(Object channel);
}
