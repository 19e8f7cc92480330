package dev.jopher;

import static dev.jopher.ContextFixtures.VERY_LONG;
import static dev.jopher.ContextFixtures.assertAlive;
import static dev.jopher.ContextFixtures.assertDone;
import static dev.jopher.ContextFixtures.awaitDone;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import dev.jopher.ContextFixtures.OtherContext;
import dev.jopher.internal.support.Goroutine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Contexts that users write. */
@Timeout(120)
class CustomContextTest {
    private static final Context ROOT = Context.background();

    /** Counts contexts outside of the tree, which need a watcher: a goroutine of the library. */
    private static class Watched extends OtherContext {
        int watchers;

        Watched(Context inner) {
            super(inner);
        }

        @Override
        public Context.Registration afterFunc(Func f) {
            watchers++;
            return super.afterFunc(f);
        }
    }

    /** Go's myDoneCtx: its done is its own, and another one each time. */
    private static final class OwnDone extends Watched {
        OwnDone(Context inner) {
            super(inner);
        }

        @Override
        public ReceiveChannel<Unit> done() {
            return new Channel<>();
        }
    }

    @Test // Go: TestCustomContextGoroutines
    void onlyAnUnknownDoneNeedsAWatcher() {
        OwnDone own = new OwnDone(ROOT);
        own.withCancel().cancel();
        own.withTimeout(VERY_LONG).cancel();
        assertThat(own.watchers).isEqualTo(2);

        CancelContext ctx1 = ROOT.withCancel();
        Watched ctx2 = new Watched(ctx1);
        CancelContext ctx3 = ctx2.withCancel();
        OwnDone hidden = new OwnDone(ctx2);
        CancelContext ctx3b = hidden.withCancel(); // ctx1 makes no done; it must not be used
        assertThat(hidden.watchers).isEqualTo(1);
        assertThat(ctx1.childCount()).isEqualTo(1);
        CancelContext ctx5 = ctx3.withTimeout(VERY_LONG).withCancel();
        ctx5.cancel();
        ctx5.withTimeout(VERY_LONG).cancel();
        ctx1.cancel();
        assertDone(Context.CANCELED, ctx3, ctx5.withCancel(), ctx2.withCancel());
        assertThat(ctx2.watchers).isZero();
        assertAlive(ctx3b);
        ctx3b.cancel();
    }

    @Test
    void theWatcherEndsWithTheChild() {
        int before = Go.numGoroutine();
        OwnDone own = new OwnDone(ROOT);
        CancelContext[] all = new CancelContext[100];
        for (int i = 0; i < all.length; i++) {
            all[i] = own.withCancel();
        }
        assertThat(Go.numGoroutine()).isGreaterThanOrEqualTo(100);
        for (CancelContext c : all) {
            c.cancel();
        }
        Goroutine.until(() -> Go.numGoroutine() <= before);
    }

    @Test // Go: TestCustomContextPropagation
    void anUnknownDoneEndsTheChildrenWithTheCauseBehindIt() {
        Exception why = new Exception("why");
        Channel<Unit> done = new Channel<>();
        CancelContext ctx1 = ROOT.withCancel();
        Context ctx2 = new OtherContext(ctx1) {
            @Override
            public ReceiveChannel<Unit> done() {
                return done;
            }
        };
        CancelContext ctx3 = ctx2.withCancel();
        ctx1.cancel(why);
        CancelContext late = ctx2.withCancel();
        assertAlive(ctx3, late); // it is done that counts
        done.close();
        awaitDone(ctx3, Context.CANCELED);
        awaitDone(late, Context.CANCELED);
        assertThat(ctx3.cause()).isSameAs(why);
        assertDone(Context.CANCELED, ctx2.withCancel());
    }

    /** Go's customCauseContext: knows no values, so no cause is found through it. */
    private static final class Plain implements Context {
        private final Channel<Unit> done = new Channel<>();
        private volatile @Nullable ContextException err;
        private volatile @Nullable Throwable cause;

        void cancel(ContextException e, @Nullable Throwable why) {
            cause = why;
            err = e;
            done.close();
        }

        @Override
        public @Nullable Instant deadline() {
            return null;
        }

        @Override
        public ReceiveChannel<Unit> done() {
            return done;
        }

        @Override
        public @Nullable ContextException err() {
            return err;
        }

        @Override
        public @Nullable Object value(Object key) {
            return null;
        }

        @Override
        public @Nullable Throwable cause() {
            Throwable own = cause;
            return own != null ? own : Context.super.cause();
        }
    }

    @Test // Go: TestCustomContextCause
    void aCustomContextCancelled() {
        Plain ctx = new Plain();
        assertThat(ctx.cause()).isNull();
        ctx.cancel(Context.CANCELED, null);
        assertDone(Context.CANCELED, ctx, ctx.withCancel(), ctx.withTimeout(VERY_LONG));
        assertThat(ctx.cause()).isSameAs(Context.CANCELED);
    }

    @Test // Go: TestCustomContextCause
    void aChildCancelledBeforeItsCustomParent() {
        Plain parent = new Plain();
        CancelContext child = parent.withCancel();
        Exception why = new Exception("why");
        child.cancel(why);
        assertDone(Context.CANCELED, child);
        assertThat(child.cause()).isSameAs(why);
        assertAlive(parent);

        parent.cancel(Context.CANCELED, null);
        assertDone(Context.CANCELED, child, parent);
        assertThat(child.cause()).isSameAs(why);
        assertThat(parent.cause()).isSameAs(Context.CANCELED);
    }

    @Test // Go: TestCustomContextCause
    void aCustomParentThatCancelsItsChild() {
        Plain parent = new Plain();
        CancelContext child = parent.withCancel();
        parent.cancel(Context.CANCELED, null);
        child.cancel();
        assertDone(Context.CANCELED, child);
        assertThat(child.cause()).isSameAs(Context.CANCELED);
        assertThat(parent.cause()).isSameAs(Context.CANCELED);
    }

    @Test
    void aCustomDeadlineAndCauseReachTheChildren() {
        Plain parent = new Plain();
        CancelContext child = parent.withCancel();
        Context value = parent.withValue("k", 1);
        Exception why = new Exception("why");
        parent.cancel(Context.DEADLINE_EXCEEDED, why);
        awaitDone(child, Context.DEADLINE_EXCEEDED);
        awaitDone(child.withCancel(), Context.DEADLINE_EXCEEDED);
        assertThat(child.cause()).isSameAs(why);
        assertThat(value.cause()).isSameAs(why);
        assertThat(value.withCancel().cause()).isSameAs(why);
        assertThat(new OtherContext(child).cause()).isSameAs(why);
    }
}
