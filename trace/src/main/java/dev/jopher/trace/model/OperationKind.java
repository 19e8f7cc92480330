package dev.jopher.trace.model;

/** What a goroutine did with an object, at one moment. */
public enum OperationKind {
    SEND,
    RECEIVE,
    RECEIVE_CLOSED,
    CLOSE,
    LOCK,
    UNLOCK,
    RLOCK,
    RUNLOCK,
    SELECT;

    private static final OperationKind[] ALL = values();

    static OperationKind of(int ordinal) {
        return ALL[ordinal];
    }
}
