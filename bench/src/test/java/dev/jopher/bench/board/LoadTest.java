package dev.jopher.bench.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import dev.jopher.Go;
import dev.jopher.bench.worker.Servers;
import dev.jopher.bench.worker.VirtualThreads;
import org.junit.jupiter.api.Test;

class LoadTest {
    /** Within so much time a busy machine has some answers, too. */
    private static final int MILLIS = 1_000;

    @Test
    void ofAnEchoServer() throws Exception {
        int port = Servers.echo(VirtualThreads::start);
        Load load = Load.run(port, 5, new byte[Servers.MESSAGE], MILLIS);
        assertThat(load.nanosPerRequest()).isPositive();
        assertThat(load.p99()).isGreaterThan(load.nanosPerRequest());
    }

    @Test
    void ofTheHttpServer() throws Exception {
        byte[] get = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        assertThat(Load.run(Servers.http(Go.executor()), 5, get, MILLIS).p99()).isPositive();
    }
}
