package dev.jopher.trace.file;

import java.io.IOException;

/** The file is no trace that this can read. The message is one line for the user. */
public final class TraceFormatException extends IOException {
    private static final long serialVersionUID = 1;

    TraceFormatException(String message) {
        super(message);
    }
}
