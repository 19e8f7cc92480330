package dev.jopher.nats;

import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onTimeout;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import dev.jopher.CanceledException;
import dev.jopher.Channel;
import dev.jopher.ChannelClosedException;
import dev.jopher.DeadlineExceededException;
import dev.jopher.Go;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.Test;

/** What holds for remote channels on each engine. */
abstract class RemoteChannelContract extends RemoteChannelEdges {
    // ---- a value --------------------------------------------------------------------------------

    @Test
    void aValueArrivesInAnotherProcess() {
        var sender = process(10);
        sender.send(NONE, "one");
        var d = next(process(10).receivers(1));
        assertThat(d.value()).isEqualTo("one");
        assertThat(d.attempt()).isEqualTo(1);
        assertThat(d.id()).isNotEmpty();
        assertThat(d.accept()).isTrue();
        assertThat(d.accept()).as("settled once").isFalse();
        assertThat(d.release()).isFalse();
        sender.close();
    }

    @Test
    void eachGoroutineGetsOneMoreWhenItHasSettled() {
        var c = process(10);
        for (int i = 0; i < 6; i++) {
            c.send("v" + i);
        }
        var in = c.receivers(2);
        var a = next(in);
        var b = next(in);
        assertThat(in.tryReceive(Duration.ofMillis(200))).as("two are out").isNull();
        a.accept();
        next(in).accept();
        b.accept();
        for (int i = 0; i < 3; i++) {
            next(in).accept();
        }
        c.close();
        assertThat(in.receive()).isNull();
    }

    @Test
    void aReleasedValueComesAgain() {
        var c = process(10);
        c.send("x");
        var in = c.receivers(1);
        var first = next(in);
        first.release();
        var second = next(in);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.attempt()).isEqualTo(2);
        second.release(Duration.ofMillis(50));
        var third = next(in);
        assertThat(third.attempt()).isEqualTo(3);
        third.accept();
    }

    @Test
    void aBlockThatFailsReleases() throws Exception {
        var c = process(10);
        c.send("x");
        var in = c.receivers(1);
        assertThatThrownBy(() -> next(in).handle(v -> {
            throw new java.io.IOException("disk full");
        })).hasMessage("disk full");
        try (var d = next(in)) {
            assertThat(d.attempt()).isEqualTo(2);
        }
        next(in).handle(v -> assertThat(v).isEqualTo("x"));
        c.close();
        assertThat(in.receive()).as("accepted").isNull();
    }

    @Test
    void headersTravel() {
        var c = open(name(), 10, Codec.strings(),
                OPTIONS.headers(() -> Map.of("traceparent", "00-1-2-01")));
        try (var _ = Go.label("job", "7")) {
            c.send("x");
        }
        var d = next(c.receivers(1));
        assertThat(d.headers()).containsEntry("traceparent", "00-1-2-01");
        assertThat(d.headers().get("Jopher-Labels")).contains("job=7");
        d.accept();
    }

    @Test
    void aCaseOfASelect() {
        var c = process(10);
        var in = c.receivers(1);
        var other = new Channel<String>();
        c.send("x");
        var got = new AtomicReference<String>();
        int chosen = Go.select(onReceive(other),
                onReceive(in, d -> {
                    got.set(java.util.Objects.requireNonNull(d).value());
                    d.accept();
                }), onTimeout(Duration.ofMinutes(1)));
        assertThat(chosen).isEqualTo(1);
        assertThat(got).hasValue("x");
    }

    // ---- full -----------------------------------------------------------------------------------

    @Test
    void aFullChannelMakesSendersWait() {
        var c = process(2);
        c.send("a");
        c.send("b");
        var third = background(() -> c.send("c"));
        var fourth = background(() -> c.send("d"));
        untilWaiting("send " + name());
        assertThat(third.tryReceiveOk()).as("waits").isNull();
        var in = process(2).receivers(1);
        var seen = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            var d = next(in);
            seen.add(d.value());
            d.accept();
        }
        assertThat(third.receive()).isNull();
        assertThat(fourth.receive()).isNull();
        assertThat(seen).containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    /** The check of the check: without a wait for "stored", values are lost, and it is seen. */
    @Test
    void aSenderThatIgnoresTheAnswerLosesValues() {
        var c = process(5);
        for (int i = 0; i < 50; i++) {
            var e = new Envelope("id" + i, ("v" + i).getBytes(UTF_8), Map.of());
            Waits.await(NONE, c.engine().store(e));
        }
        var in = c.receivers(1);
        c.close();
        var seen = new Seen();
        seen.acceptAll(in);
        seen.assertExactly(5);
    }

    @Test
    void aContextEndsASendToAFullChannel() {
        var c = process(1);
        c.send("a");
        try (var ctx = NONE.withTimeout(Duration.ofMillis(200))) {
            // It may end between a try and its answer.
            assertThatThrownBy(() -> c.send(ctx, "b")).satisfiesAnyOf(
                    e -> assertThat(e).isInstanceOf(DeadlineExceededException.class),
                    e -> assertThat(e).isInstanceOf(MaybeStoredException.class)
                            .hasCauseInstanceOf(DeadlineExceededException.class));
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> c.send(ctx, "b"));
        }
        var in = c.receivers(1);
        next(in).accept();
        c.close();
        assertThat(in.receive()).isNull();
    }

    @Test
    void anInterruptEndsASendToAFullChannel() {
        var c = process(1);
        c.send("a");
        var thread = new AtomicReference<Thread>();
        var end = background(() -> {
            thread.set(Thread.currentThread());
            try {
                c.send("b");
            } finally {
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            }
        });
        untilWaiting("send " + name());
        java.util.Objects.requireNonNull(thread.get()).interrupt();
        // It may have been between a try and its answer.
        assertThat(end.receive()).satisfiesAnyOf(
                e -> assertThat(e).isInstanceOf(UncheckedInterruptedException.class),
                e -> assertThat(e).isInstanceOf(MaybeStoredException.class)
                        .hasCauseInstanceOf(UncheckedInterruptedException.class));
    }

    @Test
    void anInterruptedGoroutineStillAccepts() {
        var c = process(10);
        c.send("a");
        var in = c.receivers(1);
        var d = next(in);
        Thread.currentThread().interrupt();
        d.accept();
        assertThat(Thread.interrupted()).isTrue();
        c.close();
        assertThat(in.receive()).as("accepted, so the channel is drained").isNull();
    }

    // ---- close ----------------------------------------------------------------------------------

    @Test
    void closeEndsSendersAndDrainsReceiversEverywhere() {
        var a = process(100);
        var b = process(100);
        var ina = a.receivers(2);
        var inb = b.receivers(2);
        IntStream.range(0, 50).forEach(i -> a.send("v" + i));
        a.close();
        a.close();
        assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(() -> b.send("late"))
                .withMessage("send on closed channel");
        var seen = new Seen();
        var all = new WaitGroup();
        for (var in : List.of(ina, ina, inb, inb)) {
            all.go(() -> seen.acceptAll(in));
        }
        all.await();
        seen.assertExactly(50);
        assertThat(process(100).receivers(1).receive()).as("closed for those who come later")
                .isNull();
        assertThatExceptionOfType(ChannelClosedException.class)
                .isThrownBy(() -> process(100).send("late"));
    }

    @Test
    void theLastUnsettledValueKeepsTheChannelOpen() {
        var c = process(10);
        c.send("x");
        var in = c.receivers(2);
        var d = next(in);
        c.close();
        assertThat(in.tryReceiveOk()).as("not drained: x may come back").isNull();
        d.release();
        next(in).accept();
        assertThat(in.receiveOk().ok()).isFalse();
    }

    @Test
    void whatWasSentBeforeACloseIsNotLost() {
        for (int round = 0; round < 3; round++) {
            String channel = name() + round;
            var closer = open(channel, 10_000, Codec.strings(), OPTIONS);
            var sent = new Seen();
            var senders = new WaitGroup();
            for (int g = 0; g < 8; g++) {
                int me = g;
                var c = g % 2 == 0 ? closer : open(channel, 10_000, Codec.strings(), OPTIONS);
                senders.go(() -> sendUntilClosed(c, me, sent));
            }
            var seen = new Seen();
            var receivers = new WaitGroup();
            var in = open(channel, 10_000, Codec.strings(), OPTIONS).receivers(3);
            for (int g = 0; g < 3; g++) {
                receivers.go(() -> seen.acceptAll(in));
            }
            until(() -> seen.size() > 100);
            closer.close();
            senders.await();
            receivers.await();
            assertThat(seen.values()).containsAll(sent.values());
        }
    }

    private static void sendUntilClosed(RemoteChannel<String> c, int me, Seen sent) {
        for (int i = 0;; i++) {
            String v = me + "." + i;
            try {
                c.send(v);
            } catch (ChannelClosedException | MaybeStoredException e) {
                return;
            }
            sent.add(v);
        }
    }

    @Test
    void aContextEndsReceiversAndReleasesWhatTheyHaveNotTaken() {
        var c = process(10);
        IntStream.range(0, 4).forEach(i -> c.send("v" + i));
        var ctx = NONE.withCancel();
        var in = c.receivers(ctx, 4);
        var taken = next(in);
        ctx.cancel();
        var seen = new Seen();
        var other = process(10).receivers(4);
        for (int i = 0; i < 3; i++) {
            seen.accept(next(other));
        }
        seen.assertExactly(3);
        assertThat(in.receive()).as("ended").isNull();
        assertThat(taken.accept()).as("still held").isTrue();
    }

    @Test
    void leavingReleases() {
        var c = process(10);
        c.send("x");
        var in = c.receivers(1);
        until(() -> in.len() == 1);
        c.leave();
        assertThat(in.receive()).isNull();
        var d = next(process(10).receivers(1));
        assertThat(d.attempt()).isEqualTo(2);
        d.accept();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> c.send("y"));
    }

    // ---- rejected -------------------------------------------------------------------------------

    @Test
    void aRejectedValueGoesToItsChannel() {
        var c = process(10);
        c.send("bad");
        var in = c.receivers(1);
        assertThat(next(in).reject("no such\nuser")).isTrue();
        var d = next(c.rejected().receivers(1));
        assertThat(d.value()).isEqualTo("bad");
        assertThat(d.headers()).containsEntry("Jopher-Reason", "no such user");
        d.accept();
        c.close();
        assertThat(in.receive()).as("no longer in the channel").isNull();
    }

    @Test
    void aValueThatComesTooOftenIsRejected() {
        var c = open(name(), 10, Codec.strings(), OPTIONS.maxAttempts(3));
        c.send("poison");
        c.send("good");
        var in = c.receivers(1);
        int poison = 0;
        for (boolean good = false; !good || poison < 3;) {
            var d = next(in);
            if (d.value().equals("poison")) {
                poison++;
                d.release();
            } else {
                good = true;
                d.accept();
            }
        }
        var rejected = next(c.rejected().receivers(1));
        assertThat(rejected.value()).isEqualTo("poison");
        assertThat(rejected.headers()).containsEntry("Jopher-Reason", "delivered 3 times");
        rejected.accept();
        c.close();
        assertThat(in.receive()).as("three times, and no more").isNull();
    }

    @Test
    void whatCannotBeDecodedIsRejected() {
        var bytes = open(name(), 10, Codec.bytes(), OPTIONS);
        bytes.send(new byte[] {(byte) 0xff});
        bytes.send("fine".getBytes(UTF_8));
        var strings = open(name(), 10, Codec.strings(), OPTIONS);
        var d = next(strings.receivers(1));
        assertThat(d.value()).isEqualTo("fine");
        d.accept();
        var rejected = next(bytes.rejected().receivers(1));
        assertThat(rejected.value()).containsExactly(0xff);
        assertThat(rejected.headers().get("Jopher-Reason")).startsWith("cannot be decoded");
        rejected.accept();
    }

    // ---- failures -------------------------------------------------------------------------------

    @Test
    void aDeadReceiversValuesComeBack() {
        var c = open(name(), 10, Codec.strings(), QUICK);
        c.send("x");
        var dead = open(name(), 10, Codec.strings(), QUICK);
        assertThat(next(dead.receivers(1)).attempt()).isEqualTo(1);
        killLast();
        var d = next(c.receivers(1));
        assertThat(d.value()).isEqualTo("x");
        assertThat(d.attempt()).isEqualTo(2);
        d.accept();
    }

    /** Unless the machine stood still: then its news of the receiver is late. */
    @Test
    void aHeldValueStaysAwayFromOthers() {
        var renewed = OPTIONS.ackWait(Duration.ofSeconds(4));
        var c = open(name(), 10, Codec.strings(), renewed);
        c.send("x");
        var d = next(c.receivers(1));
        var other = open(name(), 10, Codec.strings(), renewed).receivers(1);
        long stall = 0;
        long last = System.nanoTime();
        for (int i = 0; i < 60; i++) { // longer than ackWait
            var again = other.tryReceive(Duration.ofMillis(100));
            long now = System.nanoTime();
            stall = Math.max(stall, now - last);
            last = now;
            if (again != null) {
                assumeTrue(stall < 1_000_000_000L, "this machine stood still");
                throw new AssertionError("a value that is held was delivered again");
            }
        }
        d.accept();
    }

    @Test
    void whatIsHeldTooLongIsReleased() {
        var c = open(name(), 10, Codec.strings(), HELD.maxHold(Duration.ofMillis(100)));
        c.send("x");
        var in = c.receivers(2);
        var first = next(in);
        var second = next(in);
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(first.accept()).as("its time had run out").isFalse();
        second.accept();
    }

    @Test
    void aSlowReceiverDelaysNoOther() {
        var c = process(100);
        IntStream.range(0, 20).forEach(i -> c.send("v" + i));
        var slow = next(c.receivers(1));
        var other = open("other" + name(), 10, Codec.strings(), OPTIONS);
        other.send("y");
        var seen = new Seen();
        var in = process(100).receivers(2);
        for (int i = 0; i < 19; i++) {
            seen.accept(next(in));
        }
        seen.assertExactly(19);
        next(other.receivers(1)).accept();
        slow.accept();
    }

    @Test
    void anOrderIsKept() {
        var c = open(name(), 100, Codec.strings(), OPTIONS.ordered());
        IntStream.range(0, 30).forEach(i -> c.send("v" + i));
        var in = List.of(c.receivers(2),
                open(name(), 100, Codec.strings(), OPTIONS.ordered()).receivers(2));
        var seen = new ArrayList<String>();
        while (seen.size() < 30) {
            Go.select(onReceive(in.get(0), d -> handleInOrder(d, seen)),
                    onReceive(in.get(1), d -> handleInOrder(d, seen)));
        }
        assertThat(seen).containsExactlyElementsOf(
                IntStream.range(0, 30).mapToObj(i -> "v" + i).toList());
    }

    /** Each third value is released once. */
    private static void handleInOrder(@org.jspecify.annotations.Nullable Delivery<String> d,
            List<String> seen) {
        var delivery = java.util.Objects.requireNonNull(d);
        if (seen.size() % 3 == 2 && delivery.attempt() == 1) {
            delivery.release(Duration.ofMillis(5));
        } else {
            seen.add(delivery.value());
            delivery.accept();
        }
    }

    @Test
    void badInputIsRefusedAtOnce() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(
                () -> open("a b", 10, Codec.strings(), OPTIONS)).withMessageContaining("a b");
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(
                () -> open(name(), 0, Codec.strings(), OPTIONS));
        var c = process(10);
        assertThatExceptionOfType(RemoteChannelException.class).isThrownBy(() -> process(11))
                .withMessageContaining("capacity 10, not 11");
        assertThatExceptionOfType(RemoteChannelException.class)
                .isThrownBy(() -> c.send("x".repeat(1 << 20)))
                .withMessageContaining("a value of 1048576 bytes");
        var broken = open(name(), 10, new Codec<String>() {
            @Override
            public byte[] encode(String value) throws java.io.IOException {
                throw new java.io.IOException("no bytes for " + value);
            }

            @Override
            public String decode(byte[] bytes) {
                return "";
            }
        }, OPTIONS);
        assertThatExceptionOfType(RemoteChannelException.class).isThrownBy(() -> broken.send("x"))
                .withMessageContaining("no bytes for x");
        try (var ctx = NONE.withCancel()) {
            ctx.cancel();
            assertThatExceptionOfType(CanceledException.class).isThrownBy(() -> c.send(ctx, "x"));
        }
        var in = c.receivers(1);
        c.close();
        assertThat(in.receive()).as("nothing was sent").isNull();
    }

    // ---- all at once ----------------------------------------------------------------------------

    @Test
    void nothingIsLostNorDoubled() {
        Seen seen = Load.run(this::process, 3, 4, 300, 64);
        seen.assertExactly(3 * 4 * 300);
        assertThat(seen.duplicates()).as("nothing was lost on the way").isZero();
    }
}
