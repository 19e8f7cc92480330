package dev.jopher.spring;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.jopher.Goroutines;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** An application of Spring Boot that runs, on a port of its own, until it is closed. */
final class App implements AutoCloseable {
    /** Both servers are on the class path; the configuration of one is left out. */
    enum Server {
        TOMCAT("org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration"),
        JETTY("org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration");

        private final String leftOut;

        Server(String leftOut) {
            this.leftOut = leftOut;
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final int port;

    private App(ConfigurableApplicationContext context) {
        this.context = context;
        port = webServer(context).getPort();
    }

    private static WebServer webServer(ConfigurableApplicationContext context) {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer());
    }

    static App start(Server server, Class<?> source, String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.addAll(List.of("server.port=0", "spring.main.banner-mode=off",
                "logging.level.root=warn", "spring.autoconfigure.exclude=" + server.leftOut,
                "management.endpoints.web.exposure.include=*"));
        return new App(new SpringApplicationBuilder(source)
                .properties(all.toArray(String[]::new)).run());
    }

    /** Returns what the handlers of the tests answer, in a goroutine or not. */
    static String answer() {
        return "goroutine: " + (Goroutines.currentId() > 0);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    String server() {
        return webServer(context).getClass().getSimpleName();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    /** Fails if the server accepts no connections. */
    void connect() throws IOException {
        new Socket("localhost", port).close();
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = request(path);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        context.close();
        client.close();
    }
}
