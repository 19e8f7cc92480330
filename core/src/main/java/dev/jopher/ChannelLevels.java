package dev.jopher;

import dev.jopher.internal.goroutine.ChannelView;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.goroutine.WaitTarget;

/** Shows the rooms of the runtime how full a channel is. */
final class ChannelLevels extends ChannelView {
    @Override
    public void channels(Object target, WaitReason why, Visitor to) {
        if (target instanceof Select s) {
            s.channels((channel, sends) -> pass(channel, sends, to));
        } else {
            pass(target instanceof ChannelTrace t ? t.channel() : target,
                    why == WaitReason.CHAN_SEND, to);
        }
    }

    private static void pass(Object channel, boolean sends, Visitor to) {
        if (channel instanceof ChannelState<?> c && c != Channel.never()
                && c.kindSuffix().isEmpty()) {
            to.channel(channel, sends);
        }
    }

    @Override
    public int length(Object channel) {
        return ((Channel<?>) channel).len();
    }

    @Override
    public int capacity(Object channel) {
        return ((Channel<?>) channel).cap();
    }

    @Override
    public String made(Object channel) {
        return WaitTarget.history(((ChannelState<?>) channel).target(), WaitReason.NONE).strip();
    }
}
