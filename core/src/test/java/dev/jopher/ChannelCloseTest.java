package dev.jopher;

import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onReceiveOk;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.otherwise;
import static dev.jopher.Go.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.jopher.internal.support.Goroutine;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Closing, and what it means to those who send, receive and select. */
class ChannelCloseTest {
    private static void sendFails(ThrowingCallable send) {
        assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(send)
                .withMessage("send on closed channel");
    }

    private static Channel<Integer> closed(int... buffered) {
        var c = new Channel<Integer>(buffered.length);
        for (int v : buffered) {
            c.send(v);
        }
        c.close();
        return c;
    }

    // ---- test/closedchan.go: the same by methods, by a select, by a larger select ---------------

    /** The ways to send and receive; nb: without waiting, null when nothing was ready. */
    interface Ways {
        void send(Channel<Integer> c, int v);

        boolean nbSend(Channel<Integer> c, int v);

        Received<Integer> receive(Channel<Integer> c);

        Received<Integer> nbReceive(Channel<Integer> c);
    }

    enum Methods implements Ways {
        BY_METHODS;

        @Override
        public void send(Channel<Integer> c, int v) {
            c.send(v);
        }

        @Override
        public boolean nbSend(Channel<Integer> c, int v) {
            return c.trySend(v);
        }

        @Override
        public Received<Integer> receive(Channel<Integer> c) {
            return c.receiveOk();
        }

        @Override
        public Received<Integer> nbReceive(Channel<Integer> c) {
            return Goroutine.must(c.tryReceiveOk());
        }
    }

    /** With cases of a channel on which nothing happens. */
    record Selects(int dummies) implements Ways {
        private static final Channel<Integer> DUMMY = new Channel<>();

        private int selectWith(Case<?>... cases) {
            var all = new ArrayList<Case<?>>(List.of(cases));
            IntStream.range(0, dummies).forEach(_ -> all.add(onReceive(DUMMY)));
            return select(all);
        }

        @Override
        public void send(Channel<Integer> c, int v) {
            assertThat(selectWith(onSend(c, v))).isZero();
        }

        @Override
        public boolean nbSend(Channel<Integer> c, int v) {
            return selectWith(otherwise(), onSend(c, v)) == 1;
        }

        @Override
        public Received<Integer> receive(Channel<Integer> c) {
            var r = onReceive(c);
            assertThat(selectWith(r)).isZero();
            return new Received<>(r.value(), r.ok());
        }

        @Override
        public Received<Integer> nbReceive(Channel<Integer> c) {
            var got = new ArrayList<Received<Integer>>();
            assertThat(selectWith(otherwise(),
                    onReceiveOk(c, (v, ok) -> got.add(new Received<>(v, ok))))).isEqualTo(1);
            return got.getFirst();
        }
    }

    static Stream<Ways> ways() {
        return Stream.of(Methods.BY_METHODS, new Selects(0), new Selects(1), new Selects(3));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aClosedChannelGivesItsEndForEver(Ways by) {
        endsForEver(by, closed());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void bufferedValuesAreReceivedBeforeClose(Ways by) {
        var one = closed(1);
        assertThat(by.receive(one)).isEqualTo(new Received<>(1, true));
        endsForEver(by, one);

        var two = closed(1);
        assertThat(by.nbReceive(two)).isEqualTo(new Received<>(1, true));
        endsForEver(by, two);
    }

    private static void endsForEver(Ways by, Channel<Integer> c) {
        for (int i = 0; i < 3; i++) {
            assertThat(by.receive(c)).isEqualTo(new Received<Integer>(null, false));
            assertThat(by.nbReceive(c)).isEqualTo(new Received<Integer>(null, false));
        }
        sendFails(() -> by.nbSend(c, 1));
        sendFails(() -> by.send(c, 2));
        assertThat(by.receive(c).ok()).isFalse();
    }

    // ---- with others ----------------------------------------------------------------------------

    @Test
    void sendFailsAlsoWhileTheBufferHasRoomOrIsFull() {
        var c = new Channel<Integer>(2);
        c.send(1);
        c.close();
        sendFails(() -> c.send(2));
        sendFails(() -> c.trySend(2));
        sendFails(() -> c.send(Context.background(), 2));
        assertThat(c.len()).isEqualTo(1);
        var full = closed(1);
        sendFails(() -> full.trySend(2));
        assertThat(full.receive()).isEqualTo(1);
        assertThat(full.receive()).isNull();
    }

    @Test
    void wakesAllWhoReceive() {
        var c = new Channel<Integer>();
        var all = new ArrayList<Goroutine>();
        for (int i = 0; i < 5; i++) {
            all.add(Goroutine.waiting("chan receive",
                    () -> assertThat(c.receiveOk().ok()).isFalse()));
            all.add(Goroutine.waiting("chan receive", () -> assertThat(c.receive()).isNull()));
        }
        c.close();
        all.forEach(Goroutine::join);
    }

    @Test
    void failsAllWhoSendAndTheirValuesAreGone() {
        var c = new Channel<Integer>(1);
        c.send(1);
        var all = new ArrayList<Goroutine>();
        for (int i = 2; i < 7; i++) {
            int v = i;
            all.add(Goroutine.waiting("chan send", () -> c.send(v)));
        }
        c.close();
        for (var g : all) {
            assertThat(g.failure()).isInstanceOf(ChannelClosedException.class)
                    .hasMessage("send on closed channel");
        }
        assertThat(c.receiveOk()).isEqualTo(new Received<>(1, true));
        assertThat(c.receiveOk().ok()).isFalse();
    }

    @Test
    void wakesSelectsInBothDirections() {
        var c = new Channel<Integer>();
        var d = new Channel<Integer>();
        var other = new Channel<Integer>();
        var receiver = Goroutine.waiting("select", () -> {
            var r = onReceive(c);
            assertThat(select(onReceive(other), r)).isEqualTo(1);
            assertThat(r.value()).isNull();
            assertThat(r.ok()).isFalse();
        });
        var sender = Goroutine.waiting("select", () -> select(onReceive(other), onSend(d, 1)));
        c.close();
        d.close();
        receiver.join();
        assertThat(sender.failure()).isInstanceOf(ChannelClosedException.class)
                .hasMessage("send on closed channel");
        assertThat(other.trySend(1)).as("nobody waits there any more").isFalse();
    }

    /** A send to a closed channel can proceed, so default is not taken; of two that can, any is. */
    @Test
    void inASelectTheSendToAClosedChannelIsReadyAndFails() {
        var c = closed();
        var ready = new Channel<Integer>(1000);
        sendFails(() -> select(onSend(c, 1), otherwise()));
        boolean failed = false;
        boolean sent = false;
        for (int i = 0; i < 1000 && !(failed && sent); i++) {
            try {
                assertThat(select(onSend(c, 1), onSend(ready, i))).isEqualTo(1);
                sent = true;
            } catch (ChannelClosedException e) {
                failed = true;
            }
        }
        assertThat(failed).isTrue();
        assertThat(sent).isTrue();
    }

    @Test
    void onlyOnce() {
        var c = closed();
        assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(c::close)
                .withMessage("close of closed channel");
        assertThatIllegalStateException().isThrownBy(() -> Channel.never().close())
                .withMessage("close of nil channel");
    }

    @Test
    void onlyOneOfManyClosers() {
        for (int round = 0; round < 200; round++) {
            var c = new Channel<Integer>();
            var closers = Stream.generate(() -> Goroutine.start(c::close)).limit(4).toList();
            long failed = closers.stream().filter(g -> g.failure() != null).count();
            assertThat(failed).isEqualTo(3);
        }
    }

    @Test
    void lenStillCounts() {
        var c = closed(1, 2, 3);
        assertThat(c.len()).isEqualTo(3);
        assertThat(c.cap()).isEqualTo(3);
        assertThat(c.receive()).isEqualTo(1);
        assertThat(c.len()).isEqualTo(2);
        assertThat(c.toString()).isEqualTo("chan 2/3");
    }

    @Test
    void pollingTellsTheEndFromNothingNow() {
        var c = new Channel<Integer>(1);
        assertThat(c.tryReceiveOk()).isNull();
        c.close();
        assertThat(c.tryReceiveOk()).isEqualTo(new Received<Integer>(null, false));
        assertThat(c.tryReceive()).isNull();
    }
}
