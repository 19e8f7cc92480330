package dev.jopher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.util.Queue;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import dev.jopher.internal.base.JdkInternals;
import sun.misc.Signal;

/**
 * Threads of the JDK's that are no goroutines: {@link #execute} has one of them run a task.
 *
 * @param end ends what there is of it
 */
record Outside(String kind, Executor executor, AutoCloseable end) implements AutoCloseable {
    /** Makes one of its kind. */
    interface Maker {
        Outside make() throws Exception;
    }

    record Kind(String name, Maker maker) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final AutoCloseable NOTHING = () -> {};

    void execute(Runnable r) {
        executor.execute(r);
    }

    @Override
    public void close() throws Exception {
        end.close();
    }

    /** All except those of {@link ExternalThreadsNativeTest}, {@link ExternalThreadsRemoteTest}. */
    static Stream<Kind> kinds() {
        return Stream.concat(threadsAndPools(), doors());
    }

    // ---- threads and pools ----------------------------------------------------------------------

    static Stream<Kind> threadsAndPools() {
        return Stream.of(
                new Kind("platform threads, one after the other",
                        () -> free("threads", r -> Thread.ofPlatform().daemon().start(r))),
                new Kind("virtual threads, one after the other",
                        () -> free("virtual threads", Thread::startVirtualThread)),
                new Kind("threads that are all equal",
                        () -> free("equal threads", r -> new EqualThread(r).start())),
                new Kind("guests with a goroutine's handler", () -> free("guests", Outside::guest)),
                new Kind("fixed pool", () -> pool(Executors.newFixedThreadPool(2))),
                new Kind("cached pool", () -> pool(Executors.newCachedThreadPool())),
                new Kind("scheduled pool", () -> pool(Executors.newScheduledThreadPool(1))),
                new Kind("fork-join pool", () -> pool(new ForkJoinPool(2))),
                new Kind("virtual thread per task",
                        () -> pool(Executors.newVirtualThreadPerTaskExecutor())),
                new Kind("common pool", () -> free("common pool", ForkJoinPool.commonPool())),
                new Kind("hops between platform and virtual threads", Outside::hops),
                new Kind("delayed executor", () -> free("delayed executor",
                        CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS))),
                new Kind("java.util.Timer", Outside::timer),
                new Kind("a daemon that takes from a channel", Outside::daemon),
                new Kind("submission publisher", Outside::publisher));
    }

    private static Outside free(String kind, Executor e) {
        return new Outside(kind, e, NOTHING);
    }

    private static Outside pool(ExecutorService pool) {
        return new Outside(pool.getClass().getSimpleName(), pool, pool);
    }

    private static void guest(Runnable r) {
        Thread.ofVirtual()
                .uncaughtExceptionHandler(Thread.currentThread().getUncaughtExceptionHandler())
                .start(r);
    }

    /** A class of threads may say so. */
    private static final class EqualThread extends Thread {
        EqualThread(Runnable r) {
            super(r);
            setDaemon(true);
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof EqualThread;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    private static Outside hops() {
        ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
        return new Outside("hops", r -> {
            var unused = CompletableFuture.runAsync(() -> {}, virtual)
                    .thenRunAsync(() -> {})
                    .thenRunAsync(() -> {}, virtual)
                    .thenRunAsync(() -> Thread.ofPlatform().daemon()
                            .start(() -> virtual.execute(r)));
        }, virtual);
    }

    private static Outside timer() {
        var timer = new java.util.Timer(true);
        return new Outside("timer", r -> timer.schedule(new TimerTask() {
            @Override
            public void run() {
                r.run();
            }
        }, 1), timer::cancel);
    }

    private static Outside daemon() {
        var tasks = new Channel<Runnable>();
        Thread.ofPlatform().daemon().start(() -> tasks.forEach(Runnable::run));
        return new Outside("daemon", tasks::send, tasks::close);
    }

    private static Outside publisher() {
        var publisher = new SubmissionPublisher<Runnable>();
        publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription s) {
                s.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(Runnable r) {
                r.run();
            }

            @Override
            public void onError(Throwable e) {}

            @Override
            public void onComplete() {}
        });
        return new Outside("publisher", publisher::submit, publisher);
    }

    // ---- doors to the system --------------------------------------------------------------------

    static Stream<Kind> doors() {
        return Stream.of(
                new Kind("asynchronous socket channels", Outside::asynchronousSockets),
                new Kind("asynchronous file channel", Outside::asynchronousFile),
                new Kind("signal handler", Outside::signals),
                new Kind("watch service", Outside::watchService),
                new Kind("end of a process", Outside::processes),
                new Kind("HTTP client and server", Outside::http),
                new Kind("cleaner", Outside::cleaner));
    }

    private static Outside asynchronousSockets() throws IOException {
        // Only with the flag is it seen that the default group has lost its channels.
        var group = JdkInternals.isOpen() ? null : AsynchronousChannelGroup
                .withFixedThreadPool(1, Thread.ofPlatform().daemon().factory());
        var server = AsynchronousServerSocketChannel.open(group)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var address = server.getLocalAddress();
        return new Outside("asynchronous sockets", r -> {
            server.accept(null, handler(s -> {
                closed(s);
                r.run();
            }));
            try {
                var client = AsynchronousSocketChannel.open(group);
                client.connect(address, null, handler(v -> closed(client)));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }, () -> {
            server.close();
            if (group != null) {
                group.shutdownNow();
            }
        });
    }

    private static void closed(AutoCloseable c) {
        try {
            c.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> CompletionHandler<T, Object> handler(
            java.util.function.Consumer<T> completed) {
        return new CompletionHandler<>() {
            @Override
            public void completed(T result, Object attachment) {
                completed.accept(result);
            }

            @Override
            public void failed(Throwable e, Object attachment) {
                // closed at the end
            }
        };
    }

    private static Outside asynchronousFile() throws IOException {
        Path file = Files.createTempFile("outside", "");
        Files.writeString(file, "x");
        var channel = AsynchronousFileChannel.open(file, StandardOpenOption.READ,
                StandardOpenOption.DELETE_ON_CLOSE);
        return new Outside("asynchronous file",
                r -> channel.read(ByteBuffer.allocate(1), 0, null, handler(n -> r.run())), channel);
    }

    private static Outside signals() {
        var usr2 = new Signal("USR2");
        Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
        var before = Signal.handle(usr2, s -> {
            Runnable r = tasks.poll();
            if (r != null) {
                r.run();
            }
        });
        return new Outside("signals", r -> {
            tasks.add(r);
            Signal.raise(usr2);
        }, () -> Signal.handle(usr2, before));
    }

    private static Outside watchService() throws IOException {
        Path folder = Files.createTempDirectory("outside");
        var watch = folder.getFileSystem().newWatchService();
        folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
        Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                for (;;) {
                    var key = watch.take();
                    key.pollEvents().forEach(e -> java.util.Objects.requireNonNull(tasks.poll())
                            .run());
                    key.reset();
                }
            } catch (Exception e) {
                // closed
            }
        });
        var files = new AtomicInteger();
        return new Outside("watch service", r -> {
            tasks.add(r);
            try {
                Files.createFile(folder.resolve("f" + files.incrementAndGet())).toFile()
                        .deleteOnExit();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }, watch);
    }

    private static Outside processes() {
        return free("processes", r -> {
            try {
                Process p = new ProcessBuilder("cat").start();
                var unused = p.onExit().thenRun(r); // it still runs, so the caller does not run r
                p.getOutputStream().close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Outside http() throws IOException {
        var server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        var uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
        var client = HttpClient.newHttpClient();
        return new Outside("http", r -> {
            var unused = client.sendAsync(HttpRequest.newBuilder(uri).build(),
                    BodyHandlers.discarding()).thenRunAsync(r); // not by the caller
        }, () -> {
            client.close();
            server.stop(0);
        });
    }

    private static Outside cleaner() {
        var cleaner = java.lang.ref.Cleaner.create();
        return free("cleaner", r -> {
            cleaner.register(new Object(), r);
            System.gc();
        });
    }
}
