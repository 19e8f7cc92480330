package dev.jopher.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;

import dev.jopher.Go;
import dev.jopher.Goroutines;
import io.javalin.Javalin;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines of {@code docs/servers.md}: with them, each server runs requests in goroutines. */
class ServersTest {
    @TempDir
    static Path folder;

    /** What each server answers: whether it runs in a goroutine. */
    private static String answer() {
        return "goroutine: " + (Goroutines.currentId() > 0);
    }

    private static void check(int port) throws Exception {
        var uri = URI.create("http://localhost:" + port + "/");
        try (var client = HttpClient.newHttpClient()) {
            var response =
                    client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            assertThat(response.body()).isEqualTo("goroutine: true");
        }
    }

    @Test
    void jetty() throws Exception {
        var pool = new QueuedThreadPool();
        pool.setVirtualThreadsExecutor(Go.executor());
        var server = new Server(pool);
        var connector = new ServerConnector(server);
        server.addConnector(connector);
        server.setStopTimeout(10_000);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                Content.Sink.write(response, true, answer(), callback);
                return true;
            }
        });
        server.start();
        check(connector.getLocalPort());
        server.stop();
    }

    @Test
    void javalin() throws Exception {
        var pool = new QueuedThreadPool();
        pool.setVirtualThreadsExecutor(Go.executor());
        var app = Javalin.create(config -> {
            config.jetty.threadPool = pool;
            config.routes.get("/", ctx -> ctx.result(answer()));
        });
        app.start(0);
        check(app.port());
        app.stop();
    }

    @Test
    void tomcat() throws Exception {
        var tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().getProtocolHandler().setExecutor(Go.executor());
        var app = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(app, "answer", new Answer());
        app.addServletMappingDecoded("/", "answer");
        tomcat.start();
        check(tomcat.getConnector().getLocalPort());
        tomcat.stop();
        tomcat.destroy();
    }

    private static final class Answer extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws java.io.IOException {
            response.getWriter().write(answer());
        }
    }

    @Test
    void undertow() throws Exception {
        try (ExecutorService executor = Go.executor()) {
            HttpHandler handler = exchange -> {
                exchange.startBlocking();
                exchange.getResponseSender().send(answer());
            };
            var server = Undertow.builder()
                    .addHttpListener(0, InetAddress.getLoopbackAddress().getHostAddress())
                    .setHandler(exchange -> exchange.dispatch(executor, handler))
                    .build();
            server.start();
            var listener = (java.net.InetSocketAddress) server.getListenerInfo().getFirst()
                    .getAddress();
            check(listener.getPort());
            server.stop();
        }
    }
}
