package dev.jopher.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import dev.jopher.Go;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.Test;

/**
 * Health goes down after a deadlock. This test alone makes one, because it is down for all that
 * this JVM does later.
 */
class DeadlockTest {
    @Test
    void healthIsDownAfterADeadlock() throws Exception {
        BlockingQueue<String> reports = new LinkedBlockingQueue<>();
        Go.onDeadlock(reports::add);
        try (App app = App.start(App.Server.TOMCAT, Hello.class,
                "management.endpoint.health.show-details=always",
                "management.endpoint.health.group.liveness.include=livenessState,goroutines")) {
            var before = app.get("/actuator/health/goroutines");
            assertThat(before.statusCode()).isEqualTo(200);
            assertThat(before.body()).contains("\"UP\"", "\"deadlocks\":0");
            assertThat(app.get("/actuator/health/liveness").statusCode()).isEqualTo(200);

            lockInACircle();
            assertThat(reports.take()).as("the program's own handler").contains("deadlock");

            var after = app.get("/actuator/health/goroutines");
            assertThat(after.statusCode()).isEqualTo(503);
            assertThat(after.body()).contains("\"DOWN\"", "\"deadlocks\":1");
            assertThat(app.get("/actuator/health").statusCode()).isEqualTo(503);
            assertThat(app.get("/actuator/health/liveness").statusCode()).isEqualTo(503);
            assertThat(app.get("/actuator/goroutines", "Accept", "text/plain").body())
                    .contains("lock cycle of 2 goroutines");
        } finally {
            Go.onDeadlock(null);
        }
    }

    /** Starts two goroutines that wait for each other's lock, without end. */
    private static void lockInACircle() {
        var a = new Mutex();
        var b = new Mutex();
        var bothHoldOne = new WaitGroup();
        bothHoldOne.add(2);
        Go.go(() -> lockBoth(a, b, bothHoldOne));
        Go.go(() -> lockBoth(b, a, bothHoldOne));
    }

    private static void lockBoth(Mutex first, Mutex second, WaitGroup bothHoldOne) {
        first.lock();
        bothHoldOne.done();
        bothHoldOne.await();
        second.lock();
    }
}
