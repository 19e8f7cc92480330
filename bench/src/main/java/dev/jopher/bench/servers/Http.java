package dev.jopher.bench.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

/** The JDK's HTTP server with a handler. */
final class Http {
    static final byte[] HELLO = "hello, world\n".getBytes(StandardCharsets.UTF_8);

    private static final int BACKLOG = 4096;

    private Http() {}

    /** Starts a server on a free port. Returns the port. */
    static int start(Executor executor, HttpHandler handler) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var server = HttpServer.create(address, BACKLOG);
        server.setExecutor(executor);
        server.createContext("/", handler);
        server.start();
        return server.getAddress().getPort();
    }

    static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, HELLO.length);
            exchange.getResponseBody().write(HELLO);
        }
    }
}
