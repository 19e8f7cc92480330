package dev.jopher.race.internal.raw;

import java.util.ArrayDeque;

import org.jspecify.annotations.Nullable;

/** Takes the place of a ConcurrentLinkedQueue. */
public final class RawQueue {
    private final ArrayDeque<Object> queue = new ArrayDeque<>();

    public synchronized boolean add(Object e) {
        return queue.add(e);
    }

    public synchronized @Nullable Object poll() {
        return queue.poll();
    }

    public synchronized boolean isEmpty() {
        return queue.isEmpty();
    }
}
