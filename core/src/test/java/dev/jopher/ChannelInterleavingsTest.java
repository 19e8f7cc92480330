package dev.jopher;

import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.otherwise;
import static dev.jopher.Go.select;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

import dev.jopher.internal.support.Goroutine;
import dev.jopher.internal.support.Interleavings;
import dev.jopher.internal.support.Interleavings.Model;
import dev.jopher.internal.support.Interleavings.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Channels and selects: what is refused or given up is seen by no other thread. */
@Timeout(120)
class ChannelInterleavingsTest {
    private static final int CAPACITY = 2;

    /** Added to how many values there are. */
    private static final long CLOSED = 10;

    private static final int DONE = 1;
    private static final int WOULD_WAIT = 0;
    private static final int ON_CLOSED = -1;

    private static final Model SEND = (s, result) -> {
        int expected = s[0] >= CLOSED ? ON_CLOSED : s[0] == CAPACITY ? WOULD_WAIT : DONE;
        s[0] += expected == DONE ? 1 : 0;
        return result == expected;
    };

    private static final Model RECEIVE = (s, result) -> {
        int expected = s[0] % CLOSED > 0 ? DONE : s[0] == CLOSED ? ON_CLOSED : WOULD_WAIT;
        s[0] -= expected == DONE ? 1 : 0;
        return result == expected;
    };

    private static final Model CLOSE = (s, result) -> {
        int expected = s[0] >= CLOSED ? ON_CLOSED : DONE;
        s[0] += expected == DONE ? CLOSED : 0;
        return result == expected;
    };

    private static int yes(boolean done) {
        return done ? DONE : WOULD_WAIT;
    }

    private static int received(@Nullable Received<Integer> r) {
        return r == null ? WOULD_WAIT : r.ok() ? DONE : ON_CLOSED;
    }

    /** Those that are interrupted stand in the queue if they would wait, and give up. */
    private static final List<Operation<Channel<Integer>>> OPERATIONS = List.of(
            operation("trySend", c -> yes(c.trySend(1)), SEND),
            operation("tryReceive", c -> received(c.tryReceiveOk()), RECEIVE),
            operation("select to send", c -> yes(select(onSend(c, 1), otherwise()) == 0), SEND),
            operation("select to receive", c -> {
                var r = onReceive(c);
                return select(otherwise(), r) == 0 ? WOULD_WAIT : r.ok() ? DONE : ON_CLOSED;
            }, RECEIVE),
            operation("send, interrupted", interrupted(c -> {
                c.send(1);
                return DONE;
            }), SEND),
            operation("receive, interrupted", interrupted(c -> received(c.receiveOk())), RECEIVE),
            operation("select, interrupted", interrupted(c -> {
                var r = onReceive(c);
                int _ = select(onReceive(new Channel<Integer>()), r);
                return r.ok() ? DONE : ON_CLOSED;
            }), RECEIVE),
            operation("select to send, interrupted", interrupted(c -> {
                int _ = select(onSend(c, 1), onReceive(new Channel<Integer>()));
                return DONE;
            }), SEND));

    private static Operation<Channel<Integer>> operation(String name,
            ToIntFunction<Channel<Integer>> real, Model model) {
        return new Operation<>(name, c -> {
            try {
                return real.applyAsInt(c);
            } catch (ChannelClosedException e) {
                return ON_CLOSED;
            }
        }, model);
    }

    private static ToIntFunction<Channel<Integer>> interrupted(
            ToIntFunction<Channel<Integer>> real) {
        return c -> {
            Thread.currentThread().interrupt();
            try {
                return real.applyAsInt(c);
            } catch (UncheckedInterruptedException e) {
                return WOULD_WAIT;
            } finally {
                boolean _ = Thread.interrupted();
            }
        };
    }

    @Test
    void open() throws Exception {
        check(OPERATIONS);
    }

    @Test
    void thatIsClosed() throws Exception {
        var operations = new ArrayList<>(OPERATIONS);
        operations.add(operation("close", c -> {
            c.close();
            return DONE;
        }, CLOSE));
        check(operations);
    }

    private static void check(List<Operation<Channel<Integer>>> operations) throws Exception {
        for (int threads = 2; threads <= 3; threads++) {
            new Interleavings<>(threads, () -> new Channel<Integer>(CAPACITY), 0,
                    ChannelInterleavingsTest::look, operations)
                    .check(5_000);
        }
    }

    private static long look(Channel<Integer> c) {
        assertThat(c.receivers.isEmpty()).isTrue();
        assertThat(c.senders.isEmpty()).isTrue();
        return c.len() + (isClosed(c) ? CLOSED : 0);
    }

    private static boolean isClosed(Channel<Integer> c) {
        try {
            if (c.trySend(1)) {
                int _ = Goroutine.must(c.tryReceive()); // they are all the same
            }
            return false;
        } catch (ChannelClosedException e) {
            return true;
        }
    }
}
