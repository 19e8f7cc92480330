package dev.jopher;

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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.internal.leak.RuntimeProbe;
import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@link Go#executor}: for code that wants an ExecutorService, each task a goroutine. */
class ExecutorTest {
    @Test
    void eachTaskIsAGoroutineOfItsOwn() throws Exception {
        try (ExecutorService executor = Go.executor()) {
            List<Callable<Long>> tasks = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                tasks.add(Goroutines::currentId);
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
    void exceptionOfATaskIsInItsFuture() {
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
        Goroutine.until(() -> "chan receive".equals(RuntimeProbe.waitReason(t)));
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
        Goroutine.until(() -> Go.numGoroutine() <= before); // those of other tests come and go
    }

    /** A task refused at the last moment must not count as a goroutine that has yet to start. */
    @Test
    void taskRefusedDuringShutdownLeavesNothingBehind() {
        var finished = new AtomicInteger();
        int before = Go.numGoroutine();
        for (int i = 0; i < 300; i++) {
            var executor = Go.executor();
            var accepted = new AtomicInteger();
            var clients = new ArrayList<Goroutine>();
            for (int k = 0; k < 2; k++) {
                clients.add(Goroutine.platform(
                        () -> executeUntilRefused(executor, accepted, finished)));
            }
            Goroutine.until(() -> accepted.get() > 0);
            executor.shutdown();
            clients.forEach(Goroutine::join);
            executor.close();
            assertThat(executor.isTerminated()).isTrue();
            assertThat(finished.getAndSet(0)).isEqualTo(accepted.get());
        }
        Goroutine.until(() -> Go.numGoroutine() <= before);
    }

    private static void executeUntilRefused(ExecutorService executor, AtomicInteger accepted,
            AtomicInteger finished) {
        try {
            for (;;) {
                executor.execute(finished::incrementAndGet);
                accepted.incrementAndGet();
            }
        } catch (RejectedExecutionException e) {
            // it has been shut down
        }
    }

    /** Else the deadlock check would wait for those that never start. */
    @Test
    @Tag("alone")
    void aDeadlockAfterARefusalIsFound() {
        var executor = Go.executor();
        executor.close();
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> executor.submit(() -> {}));
        assertThatExceptionOfType(DeadlockException.class)
                .isThrownBy(() -> Go.run(() -> new Channel<Integer>().receive()));
    }

    @Test
    void taskThatBeginsAfterShutdownNowIsInterrupted() {
        for (int i = 0; i < 100; i++) {
            var executor = Go.executor();
            var f = executor.submit(() -> new Channel<Integer>().receive());
            executor.shutdownNow();
            executor.close();
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(f::get)
                    .withCauseInstanceOf(UncheckedInterruptedException.class);
        }
    }

    @Test
    void interruptedCloseStopsTheTasksAndWaitsForThem() {
        var executor = Go.executor();
        var c = new Channel<Integer>();
        var f = executor.submit(() -> c.receive());
        var closing = Goroutine.start(() -> {
            executor.close();
            assertThat(Thread.interrupted()).isTrue();
        });
        Goroutine.until(executor::isShutdown);
        closing.interrupt();
        closing.join();
        assertThat(f.isDone()).isTrue();
        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    void awaitTerminationTellsWhetherAllHaveEnded() throws InterruptedException {
        var gate = new Channel<Unit>();
        var executor = Go.executor();
        executor.execute(gate::receive);
        executor.shutdown();
        assertThat(executor.awaitTermination(1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(executor.isTerminated()).isFalse();
        gate.close();
        assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    void completableFuturesRunOnIt() {
        try (ExecutorService executor = Go.executor()) {
            var f = CompletableFuture.supplyAsync(Goroutines::currentId, executor)
                    .thenCombineAsync(CompletableFuture.supplyAsync(() -> 1L, executor),
                            (a, b) -> List.of(a, Goroutines.currentId(), b), executor);
            assertThat(f.join()).allMatch(id -> id > 0);
        }
    }
}
