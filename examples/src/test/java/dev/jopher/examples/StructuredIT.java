package dev.jopher.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code docs/context.md} says of the JDK's StructuredTaskScope, as an example shows it. */
@Timeout(120)
class StructuredIT {
    @Test
    void cancellationAndBindings() throws Exception {
        // Javac says that it is a preview, so standard error is not empty.
        Run run = Run.toTheEnd(
                List.of("run", "--enable-preview", "examples/structured/Structured.java"));
        assertThat(run.stdout()).as("%s", run.stderr()).containsExactly(
                "join: a fork has failed",
                "fork: interrupted in chan receive",
                "fork: interrupted in chan send",
                "fork: interrupted in lockInterruptibly",
                "fork: interrupted in select",
                "body: one",
                "body: context canceled",
                "join: a fork has failed",
                "join: a fork has failed",
                "goroutine: context canceled",
                "a goroutine cannot fork: Current thread not owner",
                "bound in a fork: acme",
                "bound in a goroutine of a fork: false");
        assertThat(run.exit()).isZero();
    }
}
