package dev.jopher;

import java.util.Objects;

import dev.jopher.internal.goroutine.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * One case of a {@link Go#select select}: a receive, a send, a timeout, or what happens otherwise. Made by
 * {@link Go#onReceive}, {@link Go#onSend}, {@link Go#onTimeout}, {@link Go#otherwise}. A case may be
 * used again and again, by one goroutine at a time.
 *
 * @param <T> what its channel carries
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

    /** Whether it could happen now; under its channel's lock. */
    boolean isReady() {
        return false;
    }

    /** A look without the lock: false if, at some moment of late, it could not happen. */
    boolean seemsReady() {
        return false;
    }

    /** Lets it happen if it still can; under its channel's lock. */
    boolean tryProceed(Select select) {
        return false;
    }

    /** Whether it stands in the queue of senders while it waits. */
    boolean sends() {
        return false;
    }

    /** What a waiter brings to its queue. */
    @Nullable T element() {
        return null;
    }

    /** It happened while the select waited; {@code w} holds the outcome. */
    void onSelected(Waiter w) {
        won = true;
    }

    /** Runs the handler, if there is one. */
    void handle() {}

    /** The channel of a case that has one. */
    final Channel<T> requireChannel() {
        return Objects.requireNonNull(channel);
    }
}
