package dev.jopher.race.soak;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpServer;

/** Servers and computations that only use the JDK. */
final class JdkLoads {
    private JdkLoads() {}

    /** A visit of a page, with fields that nothing protects but the order of the requests. */
    private static final class Visit {
        int count;
        String path = "";
    }

    /** The JDK's HTTP server and client, with callbacks. */
    static final class Http implements Load {
        private final Map<String, Visit> visits = new ConcurrentHashMap<>();

        @Override
        public void run(long end) throws Exception {
            HttpServer server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor();
                    HttpClient client = HttpClient.newHttpClient()) {
                server.setExecutor(pool);
                server.createContext("/", exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    byte[] body = answer(path).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    try (OutputStream out = exchange.getResponseBody()) {
                        out.write(body);
                    }
                });
                server.start();
                String base = "http://localhost:" + server.getAddress().getPort() + "/";
                Load.inThreads(4, end, n -> call(client, base + n % 7));
                server.stop(0);
            }
        }

        private String answer(String path) {
            return visits.compute(path, (p, old) -> {
                Visit v = old == null ? new Visit() : old;
                v.count++;
                if (old == null) {
                    v.path = p;
                }
                return v;
            }).path;
        }

        private static void call(HttpClient client, String url) {
            List<String> seen = new ArrayList<>();
            HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
            client.sendAsync(request, BodyHandlers.ofString()).thenApply(r -> {
                seen.add(r.body());
                return seen;
            }).thenAcceptAsync(s -> s.add("end")).join();
            if (seen.size() != 2) {
                throw new AssertionError(seen);
            }
        }
    }

    /** Chains of futures, and parallel streams. */
    static final class Futures implements Load {
        @Override
        public void run(long end) throws Exception {
            Load.inThreads(3, end, n -> {
                chain(n);
                stream(n);
            });
        }

        private static void chain(int n) {
            int[] steps = new int[4];
            CompletableFuture<int[]> a = CompletableFuture.supplyAsync(() -> {
                steps[0] = n;
                return steps;
            });
            CompletableFuture<int[]> b = CompletableFuture.supplyAsync(() -> new int[] {n});
            int[] result = a.thenApplyAsync(s -> {
                s[1] = s[0] + 1;
                return s;
            }).thenCombineAsync(b, (s, t) -> {
                s[2] = s[1] + t[0] - n + 1;
                return s;
            }).whenComplete((s, e) -> s[3] = s[2] + 1).join();
            if (result[3] != n + 3) {
                throw new AssertionError(result[3]);
            }
        }

        private static void stream(int n) {
            Map<Integer, List<Integer>> groups = IntStream.range(n, n + 500).parallel().boxed()
                    .collect(Collectors.groupingBy(i -> i % 10));
            long sum = groups.values().parallelStream().mapToLong(List::size).sum();
            if (sum != 500) {
                throw new AssertionError(sum);
            }
        }
    }

    /** A server with a thread of a pool for each connection. */
    static final class Server implements Load {
        private static final class Session {
            final Map<String, String> values = new HashMap<>();
            int commands;
        }

        private final Map<Integer, Session> sessions = new ConcurrentHashMap<>();

        @Override
        public void run(long end) throws Exception {
            try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                    ExecutorService pool = Executors.newFixedThreadPool(4)) {
                Thread acceptor = Thread.ofPlatform().start(() -> accept(server, pool));
                Load.inThreads(3, end, n -> talk(server.getLocalPort(), n));
                server.close();
                acceptor.join();
            }
            for (Session s : sessions.values()) {
                if (s.commands != 3 || s.values.size() != 2) {
                    throw new AssertionError(s.values);
                }
            }
        }

        private void accept(ServerSocket server, ExecutorService pool) {
            try {
                while (true) {
                    Socket socket = server.accept();
                    pool.execute(() -> serve(socket));
                }
            } catch (SocketException e) {
                // the end
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        private void serve(Socket socket) {
            try (socket;
                    BufferedReader in = new BufferedReader(new InputStreamReader(
                            socket.getInputStream(), StandardCharsets.UTF_8));
                    PrintStream out = new PrintStream(socket.getOutputStream(), true)) {
                Session session = new Session();
                String line = in.readLine();
                while (line != null && !line.equals("end")) {
                    session.commands++;
                    session.values.put(line, line);
                    out.println(session.commands);
                    line = in.readLine();
                }
                sessions.put(System.identityHashCode(session), session);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        private static void talk(int port, int n) throws Exception {
            try (Socket s = new Socket(InetAddress.getLoopbackAddress(), port);
                    BufferedReader in = new BufferedReader(new InputStreamReader(
                            s.getInputStream(), StandardCharsets.UTF_8));
                    PrintStream out = new PrintStream(s.getOutputStream(), true)) {
                for (String word : List.of("a", "b" + n, "a")) {
                    out.println(word);
                    in.readLine();
                }
                out.println("end");
                in.readLine();
            }
        }
    }
}
