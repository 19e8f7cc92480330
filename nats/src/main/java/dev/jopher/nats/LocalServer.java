package dev.jopher.nats;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import dev.jopher.Go;
import org.jspecify.annotations.Nullable;

/**
 * Keeps remote channels in the memory of this process, as a NATS server keeps them: for tests, with
 * the faults of a network if wanted. Each {@link RemoteChannel#local} on it is like a process with
 * a connection of its own.
 *
 * {@snippet :
 * var server = new LocalServer(LocalFaults.seed(17).lostAccepts(0.1));
 * var sender = RemoteChannel.local(server, "jobs", 10, Codec.strings(), options);
 * var receiver = RemoteChannel.local(server, "jobs", 10, Codec.strings(), options);
 * }
 */
public final class LocalServer {
    private final LocalFaults.Dice dice;
    private final Map<String, LocalStream> streams = new ConcurrentHashMap<>();
    private final Set<LocalEngine> engines = ConcurrentHashMap.newKeySet();
    private final Map<String, Consumer<Engine.Reply>> boxes = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /** Makes a server without faults. */
    public LocalServer() {
        this(LocalFaults.none());
    }

    /** Makes a server with faults. */
    public LocalServer(LocalFaults faults) {
        dice = faults.new Dice();
    }

    /**
     * Breaks all connections for {@code d}. What is delivered meanwhile is lost, and comes again;
     * sends and receives wait. Does not wait.
     */
    public void disconnect(Duration d) {
        List<LocalEngine> broken = List.copyOf(engines);
        broken.forEach(LocalEngine::breakLink);
        Go.afterFunc(d, () -> broken.forEach(LocalEngine::restoreLink)); // also those that leave
    }

    LocalEngine engine(String name, int capacity, RemoteOptions options) {
        LocalStream stream = streams.computeIfAbsent(name,
                n -> new LocalStream(n, capacity, options));
        String other = stream.differences(capacity, options);
        if (!other.isEmpty()) {
            throw new RemoteChannelException(
                    "channel " + name + " is on the server with " + other);
        }
        LocalEngine e = new LocalEngine(this, stream, options, dice);
        engines.add(e);
        return e;
    }

    void forget(LocalEngine e) {
        engines.remove(e);
    }

    String open(Consumer<Engine.Reply> box) {
        String address = "local." + numbers.incrementAndGet();
        boxes.put(address, box);
        return address;
    }

    void close(String address) {
        boxes.remove(address);
    }

    boolean reply(String address, Engine.Reply reply) {
        @Nullable Consumer<Engine.Reply> box = boxes.get(address);
        if (box != null) {
            box.accept(reply);
        }
        return box != null;
    }
}
