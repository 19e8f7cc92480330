package dev.jopher.nats;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/** The server has not answered; a later try may succeed. */
final class Unreachable extends RemoteChannelException {
    @Serial
    private static final long serialVersionUID = 1;

    Unreachable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
