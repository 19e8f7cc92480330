package dev.jopher;

import static dev.jopher.Go.UNIT;
import static dev.jopher.Go.go;
import static dev.jopher.internal.support.Goroutine.must;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One channel, seen from its two ends. Closing has its own test. */
class ChannelTest {
    // ---- making: test/chancap.go, test/chan/zerosize.go -----------------------------------------

    @Test
    void lenAndCap() {
        var c = new Channel<Integer>(10);
        assertThat(c.len()).isZero();
        assertThat(c.cap()).isEqualTo(10);
        for (int i = 0; i < 3; i++) {
            c.send(i);
        }
        assertThat(c.len()).isEqualTo(3);
        assertThat(c.cap()).isEqualTo(10);

        var unbuffered = new Channel<Integer>();
        assertThat(unbuffered.len()).isZero();
        assertThat(unbuffered.cap()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aSizeThatCannotBeIsRefused(int capacity) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Channel<Integer>(capacity))
                .withMessage("makechan: size out of range");
    }

    @Test
    void signalsHaveNoSizeAndAreCarriedAllTheSame() {
        var c = new Channel<Unit>(1);
        c.send(UNIT);
        assertThat(c.receive()).isSameAs(UNIT);
        assertThat(new Channel<Unit>(0).cap()).isZero();
    }

    @Test
    void aSenderOrReceiverThatWaitsIsNotInTheBuffer() {
        var c = new Channel<Integer>();
        var sender = Goroutine.waiting("chan send", () -> c.send(1));
        assertThat(c.len()).isZero();
        assertThat(c.receive()).isEqualTo(1);
        sender.join();

        var receiver = Goroutine.waiting("chan receive", c::receive);
        assertThat(c.len()).isZero();
        c.send(2);
        receiver.join();
    }

    // ---- order: test/chan/fifo.go ---------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void theBufferIsAQueueHoweverOftenItGoesRound(int capacity) {
        var c = new Channel<Integer>(capacity);
        int sent = 0;
        int received = 0;
        for (int round = 0; round < 50; round++) {
            int fill = round % capacity + 1;
            for (int i = 0; i < fill; i++) {
                c.send(sent++);
            }
            assertThat(c.len()).isEqualTo(fill);
            for (int i = 0; i < fill; i++) {
                assertThat(c.receive()).isEqualTo(received++);
            }
        }
    }

    /** Each waits for the one before it, then takes its own value. */
    @Test
    void anUnbufferedChannelIsAQueueToo() {
        int n = 10;
        var values = new Channel<Integer>();
        var start = new Channel<Integer>();
        var in = start;
        var links = new ArrayList<Goroutine>();
        for (int i = 0; i < n; i++) {
            int mine = i;
            var before = in;
            var out = new Channel<Integer>();
            links.add(Goroutine.start(() -> {
                before.receive();
                assertThat(values.receive()).isEqualTo(mine);
                out.send(1);
            }));
            in = out;
        }
        start.send(0);
        for (int i = 0; i < n; i++) {
            values.send(i);
        }
        assertThat(in.receive()).isEqualTo(1);
        links.forEach(Goroutine::join);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void longestWaitingSenderIsServedFirst(int capacity) {
        var c = new Channel<Integer>(capacity);
        for (int i = 0; i < capacity; i++) {
            c.send(i);
        }
        var senders = new ArrayList<Goroutine>();
        for (int i = capacity; i < capacity + 5; i++) {
            int v = i;
            senders.add(Goroutine.waiting("chan send", () -> c.send(v)));
        }
        for (int i = 0; i < capacity + 5; i++) {
            assertThat(c.receive()).isEqualTo(i);
        }
        senders.forEach(Goroutine::join);
    }

    @Test
    void longestWaitingReceiverIsServedFirst() {
        var c = new Channel<Integer>();
        var receivers = new ArrayList<Goroutine>();
        for (int i = 0; i < 5; i++) {
            int v = i;
            receivers.add(Goroutine.waiting("chan receive",
                    () -> assertThat(c.receive()).isEqualTo(v)));
        }
        for (int i = 0; i < 5; i++) {
            c.send(i);
        }
        receivers.forEach(Goroutine::join);
    }

    @Test
    void whenTheBufferWasFullTheWaitingSendersValueGoesToItsTail() {
        var c = new Channel<Integer>(2);
        c.send(1);
        c.send(2);
        var sender = Goroutine.waiting("chan send", () -> c.send(3));
        assertThat(c.receive()).isEqualTo(1);
        sender.join();
        assertThat(c.len()).isEqualTo(2);
        assertThat(List.of(must(c.receive()), must(c.receive()))).containsExactly(2, 3);
    }

    // ---- without waiting ------------------------------------------------------------------------

    @Test
    void tryReceiveTakesWhatIsThereAndNothingElse() {
        var c = new Channel<Integer>(1);
        assertThat(c.tryReceive()).isNull();
        assertThat(c.tryReceiveOk()).isNull();
        c.send(1);
        assertThat(c.tryReceive()).isEqualTo(1);
        c.send(2);
        assertThat(c.tryReceiveOk()).isEqualTo(new Received<>(2, true));
        assertThat(c.tryReceive()).isNull();
    }

    @Test
    void trySendNeedsRoomOrAReceiver() {
        var c = new Channel<Integer>(1);
        assertThat(c.trySend(1)).isTrue();
        assertThat(c.trySend(2)).isFalse();
        assertThat(c.receive()).isEqualTo(1);

        var unbuffered = new Channel<Integer>();
        assertThat(unbuffered.trySend(1)).isFalse();
        var receiver = Goroutine.waiting("chan receive",
                () -> assertThat(unbuffered.receive()).isEqualTo(2));
        assertThat(unbuffered.trySend(2)).isTrue();
        assertThat(unbuffered.trySend(3)).as("he is served already").isFalse();
        receiver.join();
    }

    @Test
    void tryReceiveGetsWhatAWaitingSenderBrings() {
        var c = new Channel<Integer>();
        var sender = Goroutine.waiting("chan send", () -> c.send(1));
        assertThat(c.tryReceive()).isEqualTo(1);
        sender.join();
        assertThat(c.tryReceive()).isNull();
    }

    // ---- what is carried ------------------------------------------------------------------------

    @Test
    void noNull() {
        var c = new Channel<String>(1);
        assertThatNullPointerException().isThrownBy(() -> c.send(nothing()));
        assertThatNullPointerException().isThrownBy(() -> c.trySend(nothing()));
        assertThatNullPointerException().isThrownBy(() -> c.send(Context.background(), nothing()));
        assertThatNullPointerException().isThrownBy(() -> Go.onSend(c, nothing()));
        assertThat(c.len()).isZero();
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    /** TestChanSendInterface: the element type is an interface, and what is sent is the object. */
    @Test
    void anyObjectThroughAChannelOfObject() {
        var c = new Channel<Object>(1);
        Object o = new Object();
        c.send(o);
        assertThat(c.trySend(o)).isFalse();
        assertThat(Go.select(Go.onSend(c, o), Go.onSend(c, List.of()), Go.otherwise()))
                .isEqualTo(2);
        assertThat(c.receive()).isSameAs(o);
    }

    /** test/chan/sendstmt.go: a send to what a receive gave. */
    @Test
    void channelsThroughChannels() {
        var cc = new Channel<Channel<Integer>>(1);
        var c = new Channel<Integer>(1);
        cc.send(c);
        assertThat(must(cc.receive()).trySend(2)).isTrue();
        assertThat(c.receive()).isEqualTo(2);
    }

    @Test
    void aRequestCarriesTheChannelForItsReply() {
        record Request(int n, SendChannel<Integer> reply) {}
        var requests = new Channel<Request>();
        var server = Goroutine.start(() -> {
            for (var r : requests) {
                r.reply.send(r.n * r.n);
            }
        });
        for (int i = 0; i < 10; i++) {
            var reply = new Channel<Integer>();
            requests.send(new Request(i, reply));
            assertThat(reply.receive()).isEqualTo(i * i);
        }
        requests.close();
        server.join();
    }

    // ---- a channel is an object -----------------------------------------------------------------

    @Test
    void equalOnlyToItself() {
        var a = new Channel<Integer>(1);
        var b = new Channel<Integer>(1);
        SendChannel<Integer> end = a;
        assertThat(a.equals(b)).isFalse();
        assertThat(end.equals(a)).isTrue();
        Map<Object, String> names = new HashMap<>();
        names.put(a, "a");
        names.put(b, "b");
        a.send(1);
        assertThat(names.get(end)).isEqualTo("a");
    }

    @Test
    void toStringTellsTheFillAndReceivesNothing() {
        var c = new Channel<Integer>(10);
        c.send(1);
        c.send(2);
        c.send(3);
        assertThat(c.toString()).isEqualTo("chan 3/10");
        assertThat(c.len()).isEqualTo(3);
    }

    // ---- the nil channel ------------------------------------------------------------------------

    @Test
    void sendsAndReceivesOnTheNilChannelWaitForEver() {
        var nil = Channel.<Integer>never();
        var sender = Goroutine.waiting("chan send (nil chan)", () -> nil.send(1));
        var receiver = Goroutine.waiting("chan receive (nil chan)", nil::receive);
        var ranger = Goroutine.waiting("chan receive (nil chan)",
                () -> nil.forEach(v -> assertThat(v).isNull()));
        assertThat(nil.trySend(1)).isFalse();
        assertThat(nil.tryReceive()).isNull();
        assertThat(nil.tryReceiveOk()).isNull();
        for (var g : List.of(sender, receiver, ranger)) {
            assertThat(g.isDone()).isFalse();
            g.interrupt();
            assertThat(g.failure()).isInstanceOf(UncheckedInterruptedException.class);
        }
        assertThat(nil.len()).isZero();
        assertThat(nil.cap()).isZero();
        assertThat(SendChannel.never()).isSameAs(nil);
        ReceiveChannel<Integer> end = ReceiveChannel.never();
        assertThat(end == nil).isTrue();
    }

    // ---- any thread -----------------------------------------------------------------------------

    @Test
    void platformThreadsSendAndReceive() {
        var there = new Channel<Integer>();
        var back = new Channel<Integer>();
        var echo = Goroutine.platform(() -> {
            for (var v : there) {
                back.send(v);
            }
            assertThat(Goroutines.currentId()).isZero();
        });
        for (int i = 0; i < 100; i++) {
            there.send(i);
            assertThat(back.receive()).isEqualTo(i);
        }
        there.close();
        echo.join();
    }

    @Test
    void virtualThreadsThatAreNoGoroutinesDoToo() throws InterruptedException {
        var c = new Channel<Long>();
        Thread t = Thread.ofVirtual().start(() -> c.send(Goroutines.currentId()));
        assertThat(c.receive()).isZero();
        t.join();
    }

    // ---- many -----------------------------------------------------------------------------------

    /** test/chan/goroutines.go */
    @Test
    void aChainOfTenThousand() {
        var leftmost = new Channel<Integer>();
        var left = leftmost;
        for (int i = 0; i < 10_000; i++) {
            var right = new Channel<Integer>();
            go((l, r) -> l.send(1 + must(r.receive())), left, right);
            left = right;
        }
        go(c -> c.send(1), left);
        assertThat(leftmost.receive()).isEqualTo(10_001);
    }
}
