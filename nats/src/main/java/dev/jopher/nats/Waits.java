package dev.jopher.nats;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;

import dev.jopher.Channel;
import dev.jopher.ChannelClosedException;
import dev.jopher.Context;
import dev.jopher.Go;
import dev.jopher.Unit;

/** How goroutines wait for what the client's threads complete. */
final class Waits {
    private Waits() {}

    /**
     * Waits for {@code f}. The thread that completes it puts a token into a buffer that has room,
     * so it never waits.
     */
    static <V> V await(Context ctx, CompletableFuture<V> f) {
        if (!f.isDone()) {
            Channel<Unit> done = new Channel<>(1);
            var _ = f.whenComplete((_, _) -> done.trySend(Go.UNIT));
            done.receive(ctx);
        }
        try {
            return f.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException x) {
                throw x;
            }
            throw e;
        }
    }

    static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** Returns {@code d} or less, down to half of it: not all ask at the same moment. */
    static Duration jittered(Duration d) {
        return Duration.ofNanos(d.toNanos() / 2
                + ThreadLocalRandom.current().nextLong(d.toNanos() / 2 + 1));
    }

    /** Returns the text of a wait: "remote send jobs (disconnected 12 s)". */
    static String text(String operation, String channel, Engine engine) {
        String what = "remote " + operation + " " + channel;
        if (engine.isConnected()) {
            return what;
        }
        long seconds = Duration.ofNanos(System.nanoTime() - engine.brokenAt()).toSeconds();
        return what + " (disconnected " + seconds + " s)";
    }

    /** Returns what a send on a closed channel throws: only the channel itself can make it. */
    static ChannelClosedException closed() {
        Channel<Unit> c = new Channel<>();
        c.close();
        try {
            c.send(Go.UNIT);
        } catch (ChannelClosedException e) {
            return e;
        }
        throw new AssertionError("sent on a closed channel");
    }
}
