package dev.jopher.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A connection with at most one request at a time. The sender and the receiver use it in turns; a
 * lock or the server hands it over.
 */
public final class Connection implements AutoCloseable {
    private final SocketChannel channel;
    private final ByteBuffer request;
    private final ByteBuffer answer = ByteBuffer.allocateDirect(4096);
    private final int answerLength;

    /** When the request should have been sent. */
    volatile long due;

    /** How much of the answer is still to come. */
    private volatile int missing;

    Connection(int port, byte[] request, int answerLength) throws IOException {
        this.request = ByteBuffer.allocateDirect(request.length).put(request).flip();
        this.answerLength = answerLength;
        channel = open(port);
    }

    /** Returns a connection to that port. */
    public static SocketChannel open(int port) throws IOException {
        var c = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        c.setOption(StandardSocketOptions.TCP_NODELAY, true);
        // Closing resets: connections in TIME_WAIT would use up the ports of the next runs.
        c.setOption(StandardSocketOptions.SO_LINGER, 0);
        return c;
    }

    void register(Selector selector) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Sends a request. So little always fits into the socket's buffer. */
    void send(long due) throws IOException {
        this.due = due;
        missing = answerLength;
        channel.write(request.rewind());
    }

    /** Reads what has come. Returns whether the answer is complete. */
    boolean isAnswered() throws IOException {
        int n = channel.read(answer.clear());
        if (n < 0) {
            throw new IOException("the server has closed a connection");
        }
        int left = missing - n;
        missing = left;
        if (left < 0) {
            throw new IOException("an answer of another length than the first one");
        }
        return n > 0 && left == 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
