package dev.jopher.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.locks.LockSupport;

import dev.jopher.bench.worker.Servers;
import dev.jopher.bench.worker.VirtualThreads;
import org.junit.jupiter.api.Test;

class GeneratorTest {
    private static final byte[] MESSAGE = new byte[Servers.MESSAGE];
    private static final long MILLI = 1_000_000;

    private static double[] load(int port, int connections, double rate, long millis)
            throws Exception {
        String[] words = Generator.load(port, MESSAGE, connections, rate, millis * MILLI, 1)
                .split(" ");
        var figures = new double[words.length - 1];
        for (int i = 0; i < figures.length; i++) {
            figures[i] = Double.parseDouble(words[i + 1]);
        }
        return figures;
    }

    @Test
    void percentilesOfAllAnswers() throws Exception {
        double[] figures = load(Servers.echo(VirtualThreads::start), 10, 0, 1000);
        assertThat(figures[0]).as("answered").isPositive();
        assertThat(figures[1]).as("per second").isPositive();
        assertThat(figures[2]).as("p50").isPositive().isLessThanOrEqualTo(figures[3]);
        assertThat(figures[3]).as("p99").isLessThanOrEqualTo(figures[4]);
    }

    /** A server that answers one request in 20 ms gets ten times as many. */
    @Test
    void aLatencyCountsFromTheMomentAtWhichTheRequestWasDue() throws Exception {
        var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        VirtualThreads.start(() -> serveSlowly(server));
        double[] figures = load(server.getLocalPort(), 1, 500, 1000);
        // the last of 500 waits for some 450 others, or as long as the generator is patient
        assertThat(figures[3]).as("p99").isGreaterThan(500 * MILLI);
        assertThat(figures[0]).as("answered").isLessThan(400);
    }

    private static void serveSlowly(ServerSocket server) throws IOException {
        for (;;) {
            var connection = server.accept();
            VirtualThreads.start(() -> {
                try (connection) {
                    while (connection.getInputStream()
                            .readNBytes(MESSAGE.length).length == MESSAGE.length) {
                        LockSupport.parkNanos(20 * MILLI);
                        connection.getOutputStream().write(MESSAGE);
                    }
                } catch (IOException e) {
                    // the generator has gone
                }
            });
        }
    }

    @Test
    void aServerThatClosesIsAnError() throws Exception {
        var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        VirtualThreads.start(() -> {
            for (;;) {
                server.accept().close();
            }
        });
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> load(server.getLocalPort(), 1, 100, 200));
    }

    @Test
    void aScheduleHasItsRate() {
        var schedule = new Schedule(0, 1000, 7);
        long last = 0;
        for (int i = 0; i < 100_000; i++) {
            long next = schedule.next();
            assertThat(next).isGreaterThanOrEqualTo(last);
            last = next;
        }
        assertThat(last / 1e9).isBetween(98.0, 102.0);
    }
}
