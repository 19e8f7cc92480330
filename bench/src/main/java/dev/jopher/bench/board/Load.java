package dev.jopher.bench.board;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.jopher.bench.load.Answer;
import dev.jopher.bench.load.Connection;

/**
 * One thread that loads a server from many connections, and what it saw.
 *
 * @param nanosPerRequest the time of the measurement by the number of answers in it
 * @param p99 99 of 100 answers came within so many nanoseconds
 */
record Load(double nanosPerRequest, double p99) {
    private static final long MILLIS = 1_000_000;
    /** Before the measurement, for all connections to be served once or more. */
    private static final int SETTLING = 300;

    /**
     * Runs for so long after the connections are made. All answers have the same length as the
     * first one.
     */
    static Load run(int port, int connections, byte[] request, int millis) throws IOException {
        var all = new ArrayList<SocketChannel>();
        try (Selector selector = Selector.open()) {
            int answer = Answer.length(port, request);
            for (int i = 0; i < connections; i++) {
                all.add(Connection.open(port));
            }
            return new Loop(selector, request, answer).run(all, millis);
        } finally {
            for (SocketChannel c : all) {
                c.close();
            }
        }
    }

    /** The requests and answers of one measurement. */
    private static final class Loop {
        private final Selector selector;
        private final byte[] request;
        private final int answer;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(4096);
        private long[] latencies = new long[1 << 16];
        private int count;
        private boolean measuring;

        Loop(Selector selector, byte[] request, int answer) {
            this.selector = selector;
            this.request = request;
            this.answer = answer;
        }

        /** One connection: when its request went, and how much of the answer is still to come. */
        private static final class Pending {
            long sent;
            int missing;
        }

        Load run(List<SocketChannel> all, int millis) throws IOException {
            for (SocketChannel c : all) {
                c.configureBlocking(false);
                var key = c.register(selector, SelectionKey.OP_READ, new Pending());
                send(key, System.nanoTime());
            }
            serveUntil(System.nanoTime() + SETTLING * MILLIS);
            measuring = true;
            long start = System.nanoTime();
            serveUntil(start + millis * MILLIS);
            long nanos = System.nanoTime() - start;
            if (count == 0) {
                throw new IOException("no answer in " + millis + " ms");
            }
            Arrays.sort(latencies, 0, count);
            return new Load((double) nanos / count, latencies[(int) (count * 0.99)]);
        }

        private void serveUntil(long end) throws IOException {
            while (System.nanoTime() < end) {
                selector.select(100);
                for (SelectionKey key : selector.selectedKeys()) {
                    receive(key);
                }
                selector.selectedKeys().clear();
            }
        }

        private void receive(SelectionKey key) throws IOException {
            Pending pending = (Pending) key.attachment();
            buffer.clear();
            int n = ((SocketChannel) key.channel()).read(buffer);
            if (n < 0) {
                throw new IOException("the server has closed a connection");
            }
            pending.missing -= n;
            if (pending.missing == 0) {
                long now = System.nanoTime();
                note(now - pending.sent);
                send(key, now);
            }
        }

        private void note(long latency) {
            if (measuring) {
                if (count == latencies.length) {
                    latencies = Arrays.copyOf(latencies, 2 * count);
                }
                latencies[count++] = latency;
            }
        }

        /** Sends a request. So little always fits into the socket's buffer. */
        private void send(SelectionKey key, long now) throws IOException {
            Pending pending = (Pending) key.attachment();
            pending.sent = now;
            pending.missing = answer;
            buffer.clear().put(request).flip();
            ((SocketChannel) key.channel()).write(buffer);
        }
    }
}
