package dev.jopher.bench.load;

import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.bench.worker.Requests;
import dev.jopher.bench.worker.Servers;

/**
 * Loads servers, from a process of its own. It reads requests, one a line, and answers each with
 * one line:
 *
 * <pre>
 * load PORT echo|http CONNECTIONS RATE MILLIS SEED
 * load ANSWERED THROUGHPUT P50 P99 P999 LATENESS
 * </pre>
 *
 * RATE is in requests per second; 0 means as fast as they are answered. THROUGHPUT is in answers
 * per second, the percentiles are of the answers' latencies, in nanoseconds. LATENESS is the 99th
 * percentile of how late the generator itself was.
 */
public final class Generator {
    private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private Generator() {}

    static void main() throws IOException {
        Requests.serve(r -> load(Integer.parseInt(r[1]), request(r[2]), Integer.parseInt(r[3]),
                Double.parseDouble(r[4]), Long.parseLong(r[5]) * 1_000_000,
                Long.parseLong(r[6])));
    }

    /** Returns a request to an echo server or an HTTP server. */
    public static byte[] request(String protocol) {
        return protocol.equals("echo") ? new byte[Servers.MESSAGE]
                : GET.getBytes(StandardCharsets.UTF_8);
    }

    /** Loads the server at that port. Returns the answer. */
    static String load(int port, byte[] request, int connections, double rate, long nanos,
            long seed) throws IOException, InterruptedException {
        List<Connection> all = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            int answer = Answer.length(port, request);
            for (int i = 0; i < connections; i++) {
                all.add(new Connection(port, request, answer));
            }
            return new LoadRun(selector, all, rate == 0, nanos).run(rate, seed);
        } finally {
            for (Connection c : all) {
                c.close();
            }
        }
    }
}
