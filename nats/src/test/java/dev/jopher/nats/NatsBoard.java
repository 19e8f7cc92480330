package dev.jopher.nats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.jopher.Go;
import dev.jopher.sync.WaitGroup;
import io.nats.client.Connection;
import io.nats.client.ConsumeOptions;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;

/**
 * Values per second and their latency: a remote channel, careful code with the client alone, and Go
 * with nats.go. Values of 100 bytes; a sender sends its next value when this one is stored.
 *
 * <p>{@code mvn test-compile -pl nats -am}, then {@code java -cp ... dev.jopher.nats.NatsBoard}
 * with the flag that opens java.lang. Arguments: values, rounds.
 */
@SuppressWarnings("try") // a connection's close may be interrupted
final class NatsBoard {
    private static final int BYTES = 100;
    private static final int CAPACITY = 100_000;

    private NatsBoard() {}

    /** A result, of one round. */
    private record Row(long perSecond, long p50, long p99) {}

    /** One way to move values; returns their latencies. */
    private interface Way {
        Row run(String url, int n, int values) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        int values = args.length > 0 ? Integer.parseInt(args[0]) : 50_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        Path directory = Files.createTempDirectory("board");
        Path go = goProgram(directory);
        try (var server = NatsServer.start(directory)) {
            System.out.println("n      way       values/s    p50 us    p99 us   (best of " + rounds
                    + ", " + values + " values)");
            for (int n : new int[] {1, 10, 100}) {
                int count = n == 1 ? values / 5 : values;
                Row plain = best(rounds, NatsBoard::plain, server.url(), n, count);
                Row ours = best(rounds, NatsBoard::ours, server.url(), n, count);
                Row other = best(rounds, (url, k, v) -> go(go, url, k, v), server.url(), n, count);
                print(n, "jnats", plain, plain);
                print(n, "Jopher", ours, plain);
                print(n, "Go", other, plain);
            }
        }
        System.exit(0);
    }

    private static void print(int n, String way, Row r, Row base) {
        System.out.printf("%-6d %-8s %9d %9d %9d   %.2f of jnats, p99 %.2f%n", n, way,
                r.perSecond(), r.p50(), r.p99(), (double) r.perSecond() / base.perSecond(),
                (double) r.p99() / base.p99());
    }

    private static Row best(int rounds, Way way, String url, int n, int values) throws Exception {
        Row best = way.run(url, n, values / 5);
        for (int i = 0; i < rounds; i++) {
            Row r = way.run(url, n, values);
            if (r.perSecond() > best.perSecond() || i == 0) {
                best = r;
            }
        }
        return best;
    }

    /** The latencies of one round. */
    private static final class Clock {
        private final long begin = System.nanoTime();
        private final long[] latencies;
        private final AtomicLong next = new AtomicLong();
        private final AtomicLong got = new AtomicLong();

        Clock(int values) {
            latencies = new long[values];
        }

        /** Returns the next value, null after the last one. */
        byte @org.jspecify.annotations.Nullable [] value() {
            if (next.getAndIncrement() >= latencies.length) {
                return null;
            }
            return ByteBuffer.allocate(BYTES).putLong(System.nanoTime()).array();
        }

        /** Returns whether this was the last one. */
        boolean received(byte[] value) {
            long i = got.getAndIncrement();
            latencies[(int) i] = System.nanoTime() - ByteBuffer.wrap(value).getLong();
            return i == latencies.length - 1;
        }

        Row row() {
            double seconds = (System.nanoTime() - begin) / 1e9;
            Arrays.sort(latencies);
            int n = latencies.length;
            return new Row(Math.round(n / seconds), latencies[n / 2] / 1_000,
                    latencies[(int) (n * 99L / 100)] / 1_000);
        }
    }

    // ---- a remote channel -----------------------------------------------------------------------

    private static Row ours(String url, int n, int values) throws Exception {
        Row[] row = new Row[1];
        Go.run(() -> {
            try (Connection nats = RemoteChannel.connect(url)) {
                RemoteChannel.delete(nats, "board");
                RemoteChannel<byte[]> c = RemoteChannel.open(nats, "board", CAPACITY,
                        Codec.bytes(), RemoteOptions.defaults().prefetch(n == 1 ? 15 : 1));
                row[0] = move(c, n, new Clock(values));
                c.leave();
            }
        });
        return row[0];
    }

    private static Row move(RemoteChannel<byte[]> c, int n, Clock clock) {
        var ctx = dev.jopher.Context.background().withCancel();
        var in = c.receivers(ctx, n);
        var all = new WaitGroup();
        for (int g = 0; g < n; g++) {
            all.go(() -> {
                for (byte[] v = clock.value(); v != null; v = clock.value()) {
                    c.send(v);
                }
            });
            all.go(() -> {
                for (var d : in) {
                    d.accept();
                    if (clock.received(d.value())) {
                        ctx.cancel();
                    }
                }
            });
        }
        all.await();
        return clock.row();
    }

    // ---- the client alone -----------------------------------------------------------------------

    private static Row plain(String url, int n, int values) throws Exception {
        try (Connection nats = Nats.connect(url)) {
            var jsm = nats.jetStreamManagement();
            if (jsm.getStreamNames().contains("plain")) {
                jsm.deleteStream("plain");
            }
            jsm.addStream(StreamConfiguration.builder().name("plain").subjects("plain.value")
                    .retentionPolicy(RetentionPolicy.WorkQueue).discardPolicy(DiscardPolicy.New)
                    .maxMessages(CAPACITY).duplicateWindow(Duration.ofMinutes(1)).build());
            jsm.addOrUpdateConsumer("plain", ConsumerConfiguration.builder().durable("receivers")
                    .ackPolicy(AckPolicy.Explicit).ackWait(Duration.ofSeconds(10))
                    .maxAckPending(-1).build());
            BlockingQueue<Message> queue = new ArrayBlockingQueue<>(4 * n + 4);
            var consumer = nats.getConsumerContext("plain", "receivers").consume(
                    ConsumeOptions.builder().batchSize(Math.max(16, 2 * n)).build(), queue::put);
            try {
                return plain(nats, queue, n, new Clock(values));
            } finally {
                consumer.stop();
            }
        }
    }

    private static Row plain(Connection nats, BlockingQueue<Message> queue, int n, Clock clock)
            throws Exception {
        var js = nats.jetStream();
        var last = new CountDownLatch(1);
        for (int g = 0; g < n; g++) {
            String me = System.nanoTime() + "." + g + ".";
            Thread.startVirtualThread(() -> {
                try {
                    int i = 0;
                    for (byte[] v = clock.value(); v != null; v = clock.value()) {
                        var headers = new Headers();
                        headers.put("Nats-Msg-Id", me + i++);
                        js.publishAsync("plain.value", headers, v).get(10, TimeUnit.SECONDS);
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            Thread.startVirtualThread(() -> {
                try {
                    while (last.getCount() > 0) {
                        Message m = queue.poll(100, TimeUnit.MILLISECONDS);
                        if (m != null) {
                            m.ack();
                            if (clock.received(m.getData())) {
                                last.countDown();
                            }
                        }
                    }
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        last.await();
        return clock.row();
    }

    // ---- Go -------------------------------------------------------------------------------------

    private static Path goProgram(Path directory) throws IOException, InterruptedException {
        Path program = directory.resolve("board");
        Path sources = directory.resolve("go");
        Files.createDirectories(sources);
        for (String f : new String[] {"go.mod", "main.go"}) {
            Files.copy(Path.of("nats/src/test/go").resolve(f), sources.resolve(f));
        }
        for (String[] command : new String[][] {{NatsServer.go(), "mod", "tidy"},
            {NatsServer.go(), "build", "-o", program.toString(), "."}}) {
            var b = new ProcessBuilder(command).directory(sources.toFile()).inheritIO();
            b.environment().putAll(Map.of("GOTOOLCHAIN", "local", "GOFLAGS", "-buildvcs=false"));
            if (b.start().waitFor() != 0) {
                throw new IOException("go fails");
            }
        }
        return program;
    }

    /** The program warms up by itself; its last line counts. */
    private static Row go(Path program, String url, int n, int values)
            throws IOException, InterruptedException {
        Process p = new ProcessBuilder(program.toString(), url, Integer.toString(n),
                Integer.toString(values)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (p.waitFor() != 0) {
            throw new IOException("the Go program fails");
        }
        String[] words = out.lines().reduce((_, l) -> l).orElseThrow().split(" ", -1);
        return new Row(Long.parseLong(words[0]), Long.parseLong(words[1]),
                Long.parseLong(words[2]));
    }
}
