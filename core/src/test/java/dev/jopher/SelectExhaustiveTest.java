package dev.jopher;

import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.otherwise;
import static dev.jopher.Go.select;
import static dev.jopher.internal.support.Goroutine.must;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import dev.jopher.internal.support.Goroutine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** TestSelect of reflect/all_test.go: every set of kinds of cases, each set's outcome foreseen. */
class SelectExhaustiveTest {
    private enum Kind {
        READY_SEND(true), READY_RECEIVE(true), WAITING_SEND(false), SERVED_SEND(false),
        WAITING_RECEIVE(
                false),
        SERVED_RECEIVE(false), NULL_CASE(false), NIL_SEND(false), NIL_RECEIVE(
                false),
        CLOSED_SEND(true), CLOSED_RECEIVE(true), OTHERWISE(false);

        final boolean ready;

        Kind(boolean ready) {
            this.ready = ready;
        }

        boolean isServed() {
            return this == SERVED_SEND || this == SERVED_RECEIVE;
        }
    }

    private static final class Made {
        final Kind kind;
        final int number;
        final @Nullable Channel<Integer> channel;
        final @Nullable Case<?> asCase;

        Made(Kind kind, int number) {
            this.kind = kind;
            this.number = number;
            channel = channel();
            asCase = switch (kind) {
                case NULL_CASE -> null;
                case OTHERWISE -> otherwise();
                case READY_SEND, WAITING_SEND, SERVED_SEND, NIL_SEND, CLOSED_SEND ->
                    onSend(channel, number);
                default -> onReceive(channel);
            };
        }

        private @Nullable Channel<Integer> channel() {
            switch (kind) {
                case READY_SEND:
                    return new Channel<>(1);
                case READY_RECEIVE:
                    var full = new Channel<Integer>(1);
                    full.send(number);
                    return full;
                case CLOSED_SEND, CLOSED_RECEIVE:
                    var closed = new Channel<Integer>();
                    closed.close();
                    return closed;
                case NIL_SEND:
                    return null;
                case NIL_RECEIVE:
                    return Channel.never();
                default:
                    return new Channel<>();
            }
        }

        /** What the other side does, once the select waits. */
        void serve() {
            if (kind == Kind.SERVED_SEND) {
                assertThat(must(channel).receive()).isEqualTo(number);
            } else {
                must(channel).send(number);
            }
        }

        void check() {
            switch (kind) {
                case READY_SEND -> assertThat(must(channel).receive()).isEqualTo(number);
                case READY_RECEIVE, SERVED_RECEIVE -> assertThat(received()).isEqualTo(number);
                case CLOSED_RECEIVE -> assertThat(received()).isNull();
                case SERVED_SEND, OTHERWISE -> {}
                default -> throw new AssertionError("cannot happen: " + kind);
            }
        }

        private @Nullable Object received() {
            return asCase instanceof ReceiveCase<?> r ? r.value() : "no receive";
        }
    }

    @Test
    void everySetOfKinds() {
        var random = new Random(1);
        int waited = 0;
        for (int set = 0; set < 1 << Kind.values().length; set++) {
            var made = new ArrayList<Made>();
            for (Kind kind : Kind.values()) {
                if ((set & 1 << kind.ordinal()) != 0) {
                    made.add(new Made(kind, kind.ordinal()));
                }
            }
            Collections.shuffle(made, random);
            boolean otherwise = made.stream().anyMatch(m -> m.kind == Kind.OTHERWISE);
            boolean ready = made.stream().anyMatch(m -> m.kind.ready);
            if (ready || otherwise) {
                doesNotWait(made, ready);
            } else if (made.stream().anyMatch(m -> m.kind.isServed())) {
                waits(made);
                waited++;
            }
        }
        assertThat(waited).isPositive();
    }

    private static int selectOf(List<Made> made) {
        var cases = new ArrayList<@Nullable Case<?>>();
        made.forEach(m -> cases.add(m.asCase));
        return select(cases);
    }

    private static void doesNotWait(List<Made> made, boolean ready) {
        int i;
        try {
            i = selectOf(made);
        } catch (ChannelClosedException e) {
            assertThat(made).anyMatch(m -> m.kind == Kind.CLOSED_SEND);
            return;
        }
        Made chosen = made.get(i);
        assertThat(chosen.kind.ready).as("%s", chosen.kind).isEqualTo(ready);
        assertThat(ready || chosen.kind == Kind.OTHERWISE).isTrue();
        chosen.check();
    }

    private static void waits(List<Made> made) {
        Made served = made.stream().filter(m -> m.kind.isServed()).findFirst().orElseThrow();
        var g = Goroutine.start(() -> {
            int i = selectOf(made);
            assertThat(made.get(i)).isSameAs(served);
            served.check();
        });
        served.serve();
        g.join();
        for (Made m : made) {
            if (m.channel != null) {
                assertThat(m.channel.tryReceive()).isNull();
                assertThat(m.channel.trySend(0)).isFalse();
            }
        }
    }

    /** TestSelectMaxCases has a limit of 65536; here there is none to meet. */
    @Test
    void tenThousandCases() {
        var c = new Channel<Integer>(1);
        var cases = new ArrayList<Case<?>>();
        for (int i = 0; i < 9_999; i++) {
            cases.add(onReceive(new Channel<Integer>()));
        }
        cases.add(onReceive(c));
        c.send(1);
        assertThat(select(cases)).isEqualTo(9_999);
        assertThatThrownBy(() -> {
            cases.add(otherwise());
            cases.add(otherwise());
            select(cases);
        }).isInstanceOf(IllegalArgumentException.class);
    }

    /** Go specification: channels and values are evaluated once, in source order, taken or not. */
    @Test
    void operandsAreEvaluatedOnceInOrder() {
        var order = new ArrayList<String>();
        var a = new Channel<Integer>();
        var b = new Channel<Integer>(1);
        select(onSend(noted(order, "a", a), noted(order, "1", 1)),
                onReceive(noted(order, "c", new Channel<Integer>())),
                onSend(noted(order, "b", b), noted(order, "2", 2)),
                onReceive(noted(order, "d", Channel.<Integer>never())));
        assertThat(order).containsExactly("a", "1", "c", "b", "2", "d");
    }

    private static <T> T noted(List<String> order, String name, T value) {
        order.add(name);
        return value;
    }
}
