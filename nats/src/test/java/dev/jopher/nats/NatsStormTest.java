package dev.jopher.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * No value is lost among processes, whatever goes wrong. The tests tagged "soak" have a million
 * values each; {@code -Djopher.nats.values=N} changes that.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class NatsStormTest {
    private static final long MANY = Long.getLong("jopher.nats.values", 1_000_000);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    private long storm(String channel, long values, int goroutines, Storm.Trouble trouble,
            int strikes, double lostAccepts) throws Exception {
        try (var server = NatsServer.start(directory); var proxy = new Proxy(server.port())) {
            proxy.loseAccepts(lostAccepts);
            long again = new Storm(directory, server, proxy, channel, values, goroutines)
                    .run(trouble, SECOND, strikes);
            if (lostAccepts > 0) {
                System.out.println(channel + ": " + proxy.lost() + " accepts were lost");
                assertThat(proxy.lost()).isPositive();
            }
            return again;
        }
    }

    @Test
    void all() throws Exception {
        storm("all", 10_000, 20, s -> {
            s.killReceiver();
            s.proxy().cut();
            s.server().kill();
            s.server().restart();
        }, 3, 0.001);
    }

    @Test
    @Tag("soak")
    void calm() throws Exception {
        assertThat(storm("calm", MANY, 100, s -> {}, 0, 0)).isZero();
    }

    @Test
    @Tag("soak")
    void receiversAreKilledEachSecond() throws Exception {
        storm("killed", MANY, 100, Storm::killReceiver, Integer.MAX_VALUE, 0);
    }

    @Test
    @Tag("soak")
    void theServerIsKilledTenTimes() throws Exception {
        storm("restarted", MANY, 100, s -> {
            s.server().kill();
            s.server().restart();
        }, 10, 0);
    }

    @Test
    @Tag("soak")
    void connectionsAreCut() throws Exception {
        storm("cut", MANY, 100, s -> s.proxy().cut(), Integer.MAX_VALUE, 0);
    }

    @Test
    @Tag("soak")
    void acceptsAreLost() throws Exception {
        storm("lost", MANY, 100, s -> {}, 0, 0.001);
    }
}
