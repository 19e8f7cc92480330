package dev.jopher.runtime;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Where each channel was made, and who sent to it and received from it last, or tried to. Who waits for a partner is told by
 * any dump; the partner who is missing has ended, and stands in none. With this the report names him, and the line where he
 * was seen last.
 *
 * <p>In test mode, {@code -Djopher.channels=true}, which {@code jopher run -leaks} sets. Off, it costs nothing; on, a look at
 * the stack, some microsecond, for each channel and for each of the first {@value #EXACTLY} times that one is used, and then
 * whenever another goroutine does than before.
 */
public final class ChannelTrace {
    /** A constant, so that the JIT leaves out what asks for it. */
    public static final boolean ON = Boolean.getBoolean("jopher.channels");

    private static final int EXACTLY = 1000;

    /** By the channel's identity hash code; guarded by itself. */
    private static final Map<Integer, List<Entry>> TRACES = new HashMap<>();

    private static final ReferenceQueue<Object> GONE = new ReferenceQueue<>();

    /** Not weak: that would be cleared when the channel's last goroutine is {@linkplain LeakFinder found lost}, and is to be told. */
    private static final class Entry extends PhantomReference<Object> {
        private final int hash;
        private final ChannelTrace trace;

        private Entry(Object channel, boolean hasPartners) {
            super(channel, GONE);
            trace = new ChannelTrace(hasPartners);
            hash = System.identityHashCode(channel);
        }
    }

    /** What is done to a channel. */
    public enum Side {
        SEND,
        RECEIVE;

        private Side other() {
            return this == SEND ? RECEIVE : SEND;
        }
    }

    /** Holds nobody: who leaks is to be found. */
    private record Use(long goroutine, WeakReference<Thread> weak, PhantomReference<Thread> phantom,
            @Nullable StackTraceElement at) {
        private static final ReferenceQueue<Thread> NOBODY_LOOKS = new ReferenceQueue<>();

        private static Use here() {
            Thread me = Thread.currentThread();
            return new Use(G.current().id(), new WeakReference<>(me),
                    new PhantomReference<>(me, NOBODY_LOOKS), line());
        }

        private boolean isByCurrent() {
            return weak.refersTo(Thread.currentThread());
        }

        /** One that is just being found lost is still there, though nothing but a phantom reference says so. */
        private boolean hasEnded() {
            Thread t = weak.get();
            return t == null ? phantom.refersTo(null) : !t.isAlive();
        }

        private String text(String since) {
            String who = goroutine == 0 ? "a thread" : "goroutine " + goroutine;
            return position(at) + since + " by " + who + (hasEnded() ? ", which has ended" : "");
        }
    }

    private final @Nullable StackTraceElement made = line();
    private final Map<Side, Use> last = new EnumMap<>(Side.class);

    /** Used since by the same goroutine, and where is not noted. */
    private final Set<Side> usedSince = EnumSet.noneOf(Side.class);
    private final boolean hasPartners;
    private int uses;

    private ChannelTrace(boolean hasPartners) {
        this.hasPartners = hasPartners;
    }

    /** Said by who has made {@code channel}; {@code hasPartners}: goroutines send to it, and not a timer. */
    public static void made(Object channel, boolean hasPartners) {
        Entry e = new Entry(channel, hasPartners);
        synchronized (TRACES) {
            TRACES.computeIfAbsent(e.hash, h -> new ArrayList<>(1)).add(e);
            for (Object gone = GONE.poll(); gone != null; gone = GONE.poll()) {
                forget((Entry) gone);
            }
        }
    }

    private static void forget(Entry e) {
        TRACES.computeIfPresent(e.hash, (h, all) -> {
            all.remove(e);
            return all.isEmpty() ? null : all;
        });
    }

    private static @Nullable ChannelTrace find(@Nullable Object channel) {
        synchronized (TRACES) {
            for (Entry e : TRACES.getOrDefault(System.identityHashCode(channel), List.of())) {
                if (e.refersTo(channel)) {
                    return e.trace;
                }
            }
        }
        return null;
    }

    /** Said by who is about to send or receive, or to try it. */
    public static void used(Object channel, Side side) {
        ChannelTrace trace = find(channel);
        if (trace != null) {
            trace.use(side);
        }
    }

    private synchronized void use(Side side) {
        Use before = last.get(side);
        if (uses++ < EXACTLY || before == null
                || !before.isByCurrent()) {
            last.put(side, Use.here());
            usedSince.remove(side);
        } else {
            usedSince.add(side);
        }
    }

    /**
     * What is known of a channel on whose {@code side} somebody waits, such as {@code " (made at A.java:5; last receive or try at
     * A.java:9 by goroutine 3, which has ended)"}; empty if that is nothing.
     */
    public static String of(@Nullable Object channel, Side side) {
        if (!ON) {
            return "";
        }
        ChannelTrace trace = find(channel);
        return trace == null ? "" : trace.text(side.other());
    }

    /** As {@link #of(Object, Side)}; the side is that of a goroutine's state. */
    static String of(@Nullable Object channel, String state) {
        return state.equals(WaitReason.CHAN_SEND.toString()) ? of(channel, Side.SEND)
                : state.equals(WaitReason.CHAN_RECEIVE.toString()) ? of(channel, Side.RECEIVE) : "";
    }

    private synchronized String text(Side partner) {
        return " (made at " + position(made) + (hasPartners ? lastUse(partner) : "") + ")";
    }

    private String lastUse(Side side) {
        String what = side == Side.SEND ? "send" : "receive";
        Use use = last.get(side);
        String since = usedSince.contains(side) ? ", or elsewhere since," : "";
        return use == null ? "; no " + what + " so far"
                : "; last " + what + " or try at " + use.text(since);
    }

    private static @Nullable StackTraceElement line() {
        return Frames.here().stream().findFirst().orElse(null);
    }

    private static String position(@Nullable StackTraceElement line) {
        return line == null ? "an unknown line" : Frames.position(line);
    }
}
