package dev.jopher;

import static dev.jopher.Go.goid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

import dev.jopher.runtime.Look;
import org.junit.jupiter.api.Test;

/** {@link Go#executor}: for code that wants an ExecutorService, each task a goroutine. */
class ExecutorTest {
    @Test
    void eachTaskIsAGoroutineOfItsOwn() throws Exception {
        try (ExecutorService executor = Go.executor()) {
            List<Callable<Long>> tasks = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                tasks.add(Go::goid);
            }
            var ids = new ArrayList<Long>();
            for (Future<Long> f : executor.invokeAll(tasks)) {
                ids.add(f.get());
            }
            assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id > 0);
        }
    }

    @Test
    void closingWaitsForItsTasksAndForNoOthers() {
        var gate = new Channel<Unit>();
        var foreign = Go.executor();
        var blocked = foreign.submit(() -> gate.receive());
        var done = new ArrayList<Integer>();
        try (ExecutorService executor = Go.executor()) {
            executor.execute(() -> done.add(1));
        }
        assertThat(done).containsExactly(1);
        assertThat(blocked.isDone()).isFalse();
        gate.close();
        foreign.close();
        assertThat(blocked.isDone()).isTrue();
    }

    @Test
    void whatATaskThrowsIsInItsFuture() {
        try (ExecutorService executor = Go.executor()) {
            var boom = new IllegalStateException("boom");
            Future<?> f = executor.submit(() -> {
                throw boom;
            });
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(f::get).withCause(boom);
        }
    }

    @Test
    void shutdownNowInterruptsWhatWaitsInAChannel() {
        var executor = Go.executor();
        var c = new Channel<Integer>();
        var thread = new CompletableFuture<Thread>();
        var f = executor.submit(() -> {
            thread.complete(Thread.currentThread());
            return c.receive();
        });
        Thread t = thread.join();
        Goroutine.until(() -> "chan receive".equals(Look.waitReason(t)));
        assertThat(executor.shutdownNow()).isEmpty();
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(f::get)
                .withCauseInstanceOf(UncheckedInterruptedException.class);
        executor.close();
        assertThat(c.trySend(1)).isFalse();
    }

    @Test
    void afterShutdownATaskIsRejectedAndNoGoroutineIsCounted() {
        var executor = Go.executor();
        executor.close();
        int before = Go.numGoroutine();
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> executor.execute(() -> {}));
        assertThat(Go.numGoroutine()).isLessThanOrEqualTo(before);
    }

    @Test
    void completableFuturesRunOnIt() {
        try (ExecutorService executor = Go.executor()) {
            var f = CompletableFuture.supplyAsync(Go::goid, executor)
                    .thenCombineAsync(CompletableFuture.supplyAsync(() -> 1L, executor),
                            (a, b) -> List.of(a, goid(), b), executor);
            assertThat(f.join()).allMatch(id -> id > 0);
        }
    }
}
