package dev.jopher.bench.servers;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.bench.worker.Servers;

/**
 * A server with a {@code synchronized} cache, of whose requests one in twenty computes for some
 * 20 ms of a processor. {@code bench/go/servers.go} has its twin.
 */
final class Busy {
    private static final int ONE_IN = 20;
    private static final int STEPS = 10_000_000;
    private static final int KEYS = 2000;
    private static final int CACHED = 1000;

    /** So that the compiler cannot know it, nor leave the computation out. */
    private final long expected = compute(STEPS);

    private final AtomicInteger requests = new AtomicInteger();

    /** Guarded by itself. */
    private final Map<Integer, Long> cache = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Long> eldest) {
            return size() > CACHED;
        }
    };

    private Busy() {}

    static int start(Executor executor) throws IOException {
        var busy = new Busy();
        return Servers.http(executor, exchange -> {
            busy.serve();
            Servers.hello(exchange);
        });
    }

    private void serve() throws IOException {
        boolean computes = requests.incrementAndGet() % ONE_IN == 0;
        if (value(ThreadLocalRandom.current().nextInt(KEYS)) == 0
                || computes && compute(STEPS) != expected) {
            throw new IOException("a wrong result");
        }
    }

    private long value(int key) {
        synchronized (cache) {
            return cache.computeIfAbsent(key, k -> compute(1000 + k));
        }
    }

    /** Computes Marsaglia's xorshift, of which no compiler makes fewer steps. */
    private static long compute(int steps) {
        long x = steps;
        for (int i = 0; i < steps; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        return x;
    }
}
