package dev.jopher.explore.internal.linear;

import org.jspecify.annotations.Nullable;

/** One operation in a run: when it was called, when it returned, and with what. */
final class Call {
    /** Of an operation that has not returned. */
    static final int PENDING = Integer.MAX_VALUE;

    final int thread;
    final Operation operation;
    int called = PENDING;
    int returned = PENDING;
    @Nullable Object result;

    Call(int thread, Operation operation) {
        this.thread = thread;
        this.operation = operation;
    }

    boolean isPending() {
        return returned == PENDING;
    }

    @Override
    public String toString() {
        return operation.name() + (called == PENDING ? " was not called"
                : isPending() ? " waits" : result == null ? "" : ": " + result);
    }
}
