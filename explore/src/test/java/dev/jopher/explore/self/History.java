package dev.jopher.explore.self;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.jopher.explore.internal.world.SplitMix;
import org.jspecify.annotations.Nullable;

/**
 * Searches an order of sends, receives, selects and closes in which channels give the results that
 * were seen. A send and a receive of an unbuffered channel take place at the same moment. An
 * operation that has not returned has not taken place, and could not at the end.
 */
final class History {
    static final int OTHERWISE = -1;
    static final int PENDING = Integer.MAX_VALUE;

    /** A send of {@code value}, or a receive if that is 0, on a channel. */
    record Op(int channel, int value) {
        boolean sends() {
            return value != 0;
        }
    }

    /** One operation: a select of some cases, or a close. */
    static final class Call {
        final List<Op> cases;
        final boolean mayPass;
        final int closes;
        int called = PENDING;
        int returned = PENDING;

        /** The case that took place. */
        int chosen;

        /** What was received; null from a closed channel. */
        @Nullable Integer value;

        boolean panics;

        Call(List<Op> cases, boolean mayPass, int closes) {
            this.cases = cases;
            this.mayPass = mayPass;
            this.closes = closes;
        }

        static Call random(SplitMix random, int channels, int number) {
            if (random.next(8) == 0) {
                return new Call(List.of(), false, random.next(channels));
            }
            List<Op> cases = new ArrayList<>();
            for (int n = random.next(2) + random.next(2); n >= 0; n--) {
                cases.add(new Op(random.next(channels), random.next(2) == 0 ? 0 : number));
            }
            return new Call(cases, random.next(4) == 0, OTHERWISE);
        }

        @Override
        public String toString() {
            String what = closes >= 0 ? "close " + closes : cases + (mayPass ? " or not" : "");
            return called == PENDING ? "" : what + (returned == PENDING ? " waits"
                    : panics ? " panics" : " = " + chosen + ':' + value);
        }
    }

    /** The model: channels that one thread uses. */
    private static final class Model {
        final int[] capacities;
        final List<List<Integer>> values = new ArrayList<>();
        final boolean[] closed;

        Model(int[] capacities, @Nullable Model from) {
            this.capacities = capacities;
            closed = from == null ? new boolean[capacities.length] : from.closed.clone();
            for (int i = 0; i < capacities.length; i++) {
                values.add(from == null ? new ArrayList<>() : new ArrayList<>(from.values.get(i)));
            }
        }

        boolean isReady(Op o) {
            List<Integer> buffer = values.get(o.channel);
            return closed[o.channel]
                    || (o.sends() ? buffer.size() < capacities[o.channel] : !buffer.isEmpty());
        }

        /** Does it, and returns whether the result is that of the call. */
        boolean apply(Call c) {
            if (c.closes >= 0) {
                boolean first = !closed[c.closes];
                closed[c.closes] = true;
                return first != c.panics;
            }
            if (!c.panics && c.chosen == OTHERWISE) {
                return c.cases.stream().noneMatch(this::isReady);
            }
            if (c.panics) {
                return c.cases.stream().anyMatch(o -> o.sends() && closed[o.channel]);
            }
            Op o = c.cases.get(c.chosen);
            List<Integer> buffer = values.get(o.channel);
            if (!isReady(o) || o.sends() && closed[o.channel]) {
                return false;
            }
            return o.sends() ? c.value == null && buffer.add(o.value)
                    : buffer.isEmpty() ? c.value == null : buffer.removeFirst().equals(c.value);
        }

        boolean canMeet(Op a, Op b) {
            return a.channel == b.channel && a.sends() && !b.sends() && !closed[a.channel]
                    && capacities[a.channel] == 0;
        }
    }

    private final List<Call> calls;
    private final boolean[] done;

    private History(List<Call> calls) {
        this.calls = calls.stream().filter(c -> c.called != PENDING).toList();
        this.done = new boolean[this.calls.size()];
    }

    static boolean fits(List<Call> calls, int... capacities) {
        return new History(calls).search(new Model(capacities, null));
    }

    private boolean search(Model m) {
        boolean isOver = true;
        for (int i = 0; i < done.length; i++) {
            Call a = calls.get(i);
            isOver &= done[i] || a.returned == PENDING;
            if (done[i] || a.returned == PENDING || !isFirst(a)) {
                continue;
            }
            done[i] = true;
            Model after = new Model(m.capacities, m);
            if (after.apply(a) && search(after) || meets(m, a)) {
                return true;
            }
            done[i] = false;
        }
        return isOver && nothingCanProceed(m);
    }

    /** Searches a receive that takes place together with the send. */
    private boolean meets(Model m, Call a) {
        if (a.panics || a.chosen < 0 || a.closes >= 0) {
            return false;
        }
        Op send = a.cases.get(a.chosen);
        for (int k = 0; k < done.length; k++) {
            Call b = calls.get(k);
            if (!done[k] && b.returned != PENDING && !b.panics && b.closes < 0 && b.chosen >= 0
                    && isFirst(b) && m.canMeet(send, b.cases.get(b.chosen))
                    && Integer.valueOf(send.value).equals(b.value)) {
                done[k] = true;
                if (search(m)) {
                    return true;
                }
                done[k] = false;
            }
        }
        return false;
    }

    /** Returns whether no operation that is left returned before this one was called. */
    private boolean isFirst(Call c) {
        for (int i = 0; i < done.length; i++) {
            if (!done[i] && calls.get(i).returned < c.called) {
                return false;
            }
        }
        return true;
    }

    private boolean nothingCanProceed(Model m) {
        for (Call a : calls) {
            for (Call b : calls) {
                if (a.returned == PENDING && b.returned == PENDING && (a.closes >= 0 || a.mayPass
                        || a.cases.stream().anyMatch(m::isReady)
                        || a != b && a.cases.stream().anyMatch(
                                x -> b.cases.stream().anyMatch(y -> m.canMeet(x, y))))) {
                    return false;
                }
            }
        }
        return true;
    }

    static String text(List<Call> calls, int... capacities) {
        return Arrays.toString(capacities) + ' ' + calls;
    }
}
