package dev.jopher;

import static dev.jopher.ContextFixtures.SHORT;
import static dev.jopher.ContextFixtures.VERY_LONG;
import static dev.jopher.ContextFixtures.awaitDone;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A user's context with an afterFunc of its own needs no watcher. Go: afterfunc_test.go. */
@Timeout(120)
class CustomAfterFuncTest {
    /** Go's afterFuncContext; its done is never closed, so the functions report the end. */
    private static final class FuncContext implements Context {
        final Map<Object, Func> funcs = new LinkedHashMap<>();
        private final Channel<Unit> done = new Channel<>();
        private @Nullable ContextException err;
        int stops;

        @Override
        public @Nullable Instant deadline() {
            return null;
        }

        @Override
        public ReceiveChannel<Unit> done() {
            return done;
        }

        @Override
        public synchronized @Nullable ContextException err() {
            return err;
        }

        @Override
        public @Nullable Object value(Object key) {
            return null;
        }

        @Override
        public synchronized Context.Registration afterFunc(Func f) {
            Object key = new Object();
            funcs.put(key, f);
            return () -> stop(key);
        }

        private synchronized boolean stop(Object key) {
            stops++;
            return funcs.remove(key) != null;
        }

        synchronized void cancel(ContextException e) {
            err = e;
            funcs.values().forEach(Go::go);
            funcs.clear();
        }
    }

    private final FuncContext custom = new FuncContext();

    @Test // Go: TestCustomContextAfterFuncCancel
    void endsACancelContext() {
        try (var ctx = custom.withCancel()) {
            custom.cancel(Context.CANCELED);
            awaitDone(ctx, Context.CANCELED);
        }
    }

    @Test // Go: TestCustomContextAfterFuncTimeout
    void endsATimeout() {
        try (var ctx = custom.withTimeout(VERY_LONG)) {
            custom.cancel(Context.DEADLINE_EXCEEDED);
            awaitDone(ctx, Context.DEADLINE_EXCEEDED);
        }
    }

    @Test // Go: TestCustomContextAfterFuncAfterFunc
    void runsFunctions() {
        Channel<Unit> ran = new Channel<>();
        Context.Registration stop = custom.afterFunc(ran::close);
        custom.cancel(Context.CANCELED);
        assertThat(ran.receive()).isNull();
        assertThat(stop.stop()).isFalse();
    }

    @Test // Go: TestCustomContextAfterFuncUnregisterCancel
    void cancelledChildIsRemovedFromCustomParent() {
        CancelContext a = custom.withCancel();
        CancelContext b = custom.withCancel();
        assertThat(custom.funcs).hasSize(2);
        a.cancel();
        assertThat(custom.funcs).hasSize(1);
        b.cancel();
        assertThat(custom.funcs).isEmpty();
    }

    @Test // Go: TestCustomContextAfterFuncUnregisterTimeout
    void aTimeoutThatIsCancelledIsRemoved() {
        CancelContext ctx = custom.withTimeout(VERY_LONG);
        assertThat(custom.funcs).hasSize(1);
        ctx.cancel();
        assertThat(custom.funcs).isEmpty();
    }

    @Test // Go: TestCustomContextAfterFuncUnregisterAfterFunc
    void aFunctionThatIsStoppedIsRemoved() {
        Context.Registration stop = custom.afterFunc(() -> {});
        assertThat(custom.funcs).hasSize(1);
        assertThat(stop.stop()).isTrue();
        assertThat(custom.funcs).isEmpty();
    }

    @Test
    void valuesBetweenChangeNothing() {
        CancelContext ctx = custom.withValue("k", 1).withCancel();
        assertThat(custom.funcs).hasSize(1);
        ctx.cancel();
        assertThat(custom.funcs).isEmpty();
    }

    /** A child ended by its parent does not call stop: the parent may hold its lock. */
    @Test
    void childEndedByItsParentDoesNotCallStop() {
        CancelContext ctx = custom.withTimeout(VERY_LONG);
        CancelContext child = ctx.withCancel();
        custom.cancel(Context.CANCELED);
        awaitDone(child, Context.CANCELED);
        ctx.cancel();
        assertThat(custom.stops).isZero();
    }

    /** A user's stop may wait, and the timer's thread must not: here it waits for another timer. */
    @Test
    void aStopThatWaitsDoesNotHoldUpTheTimers() {
        Context slow = new ContextFixtures.OtherContext(custom) {
            @Override
            public Context.Registration afterFunc(Func f) {
                return () -> {
                    Go.sleep(Duration.ofMillis(5));
                    return true;
                };
            }
        };
        CancelContext ctx = slow.withTimeout(SHORT);
        awaitDone(ctx, Context.DEADLINE_EXCEEDED);
        assertThat(Go.after(SHORT).receive()).isNotNull();
    }
}
