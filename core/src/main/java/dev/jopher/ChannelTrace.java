package dev.jopher;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.goroutine.WaitTarget;
import dev.jopher.internal.track.Trace;
import org.jspecify.annotations.Nullable;

/** The lock of a channel. Records which goroutines sent to it, received from it and closed it. */
final class ChannelTrace extends Trace {
    /** For a longer buffer, the senders of its values are not recorded. */
    private static final int LONGEST = 1024;

    /** At most this many senders are named. */
    private static final int MOST_NAMED = 8;

    private final ChannelState<?> channel;

    /** The context whose done channel it is; null for another channel. */
    private final @Nullable CancelContext context;

    /**
     * The goroutines that sent the values in the first slots of the buffer. Guarded by this lock.
     */
    private final @Nullable Use[] senders;

    ChannelTrace(ChannelState<?> channel, @Nullable CancelContext context) {
        this.channel = channel;
        this.context = context;
        int n = channel.timer == null ? channel.buffer.length : 0;
        this.senders = new @Nullable Use[n <= LONGEST ? n : 0];
    }

    ChannelState<?> channel() {
        return channel;
    }

    /**
     * Records that {@code sender}, or the current goroutine if null, has put a value into the
     * buffer.
     */
    void put(int slot, @Nullable G sender) {
        if (slot < senders.length) {
            try {
                senders[slot] = use(Act.SEND, sender);
            } catch (StackOverflowError | OutOfMemoryError e) {
                senders[slot] = null; // a failed record must not fail the send
            }
        }
    }

    @Override
    public String describe() {
        return channel + " " + WaitTarget.address(channel);
    }

    @Override
    public Object identity() {
        return channel;
    }

    @Override
    public String history(WaitReason why) {
        if (context != null) {
            return context.history();
        }
        if (channel.timer != null) {
            return inParentheses(made());
        }
        return switch (why) {
            case CHAN_RECEIVE ->
                inParentheses(made(), last("send", "send or close", last(Act.SEND)));
            case CHAN_SEND ->
                inParentheses(made(), last("receive", "receive", last(Act.RECEIVE)), values());
            default -> inParentheses(made());
        };
    }

    @Override
    public @Nullable Use partner(WaitReason why) {
        return context != null || channel.timer != null ? null : switch (why) {
            case CHAN_RECEIVE -> last(Act.SEND);
            case CHAN_SEND -> last(Act.RECEIVE);
            default -> null;
        };
    }

    private static String last(String what, String never, @Nullable Use use) {
        return use == null ? "no " + never + " so far" : "last " + what + " or try" + use.text();
    }

    /** Returns which goroutines have filled the buffer. */
    private String values() {
        Map<String, Integer> uses = new LinkedHashMap<>();
        lock();
        try {
            for (int i = 0; i < senders.length && i < channel.count; i++) {
                Use use = senders[channel.slot(i)];
                if (use != null) {
                    uses.merge(use.text(), 1, Integer::sum);
                }
            }
        } finally {
            unlock();
        }
        return uses.isEmpty() ? "" : uses.entrySet().stream().limit(MOST_NAMED)
                .map(e -> " " + e.getValue() + " sent" + e.getKey())
                .collect(
                        Collectors.joining(",", "in it:", uses.size() > MOST_NAMED ? ", ..." : ""));
    }
}
