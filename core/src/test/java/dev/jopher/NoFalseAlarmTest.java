package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import com.sun.net.httpserver.HttpServer;
import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * As long as another thread may wake a goroutine there is no deadlock. The waker here acts only
 * after {@link #A_WHILE}, in which the detector looks several times.
 */
@Timeout(60)
class NoFalseAlarmTest {
    private static final Duration A_WHILE = Duration.ofMillis(150);

    private final Channel<String> c = new Channel<>();

    private void receives(String expected) {
        Go.run(() -> assertThat(c.receive()).isEqualTo(expected));
    }

    private void sendAfterAWhile(String v) {
        try {
            Thread.sleep(A_WHILE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        c.send(v);
    }

    // ---- ours -----------------------------------------------------------------------------------

    @Test
    void goroutinesThatSleep() {
        Go.run(() -> {
            go(() -> {
                sleep(A_WHILE);
                c.send("slept");
            });
            assertThat(c.receive()).isEqualTo("slept");
        });
    }

    @Test
    void timersTickersAndContexts() {
        Go.run(() -> {
            Go.after(A_WHILE).receive();
            new Timer(A_WHILE).channel().receive();
            try (var ticker = new Ticker(A_WHILE)) {
                ticker.channel().receive();
            }
            Go.select(Go.onReceive(c), Go.onTimeout(A_WHILE));
            Go.afterFunc(A_WHILE, () -> c.send("timer"));
            assertThat(c.receive()).isEqualTo("timer");
            try (var ctx = Context.background().withTimeout(A_WHILE)) {
                assertThat(ctx.done().receiveOk().ok()).isFalse();
            }
        });
    }

    @Test
    void aGoroutineOutsideOfThePrograms() {
        go(() -> {
            sleep(A_WHILE);
            c.send("outside");
        });
        receives("outside");
    }

    @Test
    void anotherProgram() {
        var other = Goroutine.platform(() -> Go.run(() -> {
            sleep(A_WHILE);
            c.send("other");
        }));
        receives("other");
        other.join();
    }

    @Test
    void aGoroutineInALockOfTheJdk() {
        var lock = new ReentrantLock();
        Go.run(() -> {
            var held = new Channel<Unit>();
            go(() -> {
                lock.lock();
                held.send(Go.UNIT);
                try {
                    Thread.sleep(A_WHILE);
                } finally {
                    lock.unlock();
                }
            });
            held.receive();
            go(() -> {
                lock.lock();
                c.send("locked");
            });
            assertThat(c.receive()).isEqualTo("locked");
        });
    }

    @Test
    void aGoroutineThatComputesOrSpins() {
        Go.run(() -> {
            go(() -> {
                long end = System.nanoTime() + A_WHILE.toNanos();
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
                c.send("computed");
            });
            assertThat(c.receive()).isEqualTo("computed");
        });
    }

    // ---- other threads --------------------------------------------------------------------------

    @Test
    void platformThreadsWhenTheyCameAfterOrBefore() {
        for (boolean daemon : new boolean[] {true, false}) {
            Thread.ofPlatform().daemon(daemon).start(() -> sendAfterAWhile("before"));
            receives("before");
            Go.run(() -> {
                Thread.ofPlatform().daemon(daemon).start(() -> sendAfterAWhile("after"));
                assertThat(c.receive()).isEqualTo("after");
            });
        }
    }

    @Test
    void virtualThreads() {
        Thread.ofVirtual().start(() -> sendAfterAWhile("before"));
        receives("before");
        Go.run(() -> {
            Thread.startVirtualThread(() -> sendAfterAWhile("after"));
            assertThat(c.receive()).isEqualTo("after");
            Thread.ofVirtual().unstarted(() -> sendAfterAWhile("by a builder")).start();
            assertThat(c.receive()).isEqualTo("by a builder");
        });
    }

    @Test
    void virtualThreadsOfAnExecutor() {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Go.run(() -> {
                executor.execute(() -> sendAfterAWhile("executor"));
                assertThat(c.receive()).isEqualTo("executor");
            });
        }
    }

    @Test
    void aFutureOnTheCommonPool() {
        Go.run(() -> {
            var unused = CompletableFuture.runAsync(() -> sendAfterAWhile("pool"));
            assertThat(c.receive()).isEqualTo("pool");
        });
    }

    @Test
    void aDelayedFuture() {
        Go.run(() -> {
            var unused = CompletableFuture.runAsync(() -> c.send("delayed"), CompletableFuture
                    .delayedExecutor(A_WHILE.toMillis(), TimeUnit.MILLISECONDS));
            assertThat(c.receive()).isEqualTo("delayed");
            var timeout = new CompletableFuture<String>()
                    .completeOnTimeout("late", A_WHILE.toMillis(), TimeUnit.MILLISECONDS)
                    .thenAcceptAsync(c::send);
            assertThat(c.receive()).isEqualTo("late");
            timeout.join();
        });
    }

    @Test
    void aScheduledTaskOfDaemonsOldAndNew() {
        var old = new java.util.Timer(true);
        old.schedule(task(() -> c.send("old")), A_WHILE.toMillis());
        receives("old");
        Go.run(() -> {
            var timer = new java.util.Timer(true);
            timer.schedule(task(() -> c.send("new")), A_WHILE.toMillis());
            assertThat(c.receive()).isEqualTo("new");
            timer.cancel();
        });
        old.cancel();
    }

    private static TimerTask task(Runnable r) {
        return new TimerTask() {
            @Override
            public void run() {
                r.run();
            }
        };
    }

    @Test
    void aChainOfThreads() {
        var latch = new CountDownLatch(1);
        Go.run(() -> {
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                c.send("chain");
            });
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    Thread.sleep(A_WHILE);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                latch.countDown();
            });
            assertThat(c.receive()).isEqualTo("chain");
        });
    }

    // ---- I/O ------------------------------------------------------------------------------------

    /** TestNetpollDeadlock */
    @Test
    void aGoroutineInASocket() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var client = Thread.ofPlatform().daemon().unstarted(() -> {
                try (var s = new Socket(server.getInetAddress(), server.getLocalPort())) {
                    Thread.sleep(A_WHILE);
                    s.getOutputStream().write('x');
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            Go.run(() -> {
                go(() -> {
                    try (var s = server.accept()) {
                        c.send("read " + (char) s.getInputStream().read());
                    }
                });
                client.start();
                assertThat(c.receive()).isEqualTo("read x");
            });
        }
    }

    @Test
    void aGoroutineWaitsForAProcess() {
        Go.run(() -> {
            go(() -> {
                var p = new ProcessBuilder("sleep", "0.2").start();
                c.send("exit " + p.waitFor());
            });
            assertThat(c.receive()).isEqualTo("exit 0");
        });
    }

    @Test
    void theEndOfAProcessAsAFuture() {
        Go.run(() -> {
            var p = new ProcessBuilder("sleep", "0.2").start();
            var unused = p.onExit().thenAccept(e -> c.send("exit " + e.exitValue()));
            assertThat(c.receive()).isEqualTo("exit 0");
        });
    }

    @Test
    void aCallbackOfTheHttpClientOldAndNew() throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try {
                Thread.sleep(A_WHILE);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        var uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
        try (var old = HttpClient.newHttpClient()) {
            ask(old, uri);
            receives("204");
            Go.run(() -> {
                try (var client = HttpClient.newHttpClient()) {
                    ask(client, uri);
                    assertThat(c.receive()).isEqualTo("204");
                }
            });
        } finally {
            server.stop(0);
        }
    }

    private void ask(HttpClient client, URI uri) {
        var unused =
                client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                        .thenAccept(r -> c.send(String.valueOf(r.statusCode())));
    }

    // ---- signals --------------------------------------------------------------------------------

    @Test
    void aSignalThatMayComeAtAnyTime() {
        Go.run(() -> {
            try (var ctx = Context.background().withSignals("USR2")) {
                var sender = new ProcessBuilder("sh", "-c",
                        "sleep 0.2; kill -USR2 " + ProcessHandle.current().pid()).start();
                assertThat(ctx.done().receiveOk().ok()).isFalse();
                assertThat(sender.waitFor()).isZero();
            }
        });
    }

    @Test
    void channelThatWaitsForSignalIsNoDeadlock() {
        Go.run(() -> {
            var signals = new Channel<String>(1);
            try (var _ = Signals.notify(signals, "USR2")) {
                var sender = new ProcessBuilder("sh", "-c",
                        "sleep 0.2; kill -USR2 " + ProcessHandle.current().pid()).start();
                assertThat(signals.receive()).isEqualTo("USR2");
                assertThat(sender.waitFor()).isZero();
            }
        });
    }

    /**
     * By reflection: it is a preview in 25. Goroutines are in no list of the JDK's, nor is what
     * they fork. Alone: among threads that other tests leave behind none looks asleep anyway.
     */
    @Test
    @Tag("alone")
    void threadsThatAGoroutineHasForked() {
        Go.run(() -> {
            Class<?> type = Class.forName("java.util.concurrent.StructuredTaskScope");
            try (var scope = (AutoCloseable) type.getMethod("open").invoke(null)) {
                type.getMethod("fork", Runnable.class)
                        .invoke(scope, (Runnable) () -> sendAfterAWhile("forked"));
                assertThat(c.receive()).isEqualTo("forked");
                type.getMethod("join").invoke(scope);
            }
        });
    }
}
