package dev.jopher.nats;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import dev.jopher.sync.WaitGroup;

/** Processes that all send and receive. */
final class Load {
    private Load() {}

    /**
     * Runs {@code processes} with {@code goroutines} senders and as many receivers each; each
     * sender sends {@code values}. Closes the channel at the end.
     */
    static Seen run(IntFunction<RemoteChannel<String>> open, int processes, int goroutines,
            int values, int capacity) {
        List<RemoteChannel<String>> all = new ArrayList<>();
        for (int p = 0; p < processes; p++) {
            all.add(open.apply(capacity));
        }
        var seen = new Seen();
        var senders = new WaitGroup();
        var receivers = new WaitGroup();
        for (int p = 0; p < processes; p++) {
            var c = all.get(p);
            var in = c.receivers(goroutines);
            for (int g = 0; g < goroutines; g++) {
                String me = p + "." + g + ".";
                senders.go(() -> {
                    for (int i = 0; i < values; i++) {
                        c.send(me + i);
                    }
                });
                receivers.go(() -> seen.acceptAll(in));
            }
        }
        senders.await();
        all.getFirst().close();
        receivers.await();
        return seen;
    }
}
