package dev.jopher.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code examples/nats} handles each order, without a server. */
@Timeout(600)
class OrdersIT {
    @Test
    void handlesEachOrder() throws Exception {
        Process p = Run.jopher(
                List.of("run", "-cp", "nats/target/with/*", "examples/nats/Orders.java"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(out.lines()).containsExactly(
                    "not yet, attempt 1: order 7, out of boxes", "packed 50 orders");
            assertThat(p.waitFor()).isZero();
        } finally {
            p.destroyForcibly();
        }
    }
}
