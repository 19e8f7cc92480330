package dev.jopher.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What happens to requests and tasks when the application stops. */
class ShutdownTest {
    /** A request that waits inside, and then starts a task and waits for it. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Slow.Requests.class)
    static class Slow {
        @Bean
        Gate gate() {
            return new Gate(new CountDownLatch(1), new Channel<>(1));
        }

        @RestController
        static class Requests {
            private final Gate gate;
            private final AsyncTaskExecutor executor;

            Requests(Gate gate, AsyncTaskExecutor executor) {
                this.gate = gate;
                this.executor = executor;
            }

            @GetMapping("/slow")
            String slow() throws Exception {
                gate.await();
                return executor.submit(App::answer).get();
            }
        }
    }

    record Gate(CountDownLatch inside, Channel<Unit> open) {
        void await() {
            inside.countDown();
            open.receive();
        }
    }

    private static Thread close(App app) {
        return Thread.ofPlatform().start(app::close);
    }

    /** A request that runs may still start a task, and gets its answer. */
    @ParameterizedTest
    @EnumSource
    void requestsAreAnswered(App.Server server) throws Exception {
        App app = App.start(server, Slow.class);
        Gate gate = app.bean(Gate.class);
        var answer = CompletableFuture.supplyAsync(() -> app.get("/slow").body());
        gate.inside().await();
        Thread closing = close(app);
        await().atMost(Duration.ofMinutes(1)).until(() -> refuses(app));
        gate.open().send(Go.UNIT);
        assertThat(answer.get()).isEqualTo("goroutine: true");
        closing.join();
    }

    /** Whether the server accepts no connections. */
    private static boolean refuses(App app) {
        try {
            app.connect();
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void tasksEndBeforeTheContextIsClosed() throws Exception {
        App app = App.start(App.Server.TOMCAT, Slow.class);
        Gate gate = app.bean(Gate.class);
        var executor = app.bean(GoroutineTaskExecutor.class);
        Future<String> task = executor.submit(() -> {
            gate.await();
            return "ended";
        });
        gate.inside().await();
        Thread closing = close(app);
        await().atMost(Duration.ofMinutes(1)).until(() -> !executor.isRunning());
        assertThatExceptionOfType(TaskRejectedException.class)
                .isThrownBy(() -> executor.execute(() -> {}));
        assertThat(closing.isAlive()).isTrue();
        gate.open().send(Go.UNIT);
        assertThat(task.get()).isEqualTo("ended");
        closing.join();
    }

    @Test
    void tasksAreInterruptedAfterTheTimeout() throws Exception {
        App app = App.start(App.Server.TOMCAT, Slow.class,
                "spring.lifecycle.timeout-per-shutdown-phase=10ms");
        Gate gate = app.bean(Gate.class);
        Future<?> task = app.bean(GoroutineTaskExecutor.class).submit(gate::await);
        gate.inside().await();
        app.close();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(task::get)
                .withCauseInstanceOf(UncheckedInterruptedException.class);
    }

    /** As for a context of tests that is paused. */
    @Test
    void startsAgain() throws Exception {
        var executor = new GoroutineTaskExecutor(List.of());
        executor.stop();
        assertThat(executor.isRunning()).isFalse();
        executor.start();
        assertThat(executor.submit(App::answer).get()).isEqualTo("goroutine: true");
        executor.destroy();
    }
}
