package dev.jopher.race.soak;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A server and its clients: see {@link OpenTelemetryIT}. */
public final class TelemetryMain {
    private static final AtomicInteger SERVED = new AtomicInteger();
    private static int hits;

    private TelemetryMain() {}

    public static void main(String[] args) throws Exception {
        boolean racy = args[0].equals("racy");
        InetAddress here = InetAddress.getLoopbackAddress();
        HttpServer server = HttpServer.create(new InetSocketAddress(here, 0), 0);
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            server.setExecutor(pool);
            server.createContext("/", e -> serve(e, racy));
            server.start();
            URI place = URI.create("http://" + here.getHostAddress() + ":"
                    + server.getAddress().getPort() + "/");
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                clients.add(Thread.startVirtualThread(() -> call(place)));
            }
            for (Thread t : clients) {
                t.join();
            }
            server.stop(0);
        }
        System.out.println("served " + SERVED);
    }

    private static void serve(HttpExchange e, boolean racy) throws IOException {
        if (racy) {
            hits++;
        }
        SERVED.incrementAndGet();
        byte[] text = CompletableFuture.supplyAsync(() -> "ok").join().getBytes();
        e.sendResponseHeaders(200, text.length);
        try (OutputStream out = e.getResponseBody()) {
            out.write(text);
        }
    }

    private static void call(URI place) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < 10; i++) {
                var unused = client.send(HttpRequest.newBuilder(place).build(),
                        BodyHandlers.ofString());
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
