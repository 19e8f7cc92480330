package dev.jopher;

/**
 * The type with one value, for channels that carry a signal and nothing else (Go's {@code
 * struct{}}).
 *
 * {@snippet :
 * var done = new Channel<Unit>();
 * go(() -> done.send(UNIT));
 * done.receive();
 * }
 */
public enum Unit {
    /** The value. */
    UNIT
}
