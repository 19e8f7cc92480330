package dev.jopher;

import static dev.jopher.Go.go;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A standstill with some goroutines waiting in the JDK is reported, and nothing else is. */
@Tag("alone")
@Tag("own-scheduler")
@Timeout(120)
class StallDetectorTest {
    /** Longer than it takes until the first look. */
    private static final Duration LONG = Duration.ofMillis(2500);

    private final Channel<Unit> rescue = new Channel<>();
    private final AtomicReference<String> report = new AtomicReference<>();
    private volatile Runnable helper = () -> {};

    @BeforeEach
    void listen() {
        Go.onDeadlock(r -> {
            report.set(r);
            helper.run();
        });
    }

    @AfterEach
    void listenNoMore() {
        Go.onDeadlock(null);
    }

    /** Runs {@code main}, which hangs, until the report brings the helper. */
    private String reportOf(Func main, Runnable helper) {
        this.helper = helper;
        Go.run(main);
        return String.valueOf(report.get());
    }

    @Test
    void futureThatIsNeverCompletedIsReported() {
        var future = new CompletableFuture<String>();
        assertThat(reportOf(future::get, () -> future.complete("rescued")))
                .startsWith(
                        "deadlock: all goroutines are asleep, some of them in the JDK (the program goes on)\n\n")
                .contains(" [parked]:\n");
    }

    @Test
    void executorWithTaskBlockedOnChannelIsReported() {
        assertThat(reportOf(() -> {
            try (var ex = Go.executor()) {
                ex.submit(() -> rescue.receive());
            }
        }, rescue::close)).contains(" [parked]:\n", " [chan receive]:\n",
                "StallDetectorTest.java:");
    }

    @Test
    void monitorWithOwnerBlockedOnChannelIsReported() {
        var monitor = new Object();
        var held = new Channel<Unit>();
        assertThat(reportOf(() -> {
            go(() -> {
                synchronized (monitor) {
                    held.send(Go.UNIT);
                    rescue.receive();
                }
            });
            held.receive();
            synchronized (monitor) {
                Go.gosched();
            }
        }, rescue::close)).contains(" [synchronized]:\n", " [chan receive]:\n");
    }

    @Test
    void latchAndObjectWithoutNotifyAreReported() {
        var latch = new CountDownLatch(1);
        var monitor = new Object();
        assertThat(reportOf(() -> {
            go(() -> {
                latch.await();
                synchronized (monitor) {
                    monitor.notifyAll();
                }
            });
            synchronized (monitor) {
                monitor.wait();
            }
        }, latch::countDown)).contains(" [Object.wait]:\n", " [parked]:\n");
    }

    @Test
    void secondStallIsReportedAgain() {
        var reports = new Channel<String>(8);
        var hung = new AtomicReference<>(new CountDownLatch(1));
        Go.onDeadlock(r -> {
            reports.send(r);
            Objects.requireNonNull(hung.get()).countDown();
        });
        Go.run(() -> {
            for (int i = 0; i < 2; i++) {
                var latch = new CountDownLatch(1);
                hung.set(latch);
                latch.await();
            }
        });
        assertThat(reports.len()).isEqualTo(2);
    }

    // ---- none -----------------------------------------------------------------------------------

    private void isNone(Consumer<CountDownLatch> waker) {
        var latch = new CountDownLatch(1);
        Go.run(() -> {
            waker.accept(latch);
            latch.await();
        });
        assertThat(report.get()).isNull();
    }

    @Test
    void sleepingGoroutineIsNotReported() {
        isNone(latch -> go(() -> {
            Thread.sleep(LONG);
            latch.countDown();
        }));
        isNone(latch -> go(() -> {
            Go.sleep(LONG);
            latch.countDown();
        }));
    }

    @Test
    void pendingTimerOrThreadIsNotReported() {
        isNone(latch -> Go.afterFunc(LONG, latch::countDown));
        isNone(latch -> CompletableFuture.runAsync(latch::countDown,
                CompletableFuture.delayedExecutor(LONG.toMillis(),
                        java.util.concurrent.TimeUnit.MILLISECONDS)));
        isNone(latch -> Thread.ofPlatform().daemon().start(() -> {
            try {
                Thread.sleep(LONG);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            latch.countDown();
        }));
    }

    @Test
    void computingGoroutineIsNotReported() {
        isNone(latch -> go(() -> {
            long end = System.nanoTime() + LONG.toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            latch.countDown();
        }));
    }

    /** Both wait whenever one looks, for they only run for moments. */
    @Test
    void pairThatAlternatesInJdkIsNotReported() {
        Go.run(() -> {
            var ping = new SynchronousQueue<Integer>();
            var pong = new SynchronousQueue<Integer>();
            go(() -> {
                for (;;) {
                    pong.put(ping.take());
                }
            });
            long end = System.nanoTime() + LONG.toNanos();
            while (System.nanoTime() < end) {
                ping.put(1);
                pong.take();
            }
        });
        assertThat(report.get()).isNull();
    }

    @Test
    void waitForSocketOrProcessIsNotReported() throws IOException {
        try (var server = new ServerSocket(0)) {
            isNone(latch -> {
                go(() -> {
                    server.accept().close();
                    latch.countDown();
                });
                Thread.ofPlatform().daemon().start(() -> {
                    try {
                        Thread.sleep(LONG);
                        new java.net.Socket("localhost", server.getLocalPort()).close();
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
            });
        }
        isNone(latch -> go(() -> {
            new ProcessBuilder("sleep", "2.5").start().waitFor();
            latch.countDown();
        }));
        isNone(latch -> go(() -> {
            new ProcessBuilder("sleep", "2.5").start().onExit().get();
            latch.countDown();
        }));
    }
}
