package dev.jopher.nats;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What a remote channel needs of what keeps its values. Methods that say so wait, in a goroutine;
 * the others do not.
 *
 * <p>Whatever calls back, a {@link Sink} or a completed future, may do so on a thread of the
 * client's, which serves others too. So nothing that is called back waits.
 */
interface Engine {
    /** How the channel is. */
    enum State {
        OPEN,
        /** A close has begun and is not complete. */
        CLOSING,
        /** Closed, and some values are not settled. */
        DRAINING,
        /** Closed, and each value is settled. */
        DRAINED,
        /** The server says that there is no such channel. */
        GONE
    }

    /** What values are delivered to. */
    interface Sink {
        /** Takes a value that was asked for, or had been before the connection broke. */
        void arrived(Incoming value);

        /** Records that something else than a value has come for a request. */
        void skipped();

        /**
         * Records that {@code pull} has ended; {@code missing} of its values do not come, -1 if
         * unknown.
         */
        void ended(long pull, int missing);

        /** Records that the server still has our requests. */
        void heard();

        /** Records that the connection is back, so no request is pending, or has ended for good. */
        void linkChanged();

        /** Records that the channel was closed, or may have been. */
        void closeSeen();
    }

    /** One receiver's connection to the channel's values. */
    interface Inlet {
        /** Asks for {@code batch} values; the end of the request has the number {@code pull}. */
        void pull(long pull, int batch);

        /** Ends it: what arrives later is for others. */
        void close();
    }

    /** The place where the answer to one call arrives. */
    interface ReplyBox extends AutoCloseable {
        String address();

        @Override
        void close();
    }

    /** An answer to a call: the bytes, or why there are none. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Reply(byte[] body, String error) {}

    CompletableFuture<Outcome> store(Envelope e);

    Inlet subscribe(Sink sink);

    /**
     * Returns how the channel is. Waits.
     *
     * @throws RemoteChannelException if there is no answer
     */
    State state();

    /**
     * Closes the channel, or helps to. Waits.
     *
     * @throws RemoteChannelException if there is no answer; it may be half done
     */
    void closeChannel();

    /** Returns the engine of the rejected values, which it makes if need be. Waits. */
    Engine rejected();

    /** Returns whether the values are rejected ones: then {@link #rejected} returns this. */
    boolean isForRejected();

    /**
     * Makes what receivers ask, if it is gone on the server; returns whether it had been.
     * Waits.
     *
     * @throws RemoteChannelException if there is no answer
     */
    boolean restoreReceivers();

    ReplyBox replyBox(Consumer<Reply> consumer);

    /** Sends an answer to a call; completes with whether the caller has got it. */
    CompletableFuture<Boolean> reply(String address, Reply reply);

    /** Returns whether there is a connection now. */
    boolean isConnected();

    /** Returns whether the connection has ended for good. */
    boolean isEnded();

    /** Returns when the connection broke, by {@code System.nanoTime}. */
    long brokenAt();

    /** Returns after which silence a pull is taken as lost; zero if never. */
    Duration patience();

    /** Returns how many bytes a value has at most. */
    long maxBytes();

    /** Forgets this side of the channel. */
    void leave();
}
