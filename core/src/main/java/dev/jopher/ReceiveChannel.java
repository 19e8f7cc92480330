package dev.jopher;

import java.time.Duration;
import java.util.Iterator;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * The receiving side of a channel, Go's {@code <-chan T}. It cannot be closed from this side.
 *
 * {@snippet :
 * void print(ReceiveChannel<String> c) {
 *     for (var message : c) { // until c is closed and drained
 *         IO.println(message);
 *     }
 * }
 * }
 *
 * @param <T> the type of the values that it carries
 */
public sealed interface ReceiveChannel<T> extends Iterable<T> permits Channel {
    /**
     * Receives the next value, waiting for one if need be (Go specification, "Receive operator").
     * The corresponding send happens-before its return.
     *
     * @return the value; null if the channel is closed and drained, at once and every time
     * @throws UncheckedInterruptedException if interrupted while it would wait; nothing was
     *     received
     */
    @Nullable T receive();

    /**
     * Receives the next value unless {@code ctx} is done first; a context that is done already
     * receives nothing.
     *
     * @throws ContextException the context's error; nothing was received
     * @see #receive()
     */
    @Nullable T receive(Context ctx);

    /**
     * Receives the next value, waiting for at most {@code d}; without waiting if that is not
     * positive.
     *
     * @return the value; null if the channel is closed and drained
     * @throws DeadlineExceededException if there was none in time, as with {@link
     *     Context#withTimeout(Duration)}
     * @throws UncheckedInterruptedException if interrupted while it would wait; nothing was
     *     received
     * @see #receive()
     */
    @Nullable T receive(Duration d);

    /**
     * Receives as {@link #receive()} does, and distinguishes a value from the end: Go's {@code v,
     * ok := <-c}.
     */
    Received<T> receiveOk();

    /** Receives as {@link #receive(Context)} does, and distinguishes a value from the end. */
    Received<T> receiveOk(Context ctx);

    /**
     * Receives a value if that needs no waiting; if a value is certainly there, it gets it. Go's
     * {@code select} of one receive with {@code default}.
     *
     * @return the value; null if there is none now, or if the channel is closed and drained
     */
    @Nullable T tryReceive();

    /**
     * Receives a value, waiting for at most {@code d}; without waiting if that is not positive.
     * It is {@code BlockingQueue.poll(time)}; {@link #receive(Duration)} distinguishes a closed
     * channel from the end of the time.
     *
     * @return the value; null if there was none in time, or if the channel is closed and drained
     * @throws UncheckedInterruptedException if interrupted while it would wait; nothing was
     *     received
     */
    @Nullable T tryReceive(Duration d);

    /**
     * Receives as {@link #tryReceive()} does, and distinguishes "nothing now" from "never again":
     * a polling loop can end.
     *
     * @return null if there is no value now; a {@code Received} that is not ok if closed and
     *     drained
     */
    @Nullable Received<T> tryReceiveOk();

    /**
     * Returns how many values are in the buffer now; 0 for an unbuffered channel. Does not wait.
     */
    int len();

    /** Returns how many values the buffer holds at most. */
    int cap();

    /**
     * Returns an iterator, as for Go's {@code range}: {@code hasNext} receives, and waits as {@link
     * #receive()} does. It is false once the channel is closed and drained. Several goroutines may
     * iterate, each with an iterator of its own; each value goes to one of them. A value that
     * {@code hasNext} has received is lost if {@code next} is not called.
     */
    @Override
    Iterator<T> iterator();

    /**
     * Returns the nil channel: a receive from it waits forever, and its case in a select never
     * happens.
     */
    @CheckReturnValue
    static <T> ReceiveChannel<T> never() {
        return Channel.never();
    }
}
