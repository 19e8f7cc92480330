package dev.jopher.nats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Supplier;

import dev.jopher.Go;
import dev.jopher.sync.ErrGroup;
import io.nats.client.Connection;

/**
 * A process of the storms: sends the values from FROM to TO, or receives until the channel is
 * drained and writes the number of each value to FILE before it accepts it.
 *
 * <p>Arguments: URL CHANNEL GOROUTINES send FROM TO, or URL CHANNEL GOROUTINES receive FILE.
 */
@SuppressWarnings("try") // a connection's close may be interrupted
final class Worker {
    static final int CAPACITY = 2_000;
    static final int BYTES = 100;
    static final RemoteOptions OPTIONS = RemoteOptions.defaults().ackWait(Duration.ofSeconds(3))
            .heartbeat(Duration.ofSeconds(1)).maxAttempts(1_000);

    private Worker() {}

    static RemoteChannel<byte[]> open(Connection nats, String channel) {
        return RemoteChannel.open(nats, channel, CAPACITY, Codec.bytes(), OPTIONS);
    }

    public static void main(String[] args) throws Exception {
        Go.run(() -> {
            try (Connection nats = again(() -> RemoteChannel.connect(args[0]))) {
                RemoteChannel<byte[]> c = again(() -> open(nats, args[1]));
                int goroutines = Integer.parseInt(args[2]);
                if (args[3].equals("send")) {
                    send(c, goroutines, Long.parseLong(args[4]), Long.parseLong(args[5]));
                } else {
                    receive(c, goroutines, Path.of(args[4]));
                }
            }
        });
        System.out.println("done");
        System.exit(0);
    }

    /** The server may be away while this starts. */
    private static <V> V again(Supplier<V> f) {
        for (int i = 0;; i++) {
            try {
                return f.get();
            } catch (RemoteChannelException e) {
                if (i == 200) {
                    throw e;
                }
                Go.sleep(Duration.ofMillis(100));
            }
        }
    }

    private static void send(RemoteChannel<byte[]> c, int goroutines, long from, long to) {
        try (var all = new ErrGroup()) {
            for (int g = 0; g < goroutines; g++) {
                long first = from + g;
                all.go(() -> {
                    for (long i = first; i < to; i += goroutines) {
                        c.send(ByteBuffer.allocate(BYTES).putLong(i).array());
                    }
                });
            }
            all.await();
        }
    }

    private static void receive(RemoteChannel<byte[]> c, int goroutines, Path file)
            throws IOException {
        try (FileChannel log = FileChannel.open(file, StandardOpenOption.CREATE,
                StandardOpenOption.APPEND); var all = new ErrGroup()) {
            var in = c.receivers(goroutines);
            for (int g = 0; g < goroutines; g++) {
                all.go(() -> {
                    for (var d : in) {
                        log.write(ByteBuffer.wrap(d.value(), 0, Long.BYTES));
                        d.accept();
                    }
                });
            }
            all.await();
        }
    }
}
