package dev.jopher.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.jopher.Go;
import io.nats.client.Connection;
import org.jspecify.annotations.Nullable;

/** Three processes that send and three that receive, while something goes wrong again and again. */
@SuppressWarnings("try") // a connection's close may be interrupted
final class Storm {
    private static final int PROCESSES = 3;

    private final Path directory;
    private final NatsServer server;
    private final Proxy proxy;
    private final String channel;
    private final long values;
    private final int goroutines;
    private final List<Process> senders = new ArrayList<>();
    private final List<Process> receivers = new ArrayList<>();
    private int started;

    /** What goes wrong. */
    interface Trouble {
        void strike(Storm s);
    }

    Storm(Path directory, NatsServer server, Proxy proxy, String channel, long values,
            int goroutines) {
        this.directory = directory;
        this.server = server;
        this.proxy = proxy;
        this.channel = channel;
        this.values = values;
        this.goroutines = goroutines;
    }

    NatsServer server() {
        return server;
    }

    Proxy proxy() {
        return proxy;
    }

    /** Kills one of the receivers, and starts another one. */
    void killReceiver() {
        int i = ThreadLocalRandom.current().nextInt(PROCESSES);
        receivers.get(i).destroyForcibly();
        receivers.set(i, receiver());
    }

    /**
     * Runs, and returns how many values were received more than once.
     *
     * @param strikes how often {@code trouble} strikes at most, once in each {@code pause}
     */
    long run(@Nullable Trouble trouble, Duration pause, int strikes) throws Exception {
        try (Connection nats = RemoteChannel.connect(server.url())) {
            var c = Worker.open(nats, channel);
            long begin = System.nanoTime();
            for (int p = 0; p < PROCESSES; p++) {
                receivers.add(receiver());
            }
            for (int p = 0; p < PROCESSES; p++) {
                senders.add(start("send", Long.toString(values * p / PROCESSES),
                        Long.toString(values * (p + 1) / PROCESSES)));
            }
            int left = strikes;
            while (senders.stream().anyMatch(Process::isAlive)) {
                Thread.sleep(pause);
                if (trouble != null && left-- > 0) {
                    trouble.strike(this);
                }
            }
            String logs = logs();
            assertThat(senders).allSatisfy(
                    p -> assertThat(p.exitValue()).as(logs).isZero());
            c.close();
            for (Process p : receivers) {
                p.waitFor();
                assertThat(p.exitValue()).isZero();
            }
            long duplicates = count();
            System.out.printf("%s: %,d values in %.1f s, %,d received again, %d strikes%n", channel,
                    values, (System.nanoTime() - begin) / 1e9, duplicates,
                    Math.min(strikes, strikes - left));
            assertThat(strikes == 0 || left < strikes).as("something went wrong").isTrue();
            assertThat(rejected(nats)).as("values that were rejected").isZero();
            return duplicates;
        } finally {
            Stream.concat(senders.stream(), receivers.stream())
                    .forEach(Process::destroyForcibly);
        }
    }

    /** Returns how many rejected values the server has; their stream is made with the first. */
    private long rejected(Connection nats) throws Exception {
        String stream = StreamNames.of(channel).rejected().stream();
        var jsm = nats.jetStreamManagement();
        return jsm.getStreamNames().contains(stream)
                ? jsm.getStreamInfo(stream).getStreamState().getMsgCount() : 0;
    }

    private String logs() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            StringBuilder all = new StringBuilder();
            for (Path f : files.filter(f -> f.toString().matches(".*\\d\\.log")).toList()) {
                all.append(Files.readString(f));
            }
            return all.toString();
        }
    }

    private long count() throws IOException {
        BitSet seen = new BitSet();
        long all = 0;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path f : files.filter(f -> f.toString().endsWith(".received")).toList()) {
                ByteBuffer b = ByteBuffer.wrap(Files.readAllBytes(f));
                while (b.remaining() >= Long.BYTES) {
                    seen.set(Math.toIntExact(b.getLong()));
                    all++;
                }
            }
        }
        assertThat(seen.cardinality()).as("values received at least once").isEqualTo((int) values);
        return all - values;
    }

    private Process receiver() {
        return start("receive", directory.resolve(started + ".received").toString());
    }

    static String classPath() {
        return Stream.of(Worker.class, RemoteChannel.class, Go.class, Connection.class)
                .map(c -> Path.of(URI.create(
                        c.getProtectionDomain().getCodeSource().getLocation().toString()))
                        .toString())
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    private Process start(String... what) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:+UseSerialGC", "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-cp",
                classPath(), Worker.class.getName(), proxy.url(), channel,
                Integer.toString(goroutines)));
        command.addAll(List.of(what));
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(directory.resolve(started++ + ".log").toFile()).start();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
