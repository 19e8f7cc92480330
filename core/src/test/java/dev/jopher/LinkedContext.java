package dev.jopher;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/** A user's context with a cancel, which ends with its parent by afterFunc. Go's customContext. */
final class LinkedContext implements Context {
    private final Context parent;
    private final Channel<Unit> done = new Channel<>();
    private final AtomicBoolean decided = new AtomicBoolean();
    private volatile @Nullable ContextException err;

    LinkedContext(Context parent) {
        this.parent = parent;
        var unused = parent.afterFunc(() -> end(parent.err()));
    }

    void cancel() {
        end(CANCELED);
    }

    private void end(@Nullable ContextException e) {
        if (decided.compareAndSet(false, true)) {
            err = e;
            done.close();
        }
    }

    @Override
    public @Nullable Instant deadline() {
        return parent.deadline();
    }

    @Override
    public ReceiveChannel<Unit> done() {
        return done;
    }

    @Override
    public @Nullable ContextException err() {
        return done.tryReceiveOk() == null ? null : err;
    }

    @Override
    public @Nullable Object value(Object key) {
        return parent.value(key);
    }
}
