package dev.jopher.bench.servers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;

import dev.jopher.bench.worker.Servers;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty, whose requests run on an executor of virtual threads. */
final class JettyServer {
    private static final byte[] HELLO = Servers.HELLO.getBytes(StandardCharsets.UTF_8);

    private JettyServer() {}

    static int start(Executor executor) throws Exception {
        var pool = new QueuedThreadPool();
        pool.setVirtualThreadsExecutor(executor);
        var server = new Server(pool);
        var connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, HELLO.length);
                response.write(true, ByteBuffer.wrap(HELLO), callback);
                return true;
            }
        });
        server.start();
        return connector.getLocalPort();
    }
}
