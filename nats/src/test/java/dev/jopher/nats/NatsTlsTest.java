package dev.jopher.nats;

import static dev.jopher.nats.RemoteChannelFixture.OPTIONS;
import static dev.jopher.nats.RemoteChannelFixture.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;

import io.nats.client.Options;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that wants TLS and the client's certificate. */
@SuppressWarnings("try") // a connection's close may be interrupted
class NatsTlsTest {
    private static final String NO_TLS = "no TLS connection to a NATS server at ";

    @TempDir
    static Path directory;

    private static @Nullable Certificate certificate;
    private static @Nullable NatsServer server;

    @BeforeAll
    static void start() throws Exception {
        NatsServer.executable();
        Certificate c = Certificate.make(directory);
        String pem = c.certificate().toString();
        server = NatsServer.start(directory, "--tls", "--tlscert", pem, "--tlskey",
                c.key().toString(), "--tlsverify", "--tlscacert", pem);
        certificate = c;
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static SSLContext client(boolean shows) throws Exception {
        return java.util.Objects.requireNonNull(certificate).client(shows);
    }

    private static String url() {
        return java.util.Objects.requireNonNull(server).url().replace("nats:", "tls:");
    }

    /** Waits for a slow machine, too. */
    private static Options.Builder patient() {
        return Connecting.options().connectionTimeout(Duration.ofMinutes(1));
    }

    private static void refused(Options.Builder options, String begin, String end) {
        assertThatExceptionOfType(RemoteChannelException.class)
                .isThrownBy(() -> RemoteChannel.connect(options.build()))
                .satisfies(e -> assertThat(e.getMessage()).startsWith(begin)
                        .contains("127.0.0.1", "made anew each 250 ms").doesNotContain("\n")
                        .endsWith(end));
    }

    @Test
    void valuesTravelThroughTls() throws Exception {
        Options options = patient().server(url()).sslContext(client(true)).build();
        try (var nats = RemoteChannel.connect(options)) {
            var c = RemoteChannel.open(nats, "secret", 10, Codec.strings(), OPTIONS);
            c.send("x");
            try (var d = next(c.receivers(1))) {
                assertThat(d.value()).isEqualTo("x");
            }
        }
    }

    @Test
    void aClientThatDoesNotTrustTheServerIsToldSo() throws Exception {
        refused(patient().server(url()).sslContext(SSLContext.getDefault()), NO_TLS,
                "unable to find valid certification path to requested target");
    }

    /** The client for NATS reports a timeout only. */
    @Test
    void aClientWithoutACertificateIsToldSo() throws Exception {
        refused(Connecting.options().server(url()).sslContext(client(false)),
                "no NATS server answers at ",
                "nor does a server answer that refuses the client's certificate");
    }

    @Test
    void aClientWithoutTlsIsToldSo() {
        refused(patient().server(url().replace("tls:", "nats:")), NO_TLS,
                "SSL required by server.");
    }
}
