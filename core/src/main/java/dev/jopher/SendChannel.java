package dev.jopher;

import java.time.Duration;

import com.google.errorprone.annotations.CheckReturnValue;

/**
 * The sending side of a channel, Go's {@code chan<- T}. Only this side can close.
 *
 * {@snippet :
 * void count(String thing, SendChannel<String> c) {
 *     for (int i = 1; i <= 5; i++) {
 *         c.send(thing);
 *     }
 *     c.close();
 * }
 * }
 *
 * @param <T> the type of the values that it carries
 */
public sealed interface SendChannel<T> permits Channel {
    /**
     * Sends {@code value}: hands it to the receiver that has waited longest, or puts it into the
     * buffer, or waits until one of the two is possible (Go specification, "Send statements").
     *
     * <p>Happens-before the completion of the corresponding receive; on an unbuffered channel, the
     * receive happens-before the return of the send; on one of capacity C, the k-th receive
     * happens-before the return of send k+C (The Go Memory Model, "Channel communication").
     *
     * @throws NullPointerException if {@code value} is null: null means "closed" to a receiver
     * @throws ChannelClosedException "send on closed channel", also if it is closed while this
     *     waits
     * @throws UncheckedInterruptedException if interrupted while it would wait; nothing was sent
     */
    void send(T value);

    /**
     * Sends {@code value} unless {@code ctx} is done first; a context that is done already sends
     * nothing.
     *
     * @throws ContextException the context's error; nothing was sent
     * @see #send(Object)
     */
    void send(Context ctx, T value);

    /**
     * Sends {@code value} if that needs no waiting: a receiver waits, or the buffer has room. Go's
     * {@code select} of one send with {@code default}.
     *
     * @return whether it was sent
     * @throws ChannelClosedException "send on closed channel"
     */
    boolean trySend(T value);

    /**
     * Sends {@code value}, waiting for at most {@code d}; without waiting if that is not
     * positive. It is {@code BlockingQueue.offer(value, time)}.
     *
     * @return whether it was sent
     * @throws ChannelClosedException "send on closed channel", also if it is closed while this
     *     waits
     * @throws UncheckedInterruptedException if interrupted while it would wait; nothing was sent
     */
    @CheckReturnValue
    boolean trySend(T value, Duration d);

    /**
     * Announces that no further values will be sent. Values in the buffer can still be received;
     * then receivers get null, or false in {@link ReceiveChannel#receiveOk}. Waiting receivers
     * continue, and waiting senders fail (Go specification, "Close"). Does not wait. Happens-before
     * a receive that returns because the channel is closed.
     *
     * @throws ChannelClosedException "close of closed channel"
     * @throws IllegalStateException "close of nil channel", for {@link #never}
     */
    void close();

    /**
     * Returns how many values are in the buffer now; 0 for an unbuffered channel. Does not wait.
     */
    int len();

    /** Returns how many values the buffer holds at most. */
    int cap();

    /**
     * Returns the nil channel: a send on it waits forever, and its case in a select never happens.
     */
    @CheckReturnValue
    static <T> SendChannel<T> never() {
        return Channel.never();
    }
}
