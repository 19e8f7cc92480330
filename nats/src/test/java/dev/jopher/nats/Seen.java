package dev.jopher.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.ReceiveChannel;

/** Values that were seen, and how often. */
final class Seen {
    private final Map<String, AtomicInteger> all = new ConcurrentHashMap<>();

    void add(String value) {
        all.computeIfAbsent(value, _ -> new AtomicInteger()).incrementAndGet();
    }

    void accept(Delivery<String> d) {
        add(d.value());
        d.accept();
    }

    void acceptAll(ReceiveChannel<Delivery<String>> in) {
        for (var d : in) {
            accept(d);
        }
    }

    int size() {
        return all.size();
    }

    Set<String> values() {
        return all.keySet();
    }

    /** Returns how often a value was seen once more. */
    int duplicates() {
        return all.values().stream().mapToInt(n -> n.get() - 1).sum();
    }

    void assertExactly(int n) {
        assertThat(all).as("values that were accepted").hasSize(n);
    }
}
