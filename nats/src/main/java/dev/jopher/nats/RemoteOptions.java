package dev.jopher.nats;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import com.google.errorprone.annotations.CheckReturnValue;

/**
 * How a {@link RemoteChannel} behaves. Immutable; each method returns a copy with one change.
 *
 * {@snippet :
 * var options = RemoteOptions.defaults().ackWait(Duration.ofSeconds(5)).maxAttempts(3);
 * }
 *
 * <p>What the server keeps has to be the same in all processes: {@link #ackWait}, {@link #ordered},
 * {@link #replicas}, {@link #inMemory} and {@link #dedupWindow}. An open that asks for something
 * else fails.
 */
@CheckReturnValue
public final class RemoteOptions {
    /** The longest time that may be asked for: what is computed with it does not overflow. */
    static final Duration LONGEST = Duration.ofDays(366);

    private static final RemoteOptions DEFAULTS = new RemoteOptions(new Values());

    /** The values; changed only while a copy is made. */
    private static final class Values implements Cloneable {
        private Duration ackWait = Duration.ofSeconds(10);
        private Duration maxHold = Duration.ofMinutes(10);
        private Duration dedupWindow = Duration.ofMinutes(1);
        private Duration heartbeat = Duration.ofSeconds(5);
        private int maxAttempts = 5;
        private int prefetch;
        private int replicas = 1;
        private boolean inMemory;
        private boolean ordered;
        private Supplier<Map<String, String>> headers = Map::of;

        @Override
        public Values clone() {
            try {
                return (Values) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private final Values v;

    private RemoteOptions(Values v) {
        this.v = v;
    }

    /** Returns the options that an open without options has. */
    public static RemoteOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Sets after which time without news of its receiver a value is delivered again: 10 s. A live
     * receiver sends news by itself, three times as often.
     */
    public RemoteOptions ackWait(Duration d) {
        Values c = v.clone();
        c.ackWait = positive(d, "ackWait");
        return new RemoteOptions(c);
    }

    /**
     * Sets how long a delivery may stay unsettled: 10 minutes. Then it is released. {@link
     * Delivery#renew} starts that time anew.
     */
    public RemoteOptions maxHold(Duration d) {
        Values c = v.clone();
        c.maxHold = positive(d, "maxHold");
        return new RemoteOptions(c);
    }

    /**
     * Sets how long the server recognises a value that is sent a second time, because the answer to
     * the first time was lost: a minute. It keeps an id for each value of that time, in memory.
     */
    public RemoteOptions dedupWindow(Duration d) {
        Values c = v.clone();
        c.dedupWindow = positive(d, "dedupWindow");
        return new RemoteOptions(c);
    }

    /**
     * Sets how often an idle server says that it still has our request for values: 5 s. When it
     * has not said so for more than twice that time, the request is made anew.
     */
    public RemoteOptions heartbeat(Duration d) {
        Values c = v.clone();
        c.heartbeat = positive(d, "heartbeat");
        return new RemoteOptions(c);
    }

    /**
     * Sets how often a value is delivered before it goes to the rejected channel: 5 times. {@link
     * Delivery#release} counts, and so does the death of a receiver that has it.
     */
    public RemoteOptions maxAttempts(int n) {
        Values c = v.clone();
        c.maxAttempts = atLeast(1, n, "maxAttempts");
        return new RemoteOptions(c);
    }

    /**
     * Sets how many values are fetched ahead for each receiver: none. More is faster, and less
     * fair: what waits here behind a slow receiver is not given to a receiver of another process.
     */
    public RemoteOptions prefetch(int n) {
        Values c = v.clone();
        c.prefetch = atLeast(0, n, "prefetch");
        return new RemoteOptions(c);
    }

    /** Sets how many servers of a cluster keep each value: one. */
    public RemoteOptions replicas(int n) {
        Values c = v.clone();
        c.replicas = atLeast(1, n, "replicas");
        return new RemoteOptions(c);
    }

    /** Keeps the values in the server's memory, not in files: its end loses them. */
    public RemoteOptions inMemory() {
        Values c = v.clone();
        c.inMemory = true;
        return new RemoteOptions(c);
    }

    /**
     * Delivers one value at a time, over all processes, in the order in which they were stored: the
     * next one when this one is settled.
     */
    public RemoteOptions ordered() {
        Values c = v.clone();
        c.ordered = true;
        return new RemoteOptions(c);
    }

    /**
     * Sets what gives the headers of a value, such as {@code traceparent}. It runs in the goroutine
     * that sends; {@link Delivery#headers} has the result.
     */
    public RemoteOptions headers(Supplier<Map<String, String>> headers) {
        Values c = v.clone();
        c.headers = Objects.requireNonNull(headers);
        return new RemoteOptions(c);
    }

    private static Duration positive(Duration d, String what) {
        if (!d.isPositive() || d.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    what + " is " + d + ", and has to be positive and at most a year");
        }
        return d;
    }

    private static int atLeast(int least, int n, String what) {
        if (n < least) {
            throw new IllegalArgumentException(what + " is " + n + ", and at least " + least);
        }
        return n;
    }

    Duration ackWait() {
        return v.ackWait;
    }

    Duration maxHold() {
        return v.maxHold;
    }

    Duration dedupWindow() {
        return v.dedupWindow;
    }

    Duration heartbeat() {
        return v.heartbeat;
    }

    int maxAttempts() {
        return v.maxAttempts;
    }

    int prefetch() {
        return v.prefetch;
    }

    int replicas() {
        return v.replicas;
    }

    boolean isInMemory() {
        return v.inMemory;
    }

    boolean isOrdered() {
        return v.ordered;
    }

    Map<String, String> newHeaders() {
        return v.headers.get();
    }
}
