package dev.jopher.nats;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many values were asked for and have not come. A value does not say which request it answers,
 * so they are counted together; a request that ends says how many of its values do not come.
 */
final class Asked {
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<Long, Integer> requests = new ConcurrentHashMap<>();
    private volatile long heardAt = System.nanoTime();

    /** Records a request. Called by one goroutine alone. */
    void add(long request, int batch) {
        if (isNone()) {
            requests.clear(); // those that were served to the end do not say so
        }
        heard();
        requests.put(request, batch);
        asked.addAndGet(batch);
    }

    /** Records that a value has come; returns whether it had been asked for. */
    boolean take() {
        heard();
        return asked.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0;
    }

    boolean isNone() {
        return asked.get() == 0;
    }

    /**
     * Records the end of a request; {@code missing} of its values do not come, -1 if unknown.
     *
     * @return how many are asked for no longer
     */
    int end(long request, int missing) {
        Integer batch = requests.remove(request);
        if (batch == null) {
            return 0;
        }
        int n = missing < 0 ? batch : Math.min(missing, batch);
        return n - Math.max(0, n - asked.getAndUpdate(a -> Math.max(0, a - n)));
    }

    /** Records the end of all requests; returns how many values were asked for. */
    int endAll() {
        requests.clear();
        return asked.getAndSet(0);
    }

    void heard() {
        heardAt = System.nanoTime();
    }

    long silentNanos() {
        return System.nanoTime() - heardAt;
    }
}
