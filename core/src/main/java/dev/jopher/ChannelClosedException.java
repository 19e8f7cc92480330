package dev.jopher;

import java.io.Serial;

/**
 * A send on a closed channel, or a second close: in Go a panic with the same text.
 *
 * {@snippet :
 * out.close();
 * try {
 *     out.send(1);
 * } catch (ChannelClosedException e) {
 *     IO.println(e.getMessage()); // send on closed channel
 * }
 * }
 */
public final class ChannelClosedException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1;

    ChannelClosedException(String message) {
        super(message);
    }
}
