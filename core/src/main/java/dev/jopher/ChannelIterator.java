package dev.jopher;

import java.util.Iterator;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/** One goroutine's walk through a channel: {@code for v := range c}. */
final class ChannelIterator<T> implements Iterator<T> {
    private final Channel<T> channel;

    /** The value that hasNext has received and next has not returned. */
    private @Nullable T next;

    ChannelIterator(Channel<T> channel) {
        this.channel = channel;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = channel.receive();
        }
        return next != null;
    }

    @Override
    public T next() {
        T v = hasNext() ? next : null;
        if (v == null) {
            throw new NoSuchElementException("the channel is closed");
        }
        next = null;
        return v;
    }
}
