package dev.jopher.explore.self;

import java.util.ArrayList;
import java.util.List;

import dev.jopher.Case;
import dev.jopher.Channel;
import dev.jopher.ChannelClosedException;
import dev.jopher.Go;
import dev.jopher.Received;
import dev.jopher.explore.Body;
import dev.jopher.explore.internal.world.Controllers;
import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.self.History.Call;
import dev.jopher.explore.self.History.Op;
import org.jspecify.annotations.Nullable;

/** A random program of operations on two channels, whose results must fit a {@link History}. */
final class ChannelRun {
    private static final int CHANNELS = 2;

    private final List<Channel<Integer>> channels = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();

    /** Counts calls and returns. One thread runs at a time, so that this needs no lock. */
    private int moment;

    private ChannelRun() {}

    static Body of(long seed) {
        return () -> new ChannelRun().run(new SplitMix(seed));
    }

    private void run(SplitMix random) {
        int[] capacities = new int[CHANNELS];
        for (int i = 0; i < CHANNELS; i++) {
            capacities[i] = Math.max(0, random.next(4) - 1);
            channels.add(new Channel<>(capacities[i]));
        }
        int threads = 2 + random.next(2);
        for (int t = 0; t < threads; t++) {
            List<Call> own = new ArrayList<>();
            for (int n = random.next(3); n >= 0; n--) {
                calls.add(Call.random(random, CHANNELS, calls.size() + 1));
                own.add(calls.getLast());
            }
            Go.go(() -> own.forEach(this::call));
        }
        Controllers.awaitQuiet();
        if (!History.fits(calls, capacities)) {
            throw new AssertionError("fits no order: " + History.text(calls, capacities));
        }
    }

    private void call(Call c) {
        c.called = moment++;
        try {
            if (c.closes >= 0) {
                channels.get(c.closes).close();
            } else if (c.cases.size() == 1) {
                single(c, c.cases.getFirst());
            } else {
                select(c);
            }
        } catch (ChannelClosedException e) {
            c.panics = true;
        }
        c.returned = moment++;
    }

    private void single(Call c, Op o) {
        Channel<Integer> channel = channels.get(o.channel());
        if (o.sends()) {
            if (!c.mayPass) {
                channel.send(o.value());
            } else if (!channel.trySend(o.value())) {
                c.chosen = History.OTHERWISE;
            }
        } else if (!c.mayPass) {
            c.value = channel.receive();
        } else {
            Received<Integer> r = channel.tryReceiveOk();
            c.value = r == null ? null : r.value();
            c.chosen = r == null ? History.OTHERWISE : 0;
        }
    }

    private void select(Call c) {
        List<@Nullable Case<?>> cases = new ArrayList<>();
        for (Op o : c.cases) {
            Channel<Integer> channel = channels.get(o.channel());
            cases.add(o.sends() ? Go.onSend(channel, o.value())
                    : Go.onReceive(channel, v -> c.value = v));
        }
        if (c.mayPass) {
            cases.add(Go.otherwise());
        }
        int i = Go.select(cases);
        c.chosen = i == c.cases.size() ? History.OTHERWISE : i;
    }
}
