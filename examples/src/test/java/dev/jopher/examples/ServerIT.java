package dev.jopher.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code examples/server} answers, and stops on SIGTERM when the requests that it has are done. */
@Timeout(600)
class ServerIT {
    private final HttpClient client = HttpClient.newHttpClient();
    private String address = "";

    @Test
    void answersAndStopsWhenItsRequestsAreDone() throws Exception {
        Process server = Run.jopher(List.of("run", "examples/server/Server.java", "0"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = server.inputReader()) {
            String first = String.valueOf(out.readLine());
            assertThat(first).startsWith("listening on ");
            address = "http://localhost:" + first.replaceAll("\\D", "");
            assertThat(get("/primes?below=1000").body()).isEqualTo("168\n");
            assertThat(get("/primes?below=many").statusCode()).isEqualTo(500);
            assertThat(get("/metrics").body()).contains("go_goroutine_count ");
            CompletableFuture<HttpResponse<String>> slow = client
                    .sendAsync(request("/sleep?millis=10000"), BodyHandlers.ofString());
            String dump;
            do {
                dump = get("/goroutines").body();
            } while (!dump.contains("sleepFor"));
            assertThat(dump).contains("] {path: /sleep}:\n");
            server.toHandle().destroy(); // destroy() of the process closes what it prints to
            assertThat(slow.get().body()).isEqualTo("slept\n");
            assertThat(out.lines()).containsExactly("stopping", "stopped");
            assertThat(server.waitFor()).isZero();
        } finally {
            server.destroyForcibly();
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).build();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path), BodyHandlers.ofString());
    }
}
