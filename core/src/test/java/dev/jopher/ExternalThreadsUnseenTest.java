package dev.jopher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import dev.jopher.internal.support.Goroutine;
import dev.jopher.internal.support.Load;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sun.misc.Signal;

/** What acts from outside of the process without a Java thread; and what only the system sees. */
@Tag("alone")
@Timeout(60)
class ExternalThreadsUnseenTest {
    private static final Duration A_WHILE = Duration.ofMillis(300);

    private final Channel<String> c = new Channel<>();

    /** Runs {@code command} later, in a process that no thread here waits for. */
    private static void later(String command) throws Exception {
        var sh = new ProcessBuilder("bash", "-c",
                "(sleep 0.6; " + command + ") </dev/null >/dev/null 2>&1 &");
        assertThat(sh.start().waitFor()).isZero();
    }

    @Test
    void clientOfAsynchronousServerPreventsAlarm() throws Exception {
        try (var server = AsynchronousServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            server.accept(null, new CompletionHandler<AsynchronousSocketChannel, Object>() {
                @Override
                public void completed(AsynchronousSocketChannel s, Object attachment) {
                    c.send("client");
                }

                @Override
                public void failed(Throwable e, Object attachment) {
                    c.send(e.toString());
                }
            });
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            Go.run(() -> {
                later("exec 3<>/dev/tcp/127.0.0.1/" + port);
                assertThat(c.receive()).isEqualTo("client");
            });
        }
    }

    @Test
    void signalHandlerThatWorksForAWhilePreventsAlarm() {
        var usr2 = new Signal("USR2");
        var before = Signal.handle(usr2, s -> {
            sleep(A_WHILE);
            c.send("signal");
        });
        try {
            Go.run(() -> {
                later("kill -USR2 " + ProcessHandle.current().pid());
                assertThat(c.receive()).isEqualTo("signal");
            });
        } finally {
            Signal.handle(usr2, before);
        }
    }

    private static void sleep(Duration d) {
        try {
            Thread.sleep(d);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM may come. With the flag only is it known that there is one. */
    @Test
    @Tag("own-scheduler")
    void shutdownHookPreventsAlarm() throws Exception {
        var hook = new Thread(() -> c.send("hook"));
        Runtime.getRuntime().addShutdownHook(hook);
        var main =
                Goroutine.platform(() -> Go.run(() -> assertThat(c.receive()).isEqualTo("saved")));
        sleep(A_WHILE.multipliedBy(2));
        assertThat(main.isDone()).isFalse();
        c.send("saved");
        main.join();
        assertThat(Runtime.getRuntime().removeShutdownHook(hook)).isTrue();
    }

    /**
     * While the processors are busy it may take long until a thread that was woken runs. The idle
     * class got 1 ms of each second here: so the thread is warm before it gets there, and the
     * rounds end after some seconds.
     */
    @Test
    void wokenDaemonThatDoesNotRunYetPreventsAlarm() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/chrt")));
        var requests = new Channel<Channel<Integer>>();
        var id = new Channel<String>(1);
        var daemon = Thread.ofPlatform().daemon().start(() -> {
            id.send(idOfCurrentThread());
            requests.forEach(answer -> answer.send(42));
        });
        String number = requireNonNull(id.receive());
        Go.run(() -> {
            for (int i = 0; i < 1000; i++) {
                ask(requests);
            }
        });
        chrt("--idle", number);
        List<Process> load = Load.of(2 * Runtime.getRuntime().availableProcessors());
        try {
            long start = System.nanoTime();
            Go.run(() -> {
                for (int i = 0; i < 20 && System.nanoTime() - start < 6e9; i++) {
                    ask(requests);
                }
            });
        } finally {
            load.forEach(Process::destroyForcibly);
            chrt("--other", number);
            requests.close();
            daemon.join(); // it would prevent alarms of other tests
        }
    }

    private static void chrt(String policy, String thread) throws Exception {
        assertThat(new ProcessBuilder("chrt", policy, "-p", "0", thread).start().waitFor())
                .isZero();
    }

    private static String idOfCurrentThread() {
        try {
            return String.valueOf(
                    Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ask(Channel<Channel<Integer>> requests) {
        var answer = new Channel<Integer>(1);
        requests.send(answer);
        assertThat(answer.receive()).isEqualTo(42);
    }

    /** The report comes late, says what may act, and the program goes on. */
    @Test
    void lateReportNamesPassiveWakers() {
        var reports = new Channel<String>(8); // a goroutine that sleeps and looks may act
        var logger = Logger.getLogger("dev.jopher");
        var handler = new Handler() {
            @Override
            public void publish(LogRecord r) {
                reports.send(r.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var usr2 = new Signal("USR2");
        var before = Signal.handle(usr2, s -> c.send("signal"));
        logger.addHandler(handler);
        try {
            var main = Goroutine.platform(
                    () -> Go.run(() -> assertThat(c.receive()).isEqualTo("signal")));
            String report = reports.receive();
            Signal.raise(usr2);
            main.join();
            assertThat(report).startsWith("all goroutines have been asleep for ")
                    .contains("only these can still wake one (the program goes on):\n\t",
                            "andler of ", "[chan receive]");
            assertThat(reports.len()).isZero();
        } finally {
            logger.removeHandler(handler);
            Signal.handle(usr2, before);
        }
    }
}
