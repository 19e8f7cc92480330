package dev.jopher.nats;

import java.io.Serial;

/**
 * A send was given up, and the server may have stored the value all the same: its answer had not
 * come yet. The cause is what ended the wait: a {@link dev.jopher.ContextException}, an {@link
 * dev.jopher.UncheckedInterruptedException}, a {@link dev.jopher.ChannelClosedException} or a
 * {@link RemoteChannelException}.
 *
 * <p>A send that throws one of these itself has stored nothing.
 */
public final class MaybeStoredException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String id;

    MaybeStoredException(String channel, String id, RuntimeException cause) {
        super("send to " + channel + " was given up (" + cause.getMessage()
                + "); the value may have been stored", cause);
        this.id = id;
    }

    /** Returns the {@link Delivery#id} that the value has, if it was stored. */
    public String id() {
        return id;
    }
}
