package dev.jopher.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

import dev.jopher.Go;
import dev.jopher.internal.track.OpenResources;
import org.junit.jupiter.api.Test;

/** What {@code jopher run -leaks} reports of deliveries: those that were read and never settled. */
class UnsettledTest {
    static void main() {
        Go.run(() -> {
            var c = RemoteChannel.local("jobs", 10, Codec.strings());
            for (int i = 0; i < 4; i++) {
                c.send("v" + i);
            }
            var in = c.receivers(4);
            var accepted = Objects.requireNonNull(in.receive());
            accepted.value();
            accepted.accept();
            for (int i = 0; i < 2; i++) {
                Objects.requireNonNull(in.receive()).value(); // and forgotten
            }

        });
        System.out.print(OpenResources.report());
        System.exit(0);
    }

    @Test
    void deliveriesThatWereReadAndNotSettledAreReported() throws Exception {
        Process p = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djopher.channels=true", "--add-opens=java.base/java.lang=ALL-UNNAMED", "-cp",
                Storm.classPath(), UnsettledTest.class.getName()).redirectErrorStream(true).start();
        String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(out).startsWith("never settled: 2 resources\n\n2 times: a delivery of jobs\n")
                .contains("UnsettledTest.java:");
    }
}
