package dev.jopher;

import java.util.Objects;

import dev.jopher.internal.goroutine.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * One case of a {@link Go#select select}: a receive, a send, a timeout, or the default. Made by
 * {@link Go#onReceive}, {@link Go#onSend}, {@link Go#onTimeout}, {@link Go#otherwise}. A case may
 * be used any number of times, by one goroutine at a time.
 *
 * @param <T> the type of the values that its channel carries
 *
 * {@snippet :
 * List<Case<?>> cases = new ArrayList<>();
 * cases.add(onReceive(jobs, job -> handle(job)));
 * cases.add(onTimeout(Duration.ofSeconds(1), () -> giveUp()));
 * int happened = select(cases);
 * }
 */
public abstract sealed class Case<T> permits ReceiveCase, SendCase, TimeoutCase, OtherwiseCase {
    /** Null for a nil channel, and for cases without one. */
    final @Nullable Channel<T> channel;

    /** Whether this case won the latest select it was in. */
    boolean won;

    Case(@Nullable Channel<T> channel) {
        this.channel = channel == Channel.<T>never() ? null : channel;
    }

    /** Forgets the latest select. */
    void reset() {
        won = false;
    }

    /** Returns whether the case can proceed now. Called under its channel's lock. */
    boolean isReady() {
        return false;
    }

    /**
     * Returns false if, at some recent moment, the case could not proceed. Checks without the lock.
     */
    boolean seemsReady() {
        return false;
    }

    /** Executes the case if it still can proceed. Called under its channel's lock. */
    boolean tryProceed(Select select) {
        return false;
    }

    /** Returns whether its waiter belongs in the queue of senders. */
    boolean sends() {
        return false;
    }

    /** Returns the value that its waiter brings to the queue. */
    @Nullable T element() {
        return null;
    }

    /**
     * Records that the case was selected while the goroutine waited; {@code w} holds the outcome.
     */
    void onSelected(Waiter w) {
        won = true;
    }

    /** Runs the handler, if there is one. */
    void handle() {}

    /** Returns the channel of a case that has one. */
    final Channel<T> requireChannel() {
        return Objects.requireNonNull(channel);
    }
}
