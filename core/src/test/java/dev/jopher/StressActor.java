package dev.jopher;

import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.onTimeout;
import static dev.jopher.Go.otherwise;
import static dev.jopher.Go.select;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/** One of a {@link StressRound}: acts at random, and remembers what it sent and received. */
final class StressActor {
    /** The n-th value of an actor; unique in a round. */
    record Value(int actor, int n) {}

    private final int id;
    private final Random random;
    private final StressRound round;
    private final List<Channel<Value>> channels;
    private int values;

    /** By channel. Written by the actor, read once it has ended. */
    final List<List<Value>> sent = new ArrayList<>();
    final List<List<Value>> received = new ArrayList<>();

    StressActor(int id, long seed, StressRound round) {
        this.id = id;
        this.random = new Random(seed);
        this.round = round;
        this.channels = round.channels;
        channels.forEach(_ -> sent.add(new ArrayList<>()));
        channels.forEach(_ -> received.add(new ArrayList<>()));
    }

    void run(int operations) {
        for (int i = 0; i < operations; i++) {
            try {
                step();
            } catch (ChannelClosedException | ContextException e) {
                // did not happen
            } catch (UncheckedInterruptedException e) {
                if (!Thread.interrupted()) {
                    throw new AssertionError("the flag was lost");
                }
            }
        }
    }

    private void step() {
        switch (random.nextInt(12)) {
            case 0 -> send((c, v) -> c.send(v));
            case 1 -> receive(Channel::receive);
            case 2 -> trySend();
            case 3 -> receive(Channel::tryReceive);
            case 4 -> send((c, v) -> c.send(round.context(random), v));
            case 5 -> receive(c -> c.receive(round.context(random)));
            case 6 -> round.interruptOne(random);
            case 7 -> round.cancelOne(random);
            case 8 -> Go.gosched();
            default -> selectSome();
        }
    }

    private interface Send {
        void on(Channel<Value> c, Value v);
    }

    private interface Receive {
        @Nullable Value from(Channel<Value> c);
    }

    private void send(Send operation) {
        int k = random.nextInt(channels.size());
        Value v = nextValue();
        operation.on(channels.get(k), v);
        sent.get(k).add(v);
    }

    private void trySend() {
        int k = random.nextInt(channels.size());
        Value v = nextValue();
        if (channels.get(k).trySend(v)) {
            sent.get(k).add(v);
        }
    }

    private void receive(Receive operation) {
        int k = random.nextInt(channels.size());
        keep(k, operation.from(channels.get(k)));
    }

    private void keep(int k, @Nullable Value v) {
        if (v != null) {
            received.get(k).add(v);
        }
    }

    private Value nextValue() {
        return new Value(id, values++);
    }

    /** Two to four cases, both directions, maybe one channel, with a time limit or a way out. */
    private void selectSome() {
        int n = 2 + random.nextInt(3);
        int[] channel = new int[n];
        @Nullable Value[] brings = new @Nullable Value[n];
        var cases = new ArrayList<@Nullable Case<?>>();
        Value v = nextValue();
        for (int i = 0; i < n; i++) {
            channel[i] = random.nextInt(channels.size());
            var c = channels.get(channel[i]);
            if (random.nextBoolean()) {
                brings[i] = v;
                cases.add(onSend(c, v));
            } else {
                cases.add(onReceive(c));
            }
        }
        switch (random.nextInt(6)) {
            case 0 -> cases.add(otherwise());
            case 1 -> cases.add(onTimeout(Duration.ofNanos(random.nextInt(200_000))));
            case 2 -> cases.add(null);
            default -> {}
        }
        int chosen = select(cases);
        if (chosen >= n) {
            return;
        }
        if (brings[chosen] != null) {
            sent.get(channel[chosen]).add(v);
        } else if (cases.get(chosen) instanceof ReceiveCase<?> r) {
            keep(channel[chosen], (Value) r.value());
        }
    }
}
