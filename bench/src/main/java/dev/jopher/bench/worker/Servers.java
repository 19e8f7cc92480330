package dev.jopher.bench.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/** The servers that the board loads, written once for all runtimes that have the JDK's sockets. */
public final class Servers {
    /** What the echo server gets at a time. */
    public static final int MESSAGE = 32;

    private static final int BACKLOG = 4096;

    /** What the HTTP servers answer. */
    public static final String HELLO = "hello, world\n";

    private static final byte[] BODY = HELLO.getBytes(StandardCharsets.UTF_8);

    private Servers() {}

    /** Starts an echo server; {@code go} starts a goroutine. Returns the port. */
    public static int echo(Consumer<VirtualThreads.Task> go) throws IOException {
        var server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        go.accept(() -> {
            for (;;) {
                Socket connection = server.accept();
                go.accept(() -> echo(connection));
            }
        });
        return server.getLocalPort();
    }

    private static void echo(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true); // as in Go
            var in = connection.getInputStream();
            var out = connection.getOutputStream();
            var message = new byte[MESSAGE];
            while (in.readNBytes(message, 0, MESSAGE) == MESSAGE) {
                out.write(message);
            }
        } catch (IOException e) {
            // the client has gone
        }
    }

    /** Starts the JDK's HTTP server; null stands for its default executor. Returns the port. */
    public static int http(@Nullable Executor executor) throws IOException {
        return http(executor, Servers::hello);
    }

    /** Starts it with that handler. */
    public static int http(@Nullable Executor executor, HttpHandler handler) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var server = HttpServer.create(address, BACKLOG);
        server.setExecutor(executor);
        server.createContext("/", handler);
        server.start();
        return server.getAddress().getPort();
    }

    public static void hello(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, BODY.length);
            exchange.getResponseBody().write(BODY);
        }
    }
}
