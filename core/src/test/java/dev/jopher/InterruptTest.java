package dev.jopher;

import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.onTimeout;
import static dev.jopher.Go.otherwise;
import static dev.jopher.Go.select;
import static dev.jopher.internal.support.Goroutine.must;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An interrupt ends what would wait: nothing is sent, received or lost, and the flag stays set. */
class InterruptTest {
    private static final Duration LONG = Duration.ofHours(1);

    /** What waits, by its reason. */
    record Waits(String reason, Func operation) {}

    static Stream<Waits> waits() {
        var c = new Channel<Integer>();
        var full = new Channel<Integer>(1);
        full.send(0);
        Context ctx = Context.background().withCancel();
        return Stream.of(
                new Waits("chan receive", c::receive),
                new Waits("chan receive", c::receiveOk),
                new Waits("chan receive", () -> assertThat(c.iterator().hasNext()).isTrue()),
                new Waits("chan send", () -> full.send(1)),
                new Waits("select", () -> c.receive(ctx)),
                new Waits("select", () -> c.receiveOk(ctx)),
                new Waits("select", () -> full.send(ctx, 1)),
                new Waits("select", () -> select(onReceive(c), onSend(full, 1))),
                new Waits("select", () -> select(onReceive(c), onTimeout(LONG))),
                new Waits("select", () -> select((Case<?>) null)),
                new Waits("select (no cases)", () -> select()),
                new Waits("chan receive (nil chan)", () -> Channel.never().receive()),
                new Waits("chan send (nil chan)", () -> Channel.never().send(1)),
                new Waits("sleep", () -> Go.sleep(LONG)),
                new Waits("select", () -> Go.sleep(ctx, LONG)));
    }

    private static void endsInterrupted(Func operation) throws Exception {
        try {
            operation.call();
        } catch (UncheckedInterruptedException e) {
            assertThat(Thread.currentThread().isInterrupted()).as("the flag stays").isTrue();
            throw e;
        }
    }

    @ParameterizedTest
    @MethodSource("waits")
    void endsAGoroutineThatWaits(Waits w) {
        var g = Goroutine.waiting(w.reason, () -> endsInterrupted(w.operation));
        g.interrupt();
        assertThat(g.failure()).isInstanceOf(UncheckedInterruptedException.class)
                .hasMessageStartingWith("interrupted in ");
    }

    @ParameterizedTest
    @MethodSource("waits")
    void endsAPlatformThreadThatWaits(Waits w) {
        var g = Goroutine.platform(() -> endsInterrupted(w.operation)).awaitWaiting(w.reason);
        g.interrupt();
        assertThat(g.failure()).isInstanceOf(UncheckedInterruptedException.class);
    }

    @ParameterizedTest
    @MethodSource("waits")
    void endsWhatWouldWaitIfItCameBefore(Waits w) {
        var g = Goroutine.start(() -> {
            Thread.currentThread().interrupt();
            endsInterrupted(w.operation);
        });
        assertThat(g.failure()).isInstanceOf(UncheckedInterruptedException.class);
    }

    @AfterEach
    void clearFlag() {
        Thread.interrupted();
    }

    static Stream<Map.Entry<String, Function<Channel<Integer>, Object>>> ready() {
        Context ctx = Context.background().withCancel();
        return Stream.of(
                Map.entry("receive", c -> must(c.receive())),
                Map.entry("receiveOk", c -> c.receiveOk()),
                Map.entry("receive(ctx)", c -> must(c.receive(ctx))),
                Map.entry("next", c -> c.iterator().next()),
                Map.entry("tryReceive", c -> must(c.tryReceive())),
                Map.entry("send", c -> {
                    c.send(1);
                    return c;
                }),
                Map.entry("send(ctx)", c -> {
                    c.send(ctx, 1);
                    return c;
                }),
                Map.entry("trySend", c -> c.trySend(1)),
                Map.entry("select", c -> select(onReceive(c))),
                Map.entry("select otherwise", c -> select(onReceive(Channel.never()), otherwise())),
                Map.entry("select of no time", c -> select(onTimeout(Duration.ZERO))));
    }

    @ParameterizedTest
    @MethodSource("ready")
    void pendingInterruptDoesNotAffectNonBlockingOperation(
            Map.Entry<String, Function<Channel<Integer>, Object>> operation) {
        var c = new Channel<Integer>(2);
        c.send(1);
        Thread.currentThread().interrupt();
        assertThat(operation.getValue().apply(c)).isNotNull();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void closeAndTheEndOfAChannelNeedNoWaiting() {
        var c = new Channel<Integer>();
        Thread.currentThread().interrupt();
        c.close();
        assertThat(c.receive()).isNull();
        for (int v : c) {
            assertThat(v).isNull();
        }
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void interruptedWaiterIsRemovedFromTheQueue() {
        var c = new Channel<Integer>();
        var first = Goroutine.waiting("chan receive", c::receive);
        var second = Goroutine.waiting("chan receive",
                () -> assertThat(c.receive()).isEqualTo(1));
        first.interrupt();
        assertThat(first.failure()).isInstanceOf(UncheckedInterruptedException.class);
        c.send(1);
        second.join();

        var sender = Goroutine.waiting("chan send", () -> c.send(2));
        var next = Goroutine.waiting("chan send", () -> c.send(3));
        sender.interrupt();
        assertThat(sender.failure()).isInstanceOf(UncheckedInterruptedException.class);
        assertThat(c.receive()).isEqualTo(3);
        next.join();
        assertThat(c.tryReceive()).isNull();
    }

    @Test
    void afterwardsTheGoroutineWorksAsBefore() {
        var c = new Channel<Integer>();
        var d = new Channel<Integer>();
        var g = Goroutine.waiting("chan receive", () -> {
            assertThatExceptionOfType(UncheckedInterruptedException.class).isThrownBy(c::receive);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(select(onReceive(c), onReceive(d))).isEqualTo(1);
            assertThatExceptionOfType(UncheckedInterruptedException.class)
                    .isThrownBy(() -> select(onReceive(c), onReceive(d)));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(d.receive()).isEqualTo(2);
        });
        g.interrupt();
        d.send(1);
        g.awaitWaiting("select");
        g.interrupt();
        g.awaitWaiting("chan receive");
        d.send(2);
        g.join();
    }

    /** Interrupt and partner at the same moment: it happened on both sides, or on neither. */
    @Test
    void bothSidesAgreeWhetherItHappened() {
        int happened = 0;
        for (int i = 0; i < 3000; i++) {
            var c = new Channel<Integer>();
            boolean withSelect = i % 2 == 0;
            boolean receives = i % 4 < 2;
            var g = Goroutine.start(() -> {
                if (withSelect) {
                    select(receives ? onReceive(c) : onSend(c, 1), onReceive(Channel.never()),
                            onTimeout(LONG));
                } else if (receives) {
                    c.receive();
                } else {
                    c.send(1);
                }
            });
            if (i % 8 < 4) {
                g.awaitWaiting(withSelect ? "select" : receives ? "chan receive" : "chan send");
            }
            var interrupter = Goroutine.start(g::interrupt);
            boolean here = receives ? c.trySend(1) : c.tryReceive() != null;
            interrupter.join();
            assertThat(g.failure() == null).as("round %d", i).isEqualTo(here);
            happened += here ? 1 : 0;
        }
        assertThat(happened).isPositive();
    }
}
