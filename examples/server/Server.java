// An HTTP server whose requests are goroutines. It stops on SIGTERM or Ctrl-C, when the requests
// that it has are done.
//
//     ./jopher run examples/server/Server.java 8080
//     curl 'localhost:8080/primes?below=1000000'
//     curl localhost:8080/metrics
//     curl localhost:8080/goroutines

import static dev.jopher.Go.*;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jopher.*;
import dev.jopher.sync.*;

static final Duration LONGEST_REQUEST = Duration.ofSeconds(30);

interface Handler {
    String answer(Context ctx, Map<String, String> query) throws Exception;
}

void main(String[] args) throws IOException {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 8080;
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    try (var requests = Context.background().withCancel(); var executor = Go.executor()) {
        server.setExecutor(executor);
        handle(server, requests, "/primes", this::primes);
        handle(server, requests, "/sleep", this::sleepFor);
        handle(server, requests, "/metrics", (_, _) -> metricsText());
        handle(server, requests, "/goroutines", (_, _) -> dump());
        server.start();
        IO.println("listening on " + server.getAddress().getPort());
        try (var running = Context.background().withSignals("INT", "TERM")) {
            running.done().receive();
            IO.println("stopping");
        }
        // It accepts nothing more, and waits for what runs.
        server.stop((int) LONGEST_REQUEST.toSeconds());
    }
    IO.println("stopped");
}

// Each request has a context: it ends when the time is up, or with the server.
void handle(HttpServer server, Context requests, String path, Handler handler) {
    server.createContext(path, exchange -> {
        int status = 200;
        String text;
        try (var ctx = requests.withTimeout(LONGEST_REQUEST); var _ = label("path", path)) {
            text = handler.answer(ctx, query(exchange));
        } catch (ContextException e) {
            status = 503;
            text = e.getMessage() + "\n";
        } catch (Exception e) {
            status = 500;
            text = e + "\n";
        }
        send(exchange, status, text);
    });
}

// One goroutine for each part. The first failure, or the context, stops the others.
String primes(Context ctx, Map<String, String> query) {
    int below = Integer.parseInt(query.getOrDefault("below", "100000"));
    var count = new LongAdder();
    try (var group = new ErrGroup(ctx)) {
        for (int part : range(maxProcs())) {
            group.go(() -> {
                for (int n = 2 + part; n < below; n += maxProcs()) {
                    ContextException.throwIfDone(group.context());
                    if (isPrime(n)) {
                        count.increment();
                    }
                }
            });
        }
        group.await();
    }
    return count + "\n";
}

boolean isPrime(int n) {
    return IntStream.iterate(2, d -> (long) d * d <= n, d -> d + 1).allMatch(d -> n % d != 0);
}

String sleepFor(Context ctx, Map<String, String> query) {
    sleep(ctx, Duration.ofMillis(Long.parseLong(query.getOrDefault("millis", "1000"))));
    return "slept\n";
}

// The text format of Prometheus. With Micrometer, JopherMetrics does this.
String metricsText() {
    var m = metrics();
    return "go_goroutine_count " + m.goroutines() + "\n"
            + "go_processor_limit " + m.maxProcs() + "\n"
            + "jopher_goroutine_runnable " + m.runnable() + "\n"
            + "jopher_goroutine_starts_total " + m.created() + "\n"
            + "jopher_scheduler_switches_total " + m.switches() + "\n"
            + "jopher_deadlocks_total " + m.deadlocks() + "\n";
}

Map<String, String> query(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    return query == null ? Map.of() : Stream.of(query.split("&")).map(p -> p.split("=", 2))
            .collect(Collectors.toMap(p -> p[0], p -> p.length > 1 ? p[1] : ""));
}

void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
