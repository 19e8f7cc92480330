package dev.jopher.bench.board;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/** A worker has no figure for a row. Its message goes to the board. */
final class WorkerException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    WorkerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
