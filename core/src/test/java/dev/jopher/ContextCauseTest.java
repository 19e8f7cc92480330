package dev.jopher;

import static dev.jopher.ContextFixtures.VERY_LONG;
import static dev.jopher.Go.go;
import static dev.jopher.Go.gosched;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first to cancel says why. */
@Timeout(120)
class ContextCauseTest {
    private static final Context ROOT = Context.background();
    private static final Exception PARENT = new Exception("parent");
    private static final Exception CHILD = new Exception("child");
    private static final Exception TOO_SLOW = new Exception("too slow");
    private static final Exception FINISHED_EARLY = new Exception("finished early");
    private static final Duration NOW = Duration.ZERO;

    /** The rows of Go's TestCause: a context, its err, its cause. */
    enum Row {
        BACKGROUND(Context::background, null, null),
        TODO(Context::todo, null, null),
        CANCEL(() -> cancelled(ROOT.withCancel()), Context.CANCELED, Context.CANCELED),
        CANCEL_WITH_CAUSE(() -> cancelled(ROOT.withCancel(), PARENT), Context.CANCELED, PARENT),
        CANCEL_WITH_NO_CAUSE(() -> cancelled(ROOT.withCancel(), null), Context.CANCELED,
                Context.CANCELED),
        PARENT_BEFORE_CHILD(() -> {
            CancelContext parent = ROOT.withCancel();
            CancelContext child = parent.withCancel();
            parent.cancel(PARENT);
            return cancelled(child, CHILD);
        }, Context.CANCELED, PARENT),
        PARENT_AFTER_CHILD(() -> {
            CancelContext parent = ROOT.withCancel();
            CancelContext child = cancelled(parent.withCancel(), CHILD);
            parent.cancel(PARENT);
            return child;
        }, Context.CANCELED, CHILD),
        PARENT_BEFORE_CHILD_WITHOUT_CAUSE(() -> {
            CancelContext parent = ROOT.withCancel();
            CancelContext child = parent.withCancel();
            parent.cancel(PARENT);
            return cancelled(child);
        }, Context.CANCELED, PARENT),
        PARENT_AFTER_CHILD_WITHOUT_CAUSE(() -> {
            CancelContext parent = ROOT.withCancel();
            CancelContext child = cancelled(parent.withCancel());
            parent.cancel(PARENT);
            return child;
        }, Context.CANCELED, Context.CANCELED),
        CHILD_AFTER_PARENT_WITHOUT_CAUSE(() -> {
            CancelContext parent = ROOT.withCancel();
            CancelContext child = parent.withCancel();
            parent.cancel();
            return cancelled(child, CHILD);
        }, Context.CANCELED, Context.CANCELED),
        CHILD_BEFORE_PARENT_WITHOUT_CAUSE(() -> {
            CancelContext parent = ROOT.withCancel();
            CancelContext child = cancelled(parent.withCancel(), CHILD);
            parent.cancel();
            return child;
        }, Context.CANCELED, CHILD),
        TIMEOUT(() -> cancelled(ROOT.withTimeout(NOW)), Context.DEADLINE_EXCEEDED,
                Context.DEADLINE_EXCEEDED),
        TIMEOUT_CANCELLED(() -> cancelled(ROOT.withTimeout(VERY_LONG)), Context.CANCELED,
                Context.CANCELED),
        TIMEOUT_WITH_CAUSE(
                () -> cancelled(ROOT.withTimeout(NOW, TOO_SLOW)), Context.DEADLINE_EXCEEDED,
                TOO_SLOW),
        TIMEOUT_WITH_CAUSE_CANCELLED(
                () -> cancelled(ROOT.withTimeout(VERY_LONG, TOO_SLOW)), Context.CANCELED,
                Context.CANCELED),
        TIMEOUT_WITH_CAUSE_UNDER_A_PARENT(() -> {
            CancelContext parent = ROOT.withCancel();
            CancelContext child = parent.withTimeout(NOW, TOO_SLOW);
            parent.cancel(FINISHED_EARLY);
            return child;
        }, Context.DEADLINE_EXCEEDED, TOO_SLOW),
        TIMEOUT_WITH_CAUSE_UNDER_A_CANCELLED_PARENT(() -> {
            CancelContext parent = ROOT.withCancel();
            CancelContext child = parent.withTimeout(VERY_LONG, TOO_SLOW);
            parent.cancel(FINISHED_EARLY);
            return child;
        }, Context.CANCELED, FINISHED_EARLY),
        WITHOUT_CANCEL(ROOT::withoutCancel, null, null),
        WITHOUT_CANCEL_UNDER_A_CANCELLED_PARENT(
                () -> cancelled(ROOT.withCancel(), FINISHED_EARLY).withoutCancel(), null, null),
        WITHOUT_CANCEL_UNDER_A_TIMEOUT(() -> ROOT.withTimeout(NOW, TOO_SLOW).withoutCancel(), null,
                null),
        CUSTOM_UNDER_A_PARENT(() -> {
            LinkedContext custom = new LinkedContext(ROOT.withCancel());
            custom.cancel();
            return custom;
        }, Context.CANCELED, Context.CANCELED),
        CUSTOM_AFTER_PARENT(() -> {
            CancelContext parent = ROOT.withCancel();
            LinkedContext custom = new LinkedContext(parent);
            parent.cancel(PARENT);
            custom.cancel();
            return custom;
        }, Context.CANCELED, PARENT),
        /** Not really right, as Go says too: a custom context cannot say who was first. */
        CUSTOM_BEFORE_PARENT(() -> {
            CancelContext parent = ROOT.withCancel();
            LinkedContext custom = new LinkedContext(parent);
            custom.cancel();
            parent.cancel(PARENT);
            return custom;
        }, Context.CANCELED, PARENT);

        final Supplier<Context> ctx;
        final @Nullable ContextException err;
        final @Nullable Throwable cause;

        Row(Supplier<Context> ctx, @Nullable ContextException err, @Nullable Throwable cause) {
            this.ctx = ctx;
            this.err = err;
            this.cause = cause;
        }
    }

    private static CancelContext cancelled(CancelContext c) {
        c.cancel();
        return c;
    }

    private static CancelContext cancelled(CancelContext c, @Nullable Exception why) {
        c.cancel(why);
        return c;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Go: TestCause")
    void cause(Row row) {
        Context ctx = row.ctx.get();
        assertThat(ctx.err()).isSameAs(row.err);
        assertThat(ctx.cause()).isSameAs(row.cause);
        assertThat(ctx.withValue("k", "v").cause()).isSameAs(row.cause);
    }

    @RepeatedTest(50) // Go: TestCauseRace
    void errorIsVisibleOnlyWithCause() {
        CancelContext ctx = ROOT.withCancel();
        go(() -> ctx.cancel(PARENT));
        Throwable cause = ctx.cause();
        while (cause == null) {
            gosched();
            cause = ctx.cause();
        }
        assertThat(cause).isSameAs(PARENT);
    }

    @Test
    void theNearestCauseCounts() {
        CancelContext parent = ROOT.withCancel();
        CancelContext child = parent.withCancel();
        Context grandchild = child.withTimeout(VERY_LONG).withValue("k", 1);
        child.cancel(CHILD);
        parent.cancel(PARENT);
        assertThat(grandchild.cause()).isSameAs(CHILD);
        assertThat(parent.cause()).isSameAs(PARENT);
        assertThat(parent.withCancel().cause()).isSameAs(PARENT);
        assertThat(child.withTimeout(VERY_LONG, TOO_SLOW).cause()).isSameAs(CHILD);
    }

    @Test
    void anErrorMayBeACause() {
        Error error = new AssertionError("not an Exception");
        assertThat(cancelled(ROOT.withCancel()).cause()).isSameAs(Context.CANCELED);
        CancelContext ctx = ROOT.withCancel();
        ctx.cancel(error);
        assertThat(ctx.cause()).isSameAs(error);
    }
}
