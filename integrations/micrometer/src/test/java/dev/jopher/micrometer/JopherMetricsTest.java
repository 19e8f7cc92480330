package dev.jopher.micrometer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpServer;
import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.Unit;
import dev.jopher.sync.WaitGroup;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Prometheus scrapes from a server whose handlers are goroutines. */
class JopherMetricsTest {
    private static final Pattern NAME = Pattern.compile("\\b(?:go|jopher)_[a-z_]+");

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HttpServer server = server();

    private static HttpServer server() {
        try {
            return HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void start() {
        new JopherMetrics(Tags.of("service", "test")).bindTo(registry);
        server.setExecutor(Go.executor());
        server.createContext("/metrics", exchange -> {
            byte[] body = registry.scrape().getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String scrape() {
        var address = URI.create("http://localhost:" + server.getAddress().getPort() + "/metrics");
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the value of a meter with no tag but ours. */
    private double value(String name) {
        return scrape().lines().filter(l -> l.startsWith(name + "{service=\"test\"} "))
                .mapToDouble(l -> Double.parseDouble(l.substring(l.lastIndexOf(' ') + 1)))
                .findFirst().orElseThrow(() -> new AssertionError("no " + name));
    }

    @Test
    void scrapeHasTheNumbers() {
        var gate = new Channel<Unit>();
        var group = new WaitGroup();
        double before = value("jopher_goroutine_starts_total");
        for (int i = 0; i < 100; i++) {
            group.go(gate::receive);
        }
        // These, and the one that serves the request.
        assertThat(value("go_goroutine_count")).isGreaterThanOrEqualTo(101);
        assertThat(value("jopher_goroutine_starts_total")).isGreaterThan(before + 100);
        assertThat(value("go_processor_limit")).isEqualTo(Go.maxProcs());
        assertThat(value("jopher_scheduler_switches_total")).isPositive();
        assertThat(value("jopher_deadlocks_total")).isZero();
        gate.close();
        group.await();
    }

    @Test
    void latenciesAreAHistogram() {
        String all = "jopher_schedule_duration_samples_total{le=\"+Inf\",service=\"test\"} ";
        await().atMost(Duration.ofMinutes(1)).until(() -> scrape().lines()
                .anyMatch(l -> l.startsWith(all) && !l.endsWith(" 0.0")));
    }

    @Test
    void dashboardShowsMetersThatExist() throws Exception {
        Set<String> scraped = names(scrape());
        Path folder = Path.of(System.getProperty("basedir", "integrations/micrometer"));
        Set<String> shown = names(Files.readString(folder.resolve("grafana/jopher.json")));
        assertThat(shown).hasSizeGreaterThan(10).isSubsetOf(scraped);
    }

    private static Set<String> names(String text) {
        Set<String> all = new TreeSet<>();
        var m = NAME.matcher(text);
        while (m.find()) {
            all.add(m.group());
        }
        return all;
    }
}
