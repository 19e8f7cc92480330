package dev.jopher.nats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.nats.client.Connection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real server. */
class NatsChannelTest extends RemoteChannelContract {
    @TempDir
    static Path directory;

    private static @Nullable NatsServer server;

    private final List<Connection> connections = new ArrayList<>();
    private final List<RemoteChannel<?>> opened = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = NatsServer.start(directory);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void disconnect() throws InterruptedException {
        for (Connection c : connections) {
            c.close();
        }
    }

    @Override
    <T> RemoteChannel<T> open(String channel, int capacity, Codec<T> codec,
            RemoteOptions options) {
        Connection nats = RemoteChannel.connect(java.util.Objects.requireNonNull(server).url());
        connections.add(nats);
        RemoteChannel<T> c = RemoteChannel.open(nats, channel, capacity, codec, options);
        opened.add(c);
        return c;
    }

    @Override
    void killLast() {
        try {
            connections.getLast().close();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
