package dev.jopher.race.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** Servers, each with the JDK's HTTP client. */
final class ServerLoads {
    private ServerLoads() {}

    private static final Map<String, AtomicInteger> HITS = new ConcurrentHashMap<>();

    private static String answer(String path) {
        return path + " " + HITS.computeIfAbsent(path, p -> new AtomicInteger()).incrementAndGet();
    }

    private static void clients(int port, long end) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            Load.inThreads(4, end, n -> {
                String path = "/page" + n % 9;
                HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + path)).build();
                String body = client.send(request, BodyHandlers.ofString()).body();
                if (!body.startsWith(path)) {
                    throw new AssertionError(body);
                }
            });
        }
    }

    static final class Jetty implements Load {
        @Override
        public void run(long end) throws Exception {
            Server server = new Server(0);
            server.setHandler(new Handler.Abstract() {
                @Override
                public boolean handle(Request request, Response response, Callback callback) {
                    String text = answer(Request.getPathInContext(request));
                    response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)),
                            callback);
                    return true;
                }
            });
            server.start();
            clients(((ServerConnector) server.getConnectors()[0]).getLocalPort(), end);
            server.stop();
        }
    }

    static final class TomcatServer implements Load {
        @Override
        public void run(long end) throws Exception {
            Tomcat tomcat = new Tomcat();
            tomcat.setBaseDir(Files.createTempDirectory("race-tomcat-").toString());
            tomcat.setHostname(InetAddress.getLoopbackAddress().getHostName());
            tomcat.setPort(0);
            tomcat.getConnector();
            Context context = tomcat.addContext("", null);
            Tomcat.addServlet(context, "page", new HttpServlet() {
                private static final long serialVersionUID = 1;

                @Override
                protected void doGet(HttpServletRequest request, HttpServletResponse response)
                        throws IOException {
                    response.getWriter().print(answer(request.getRequestURI()));
                }
            });
            context.addServletMappingDecoded("/*", "page");
            tomcat.start();
            clients(tomcat.getConnector().getLocalPort(), end);
            tomcat.stop();
            tomcat.destroy();
        }
    }
}
