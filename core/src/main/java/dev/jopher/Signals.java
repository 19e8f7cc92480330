package dev.jopher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;

/**
 * Signals of the operating system, sent to a channel: Go's {@code signal.Notify}. For one that ends
 * a context there is {@link Context#withSignals}.
 *
 * {@snippet :
 * var reload = new Channel<String>(1);
 * try (var _ = Signals.notify(reload, "HUP")) { // defer signal.Stop(reload)
 *     for (var signal : reload) {
 *         report("got SIG" + signal);
 *     }
 * }
 * }
 *
 * <p>While one of these exists, the JVM does not act on the signals by itself: "INT" and "TERM" end
 * no process. Several may exist for the same signal, and each gets it. {@link #stop} of the last
 * one restores the earlier handler.
 */
/*
 * As in Go, signals that end a context are diverted until the context is cancelled by a call, even
 * when a signal or the parent has ended it. So a second Ctrl-C does not kill a program that is
 * still cleaning up.
 */
public final class Signals implements AutoCloseable {
    private final List<SignalRelay> relays = new ArrayList<>();

    /** Set before the first signal can arrive, and before this is handed out. */
    private @Nullable SignalTarget target;

    private Signals() {}

    /**
     * Sends the name of each of the signals that arrives to {@code c}. Never waits for {@code c}: a
     * signal is dropped if {@code c} has no room and nothing receives from it, or if it is closed.
     * A buffer of one is enough to learn that there was a signal since the last receive. The
     * operating system may merge signals of the same kind that come close together.
     *
     * @param c the channel to which the names are sent, without SIG: "HUP"
     * @param signals names without SIG, at least one
     * @return the object whose {@link #stop} ends this
     * @throws IllegalArgumentException if there is no name, or if the JVM does not know a signal or
     *     does not let programs handle it; then none is sent
     */
    @CheckReturnValue
    public static Signals notify(SendChannel<? super String> c, String... signals) {
        Objects.requireNonNull(c);
        if (signals.length == 0) {
            throw new IllegalArgumentException("no signals");
        }
        Signals s = new Signals();
        try {
            s.register(signal -> send(c, signal.name()), signals);
        } catch (Throwable e) {
            s.stop();
            throw e;
        }
        return s;
    }

    private static void send(SendChannel<? super String> c, String name) {
        try {
            boolean _ = c.trySend(name);
        } catch (ChannelClosedException e) {
            // nothing receives from it now
        }
    }

    static CancelContext notifyContext(Context parent, String... names) {
        Signals signals = new Signals();
        CancelContext ctx = CancelContext.withSignals(parent, signals);
        try {
            signals.register(s -> ctx.end(Context.CANCELED,
                    new CanceledException(s + " signal received")), names);
        } catch (Throwable e) {
            ctx.close();
            throw e;
        }
        return ctx;
    }

    private void register(SignalTarget t, String... names) {
        List<Signal> all = Arrays.stream(names).map(Signal::new).distinct().toList();
        target = t;
        for (Signal s : all) {
            relays.add(SignalRelay.add(s, t));
        }
    }

    /**
     * Sends nothing more: Go's {@code signal.Stop}. Does not close the channel. May be called
     * again.
     */
    public void stop() {
        SignalTarget t = target;
        if (t != null) {
            relays.forEach(r -> r.remove(t));
        }
    }

    /** Calls {@link #stop}, for try-with-resources. */
    @Override
    public void close() {
        stop();
    }

    /** Returns the signals as Go prints them: {@code [interrupt terminated]}. */
    @Override
    public String toString() {
        return relays.stream().map(SignalRelay::toString)
                .collect(Collectors.joining(" ", "[", "]"));
    }
}
