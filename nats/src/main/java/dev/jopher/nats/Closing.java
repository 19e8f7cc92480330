package dev.jopher.nats;

import java.time.Duration;

import dev.jopher.Go;

/**
 * How a feed learns that its channel is closed and drained. It asks the server when there is a
 * reason: its start, a notice of the close, a reconnect (the notice may have been missed), a
 * refused request, and each five seconds in any case. The answer may take long, so a goroutine of
 * its own waits for it.
 */
final class Closing {
    private static final long IDLE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final Duration FIRST = Duration.ofMillis(20);
    private static final Duration LAST = Duration.ofMillis(500);
    private static final Duration NEVER = Duration.ofMinutes(1);

    /** A stream that is gone may be one that a restarted server has not found yet. */
    private static final int GONE_ANSWERS = 10;

    private final Engine engine;
    private final String name;
    private final Runnable wake;
    private volatile boolean suspected = true;
    private volatile boolean refused;
    private volatile boolean asking;
    private volatile boolean drained;
    private final Backoff backoff = new Backoff(FIRST, LAST);
    private volatile long askedAt = System.nanoTime();
    private int gone;

    Closing(Engine engine, String name, Runnable wake) {
        this.engine = engine;
        this.name = name;
        this.wake = wake;
    }

    boolean isDrained() {
        return drained;
    }

    /** Records that the channel may be closed, so that it is asked soon. */
    void suspect() {
        suspected = true;
        backoff.reset();
    }

    /** Records that the server has refused a request for values: its consumer may be gone. */
    void refused() {
        refused = true;
        suspect();
    }

    Duration pause() {
        return suspected ? backoff.pause() : NEVER;
    }

    /** Asks if it is time. Called by the feed's goroutine alone. */
    void look() {
        long since = System.nanoTime() - askedAt;
        if (!asking && engine.isConnected()
                && since >= (suspected ? backoff.pause().toNanos() : IDLE_NANOS)) {
            asking = true;
            Go.go(this::ask);
        }
    }

    /** Makes the receivers' place on the server anew, if it is gone there. */
    private void restore() {
        if (refused) {
            refused = false;
            if (engine.restoreReceivers()) {
                System.getLogger("dev.jopher.nats").log(System.Logger.Level.WARNING, "channel "
                        + name + ": its consumer was deleted on the server, and is made anew");
            }
        }
    }

    private void ask() {
        try {
            Engine.State state = engine.state();
            gone = state == Engine.State.GONE ? gone + 1 : 0;
            switch (state) {
                case OPEN -> {
                    suspected = false;
                    restore();
                }
                case CLOSING -> engine.closeChannel(); // its closer may be dead
                case DRAINING -> suspected = true;
                case DRAINED -> drained = true;
                case GONE -> suspected = true;
            }
            if (gone == GONE_ANSWERS) {
                System.getLogger("dev.jopher.nats").log(System.Logger.Level.WARNING,
                        "channel " + name + " was deleted on the server: its receivers end");
                drained = true;
            }
        } catch (RemoteChannelException e) {
            suspect(); // no answer: ask again
        } finally {
            var _ = backoff.next();
            askedAt = System.nanoTime();
            asking = false;
            wake.run();
        }
    }
}
