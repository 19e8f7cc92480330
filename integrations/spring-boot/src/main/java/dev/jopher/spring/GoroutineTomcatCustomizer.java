package dev.jopher.spring;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

import dev.jopher.Go;
import org.apache.coyote.ProtocolHandler;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * Lets Tomcat handle each request in a goroutine, unless the program has given it an executor.
 * Requests that are left when the graceful shutdown has ended are interrupted.
 */
final class GoroutineTomcatCustomizer
        implements
            WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>,
            Ordered,
            DisposableBean {
    /** After Boot's own, which is for the JDK's virtual threads, and before the program's. */
    static final int ORDER = 100;

    private final ExecutorService executor = Go.executor();

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addProtocolHandlerCustomizers((ProtocolHandler handler) -> {
            if (isBoots(handler.getExecutor())) {
                handler.setExecutor(executor);
            }
        });
    }

    private static boolean isBoots(@Nullable Executor found) {
        return found == null || found instanceof VirtualThreadExecutor;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public void destroy() {
        executor.shutdownNow();
    }
}
