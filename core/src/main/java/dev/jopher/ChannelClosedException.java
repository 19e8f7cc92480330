package dev.jopher;

import java.io.Serial;

/** A send on a closed channel, or a second close: in Go a panic with the same text. */
public final class ChannelClosedException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1;

    ChannelClosedException(String message) {
        super(message);
    }
}
