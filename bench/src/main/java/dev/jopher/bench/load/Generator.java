package dev.jopher.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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
    private static final byte[] MESSAGE = new byte[32];
    private static final byte[] GET =
            "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8);

    private Generator() {}

    static void main() throws IOException {
        var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            System.out.println(answer(line.split(" ")));
            System.out.flush();
        }
        System.exit(0);
    }

    private static String answer(String[] request) {
        try {
            return load(Integer.parseInt(request[1]), request[2].equals("echo") ? MESSAGE : GET,
                    Integer.parseInt(request[3]), Double.parseDouble(request[4]),
                    Long.parseLong(request[5]) * 1_000_000, Long.parseLong(request[6]));
        } catch (IOException | InterruptedException | RuntimeException e) {
            e.printStackTrace();
            return "error " + e.toString().lines().findFirst().orElse("");
        }
    }

    /** Loads the server at that port. Returns the answer. */
    static String load(int port, byte[] request, int connections, double rate, long nanos,
            long seed) throws IOException, InterruptedException {
        List<Connection> all = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            int answer = answerLength(port, request);
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

    /** Returns the length of the first answer, which all others have as well. */
    private static int answerLength(int port, byte[] request) throws IOException {
        try (SocketChannel c = Connection.open(port)) {
            c.write(ByteBuffer.wrap(request));
            return Answer.read(c, request.length).length();
        }
    }
}
