package dev.jopher.nats;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * A remote channel cannot do what it was asked for, now or ever: a wrong name, a value that is too
 * large, a server that refuses. The message is one line. A broken connection is none of these:
 * operations wait for the next one.
 */
public class RemoteChannelException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    RemoteChannelException(String message) {
        super(message);
    }

    RemoteChannelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
