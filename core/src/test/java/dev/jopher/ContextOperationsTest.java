package dev.jopher;

import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Test;

/** {@code send(ctx, v)}, {@code receive(ctx)}: a select of the operation and {@code ctx.done()}. */
class ContextOperationsTest {
    private final CancelContext ctx = Context.background().withCancel();
    private final Channel<Integer> c = new Channel<>();

    private static List<Func> operations(Context ctx, Channel<Integer> c) {
        return List.of(() -> c.receive(ctx), () -> c.receiveOk(ctx), () -> c.send(ctx, 1));
    }

    @Test
    void theyDoTheirWorkWhileTheContextLives() {
        var sender = Goroutine.waiting("select", () -> c.send(ctx, 1));
        assertThat(c.receive(ctx)).isEqualTo(1);
        sender.join();
        var receiver = Goroutine.waiting("select",
                () -> assertThat(c.receiveOk(ctx)).isEqualTo(new Received<>(2, true)));
        c.send(ctx, 2);
        receiver.join();

        var buffered = new Channel<Integer>(1);
        buffered.send(ctx, 3);
        assertThat(buffered.receive(ctx)).isEqualTo(3);
    }

    @Test
    void cancellingEndsTheWaitAndNothingHappened() {
        var waiting = operations(ctx, c).stream().limit(2).map(f -> Goroutine.waiting("select", f));
        var g = new ArrayList<>(waiting.toList());
        var other = new Channel<Integer>();
        g.add(Goroutine.waiting("select", () -> other.send(ctx, 1)));
        ctx.cancel();
        g.forEach(x -> assertThat(x.failure()).isInstanceOf(CanceledException.class));
        assertThat(c.trySend(1)).as("nobody waits any more").isFalse();
        assertThat(other.tryReceive()).isNull();
    }

    @Test
    void liveContextHasNoError() {
        assertThatIllegalStateException().isThrownBy(() -> {
            throw ContextException.of(ctx);
        }).withMessage("context is not done");
        ctx.cancel();
        assertThat(ContextException.of(ctx)).isInstanceOf(CanceledException.class);
    }

    @Test
    void theErrorIsFreshAndKnowsTheCause() {
        var why = new IOException("disk");
        var receiver = Goroutine.waiting("select", () -> c.receive(ctx));
        ctx.cancel(why);
        assertThat(receiver.failure()).isInstanceOf(CanceledException.class)
                .hasMessage("context canceled")
                .hasCause(why)
                .isNotSameAs(Context.CANCELED);
        assertThat(catchThrowable(() -> c.send(ctx, 1)).getStackTrace()).isNotEmpty();
    }

    @Test
    void aContextThatIsDoneAlreadyLetsNothingHappen() {
        ctx.cancel();
        var ready = new Channel<Integer>(2);
        ready.send(1);
        for (var operation : operations(ctx, ready)) {
            assertThatExceptionOfType(CanceledException.class).isThrownBy(operation::call)
                    .withNoCause();
        }
        assertThat(ready.len()).isEqualTo(1);
    }

    @Test
    void aDeadlineEndsTheWait() {
        try (var soon = Context.background().withTimeout(Duration.ofMillis(1))) {
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> c.receive(soon))
                    .withMessage("context deadline exceeded");
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> c.send(soon, 1));
        }
        assertThat(c.trySend(1)).as("nobody waits any more").isFalse();
        assertThat(c.tryReceive()).isNull();
    }

    @Test
    void closingTheChannelEndsTheWaitToo() {
        var receiver = Goroutine.waiting("select",
                () -> assertThat(c.receiveOk(ctx).ok()).isFalse());
        c.close();
        receiver.join();
        assertThat(c.receive(ctx)).isNull();
        assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(() -> c.send(ctx, 1));
    }

    @Test
    void closingFailsASenderThatWaits() {
        var sender = Goroutine.waiting("select", () -> c.send(ctx, 1));
        c.close();
        assertThat(sender.failure()).isInstanceOf(ChannelClosedException.class)
                .hasMessage("send on closed channel");
    }

    @Test
    void aContextThatNeverEndsIsLikeNone() {
        var receiver = Goroutine.start(
                () -> assertThat(c.receive(Context.background())).isEqualTo(1));
        c.send(Context.background(), 1);
        receiver.join();
        assertThat(Context.background().done() == Channel.<Unit>never()).isTrue();
    }

    @Test
    void theNilChannelWaitsForTheContextOnly() {
        var nil = Channel.<Integer>never();
        var receiver = Goroutine.waiting("select", () -> nil.receive(ctx));
        var sender = Goroutine.waiting("select", () -> nil.send(ctx, 1));
        ctx.cancel();
        assertThat(receiver.failure()).isInstanceOf(CanceledException.class);
        assertThat(sender.failure()).isInstanceOf(CanceledException.class);
    }

    @Test
    void aLoopEndsWithTheContextOrTheChannel() {
        var sum = new Channel<Integer>(1);
        var worker = Goroutine.start(() -> {
            int n = 0;
            while (c.receive(ctx) instanceof Integer i) {
                n += i;
            }
            sum.send(n);
        });
        for (int i = 1; i <= 10; i++) {
            c.send(i);
        }
        c.close();
        worker.join();
        assertThat(sum.receive()).isEqualTo(55);
    }

    @Test
    void cancelAndPartnerAtTheSameMomentAgree() {
        for (int i = 0; i < 2000; i++) {
            var own = new Channel<Integer>();
            boolean receives = i % 2 == 0;
            try (var end = Context.background().withCancel()) {
                var g = Goroutine.start(() -> operations(end, own).get(receives ? 0 : 2).call());
                var canceller = Goroutine.start(end::cancel);
                boolean here = receives ? own.trySend(1) : own.tryReceive() != null;
                canceller.join();
                assertThat(g.failure() == null).isEqualTo(here);
            }
        }
    }

    @Test
    void doneIsAChannelForSelect() {
        var g = Goroutine.waiting("select",
                () -> assertThat(select(onReceive(c), onReceive(ctx.done()))).isEqualTo(1));
        ctx.cancel();
        g.join();
    }
}
