package dev.jopher.bench.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Executor;

import dev.jopher.bench.worker.Servers;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.AbstractHttp11Protocol;

/** Tomcat, whose requests run on an executor. */
final class TomcatServer {
    private TomcatServer() {}

    static int start(Executor executor) throws IOException, LifecycleException {
        var tomcat = new Tomcat();
        String base = Files.createTempDirectory("jopher-tomcat").toString();
        tomcat.setBaseDir(base);
        var connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        var protocol = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
        protocol.setExecutor(executor);
        protocol.setMaxKeepAliveRequests(-1); // or it closes a connection after a hundred
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", base);
        Tomcat.addServlet(context, "hello", new Hello());
        context.addServletMappingDecoded("/", "hello");
        tomcat.start();
        return connector.getLocalPort();
    }

    private static final class Hello extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            response.setContentLength(Servers.HELLO.length());
            response.getOutputStream().print(Servers.HELLO);
        }
    }
}
