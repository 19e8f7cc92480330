package dev.jopher;

import static dev.jopher.ContextFixtures.SHORT;
import static dev.jopher.ContextFixtures.VERY_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Operations that are given a context, by goroutines and by platform threads. */
@Timeout(120)
class ContextWaitTest {
    private static final Context ROOT = Context.background();
    private static final Exception WHY = new Exception("why");

    private final Channel<Integer> channel = new Channel<>();

    private List<ThrowingCallable> operations(Context ctx) {
        return List.of(
                () -> channel.receive(ctx),
                () -> channel.receiveOk(ctx),
                () -> channel.send(ctx, 1),
                () -> Go.sleep(ctx, VERY_LONG));
    }

    @Test
    void aDoneContextThrowsItsErrorAtOnce() {
        CancelContext ctx = ROOT.withCancel();
        ctx.cancel(WHY);
        for (ThrowingCallable op : operations(ctx)) {
            assertThatThrownBy(op).isInstanceOf(CanceledException.class)
                    .hasMessage("context canceled").hasCause(WHY);
        }
        for (ThrowingCallable op : operations(ROOT.withTimeout(SHORT.negated(), WHY))) {
            assertThatThrownBy(op).isInstanceOf(DeadlineExceededException.class)
                    .hasMessage("context deadline exceeded").hasCause(WHY);
        }
    }

    @Test
    void eachThrowHasAStackOfItsOwn() {
        CancelContext ctx = ROOT.withCancel();
        ctx.cancel();
        Throwable first = catchThrowable(() -> channel.receive(ctx));
        Throwable second = catchThrowable(() -> channel.receive(ctx));
        assertThat(first).hasNoCause().isNotSameAs(second).isNotSameAs(Context.CANCELED);
        assertThat(first.getStackTrace()).isNotEmpty();
        assertThat(Context.CANCELED).hasMessage("context canceled");
        assertThat(Context.CANCELED.getStackTrace()).isEmpty();
        assertThat(Context.DEADLINE_EXCEEDED).hasMessage("context deadline exceeded");
    }

    @Test
    void aDeadlineEndsTheWaiting() {
        for (int i = 0; i < operations(ROOT).size(); i++) {
            ThrowingCallable op = operations(ROOT.withTimeout(SHORT, WHY)).get(i);
            assertThatThrownBy(op).isInstanceOf(DeadlineExceededException.class).hasCause(WHY);
        }
        assertThat(channel.tryReceiveOk()).isNull();
        assertThat(channel.trySend(1)).isFalse(); // no goroutine was left behind
    }

    @Test
    void cancelEndsTheWaitingOfGoroutinesAndThreads() throws Exception {
        for (boolean platform : new boolean[] {true, false}) {
            for (int i = 0; i < operations(ROOT).size(); i++) {
                CancelContext ctx = ROOT.withTimeout(VERY_LONG);
                ThrowingCallable op = operations(ctx).get(i);
                AtomicReference<Throwable> thrown = new AtomicReference<>();
                Thread t = TimerFixtures.start(platform, () -> thrown.set(catchThrowable(op)));
                TimerFixtures.awaitParked(t);
                ctx.cancel(WHY);
                t.join();
                assertThat(thrown.get()).isInstanceOf(CanceledException.class).hasCause(WHY);
            }
        }
    }

    @Test
    void availableValueIsReceivedWithoutUseOfTheContext() {
        Channel<Integer> buffered = new Channel<>(1);
        try (var ctx = ROOT.withCancel()) {
            buffered.send(ctx, 7);
            assertThat(buffered.receive(ctx)).isEqualTo(7);
            buffered.close();
            assertThat(buffered.receive(ctx)).isNull();
            assertThat(buffered.receiveOk(ctx).ok()).isFalse();
            assertThatThrownBy(() -> buffered.send(ctx, 7))
                    .isInstanceOf(ChannelClosedException.class);
        }
        assertThatThrownBy(() -> buffered.receive(ROOT.withTimeout(SHORT.negated())))
                .isInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void aValueThatComesWhileOneWaits() throws Exception {
        try (var ctx = ROOT.withTimeout(VERY_LONG)) {
            AtomicReference<Integer> got = new AtomicReference<>();
            Thread t = TimerFixtures.start(false, () -> got.set(channel.receive(ctx)));
            TimerFixtures.awaitParked(t);
            channel.send(ROOT, 5);
            t.join();
            assertThat(got).hasValue(5);
            assertThat(ctx.err()).isNull();
        }
    }

    @Test
    void selectSeesTheEndOfAContext() {
        try (var ctx = ROOT.withTimeout(SHORT)) {
            int chosen = Go.select(Go.onReceive(channel), Go.onReceive(ctx.done()),
                    Go.onReceive(ROOT.done()));
            assertThat(chosen).isEqualTo(1);
            assertThat(ctx.err()).isSameAs(Context.DEADLINE_EXCEEDED);
        }
    }
}
