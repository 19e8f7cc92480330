package dev.jopher.bench.servers;

import java.io.IOException;
import java.util.concurrent.Executor;

import dev.jopher.bench.worker.Servers;

/** The server that {@link Calls} calls. It takes two milliseconds for an answer. */
final class Backend {
    private static final int MILLIS = 2;

    private Backend() {}

    static int start(Executor executor) throws IOException {
        return Servers.http(executor, exchange -> {
            try {
                Thread.sleep(MILLIS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            Servers.hello(exchange);
        });
    }
}
