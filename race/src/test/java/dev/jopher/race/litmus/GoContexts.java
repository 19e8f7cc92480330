package dev.jopher.race.litmus;

import java.time.Duration;

import dev.jopher.CancelContext;
import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.sync.WaitGroup;

/** Contexts. */
@SuppressWarnings("unused")
final class GoContexts {
    // @formatter:off
    private GoContexts() {}

    /** A cancel happens before the receive from done. */
    static final class Done extends GoLitmus {
        final CancelContext ctx = Context.background().withCancel();

        @Override
        void racy() throws Exception {
            goroutines(() -> { ctx.cancel(); x = 1; turns.next(); }, () -> { ctx.done().receive(); turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> { x = 1; ctx.cancel(); }, () -> { ctx.done().receive(); y = x; });
        }
    }

    /** So it does if done is called after the cancel. */
    static final class DoneLater extends GoLitmus {
        final CancelContext ctx = Context.background().withCancel();

        @Override
        void racy() throws Exception {
            oneByOne(() -> { ctx.cancel(); x = 1; }, () -> { ctx.done().receive(); y = x; });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(() -> { x = 1; ctx.cancel(); }, () -> { ctx.done().receive(); y = x; });
        }
    }

    /** A cancel happens before err returns it. */
    static final class Err extends GoLitmus {
        final CancelContext ctx = Context.background().withCancel();

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { ctx.cancel(); x = 1; turns.next(); },
                    () -> { while (ctx.err() == null) { pause(); } turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { x = 1; ctx.cancel(); },
                    () -> { while (ctx.err() == null) { pause(); } y = x; });
        }
    }

    /** The cancel of a parent happens before the end of a child. */
    static final class Child extends GoLitmus {
        final CancelContext parent = Context.background().withCancel();
        final CancelContext ctx = parent.withValue("k", "v").withCancel();

        @Override
        void racy() throws Exception {
            goroutines(() -> { parent.cancel(); x = 1; turns.next(); }, () -> { ctx.done().receive(); turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> { x = 1; parent.cancel(); }, () -> { ctx.done().receive(); y = x; });
        }
    }

    /** Registering a function happens before it runs. */
    static final class AfterFunc extends GoLitmus {
        final CancelContext ctx = Context.background().withCancel();
        final Channel<Integer> done = new Channel<>(1);

        @Override
        void racy() throws Exception {
            oneByOne(
                    () -> { var _ = ctx.afterFunc(() -> { turns.await(1); y = x; done.send(1); }); x = 1; turns.next(); },
                    () -> { ctx.cancel(); done.receive(); });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(
                    () -> { x = 1; var _ = ctx.afterFunc(() -> { y = x; done.send(1); }); },
                    () -> { ctx.cancel(); done.receive(); });
        }
    }

    /** A cancel happens before the functions that it starts. */
    static final class AfterCancel extends GoLitmus {
        final CancelContext ctx = Context.background().withCancel();
        final Channel<Integer> done = new Channel<>(1);

        @Override
        void racy() throws Exception {
            oneByOne(
                    () -> { var _ = ctx.afterFunc(() -> { turns.await(1); y = x; done.send(1); }); },
                    () -> { ctx.cancel(); x = 1; turns.next(); done.receive(); });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(
                    () -> { var _ = ctx.afterFunc(() -> { y = x; done.send(1); }); },
                    () -> { x = 1; ctx.cancel(); done.receive(); });
        }
    }

    /** Making a context with a deadline happens before its end. */
    static final class Deadline extends GoLitmus {
        @Override
        void racy() throws Exception {
            var ctx = Context.background().withTimeout(Duration.ofMillis(1));
            x = 1;
            goroutines(() -> { x = 2; turns.next(); }, () -> { ctx.done().receive(); turns.await(1); y = x; });
            ctx.close();
        }

        @Override
        void fixed() throws Exception {
            var ctx = Context.background().withTimeout(Duration.ofMillis(1));
            x = 1;
            goroutines(() -> { ctx.done().receive(); y = x; });
            ctx.close();
        }
    }

    /** A cancel happens before the end of a receive that it ends. */
    static final class Receive extends GoLitmus {
        final CancelContext ctx = Context.background().withCancel();
        final Channel<Integer> c = new Channel<>();
        void abandoned() { try { c.receive(ctx); } catch (ContextException e) { z = 1; } }

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { ctx.cancel(); x = 1; turns.next(); },
                    () -> { abandoned(); turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> { x = 1; ctx.cancel(); }, () -> { abandoned(); y = x; });
        }
    }

    /** A cancel happens before the end of a wait for a group that it ends. */
    static final class Await extends GoLitmus {
        final CancelContext ctx = Context.background().withCancel();
        final WaitGroup wg = new WaitGroup();
        void abandoned() { try { wg.add(1); wg.await(ctx); } catch (ContextException e) { z = 1; } }

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { ctx.cancel(); x = 1; turns.next(); },
                    () -> { abandoned(); turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> { x = 1; ctx.cancel(); }, () -> { abandoned(); y = x; });
        }
    }

    /** A cancel happens before its cause is seen. */
    static final class Cause extends GoLitmus {
        final CancelContext ctx = Context.background().withCancel();

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { ctx.cancel(new Exception("why")); x = 1; turns.next(); },
                    () -> { while (ctx.cause() == null) { pause(); } turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { x = 1; ctx.cancel(new Exception("why")); },
                    () -> { while (ctx.cause() == null) { pause(); } y = x; });
        }
    }
    // @formatter:on
}
