package dev.jopher.spring;

import dev.jopher.Go;
import dev.jopher.RuntimeMetrics;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Is down once a deadlock has been found in this JVM, and stays so: goroutines in a deadlock
 * continue only after a restart.
 *
 * <p>It reads the count. {@link Go#onDeadlock} has one handler, and that is the program's.
 */
final class DeadlockHealthIndicator extends AbstractHealthIndicator {
    DeadlockHealthIndicator() {
        super("the goroutines cannot be counted");
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        RuntimeMetrics now = Go.metrics();
        builder.status(now.deadlocks() == 0 ? Status.UP : Status.DOWN)
                .withDetail("deadlocks", now.deadlocks())
                .withDetail("goroutines", now.goroutines());
    }
}
