package dev.jopher;

import java.util.function.Supplier;

import dev.jopher.internal.goroutine.OutsideWaits;

/**
 * A wait that something outside of this process ends: made by {@link Go#outsideWait}. For libraries
 * whose answers come from native code or from shared memory, which the runtime cannot see.
 *
 * {@snippet :
 * try (var _ = Go.outsideWait("the NATS server")) {
 *     use(answers.receive());
 * }
 * }
 */
public final class OutsideWait implements AutoCloseable {
    private final OutsideWaits.Wait wait;

    OutsideWait(Supplier<String> what) {
        wait = OutsideWaits.open(what);
    }

    /** Ends the wait. Does nothing the second time. Any thread may call it. */
    @Override
    public void close() {
        OutsideWaits.close(wait);
    }
}
