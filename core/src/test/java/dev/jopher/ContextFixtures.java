package dev.jopher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** What the tests of contexts share. */
final class ContextFixtures {
    /** Passes while a test runs. */
    static final Duration SHORT = Duration.ofMillis(1);

    /** Does not. */
    static final Duration VERY_LONG = Duration.ofHours(1000);

    private ContextFixtures() {}

    static boolean isDone(Context ctx) {
        return ctx.done().tryReceiveOk() != null;
    }

    static void assertAlive(Context... all) {
        for (Context ctx : all) {
            assertThat(isDone(ctx)).as("%s is done", ctx).isFalse();
            assertThat(ctx.err()).as("err of %s", ctx).isNull();
            assertThat(ctx.cause()).as("cause of %s", ctx).isNull();
        }
    }

    /** Done already: nothing waits here. */
    static void assertDone(ContextException err, Context... all) {
        for (Context ctx : all) {
            assertThat(isDone(ctx)).as("%s is done", ctx).isTrue();
            assertThat(ctx.err()).as("err of %s", ctx).isSameAs(err);
        }
    }

    /** Waits for the end, however long that takes. */
    static void awaitDone(Context ctx, ContextException err) {
        assertThat(ctx.done().receiveOk().ok()).isFalse();
        assertThat(ctx.err()).isSameAs(err);
    }

    /** A context of a kind unknown to the library, which passes everything on to another one. */
    static class OtherContext implements Context {
        final Context inner;

        OtherContext(Context inner) {
            this.inner = inner;
        }

        @Override
        public @Nullable Instant deadline() {
            return inner.deadline();
        }

        @Override
        public ReceiveChannel<Unit> done() {
            return inner.done();
        }

        @Override
        public @Nullable ContextException err() {
            return inner.err();
        }

        @Override
        public @Nullable Object value(Object key) {
            return inner.value(key);
        }
    }
}
