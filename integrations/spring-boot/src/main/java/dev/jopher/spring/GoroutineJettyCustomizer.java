package dev.jopher.spring;

import java.util.concurrent.ExecutorService;

import dev.jopher.Go;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.VirtualThreads;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * Lets Jetty handle each request in a goroutine, unless the program has given its pool an executor
 * for virtual threads. The pool's own threads accept and select.
 */
final class GoroutineJettyCustomizer
        implements
            WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory>,
            Ordered,
            DisposableBean {
    private final ExecutorService executor = Go.executor();

    @Override
    public void customize(ConfigurableJettyWebServerFactory factory) {
        factory.addServerCustomizers(this::customize);
    }

    private void customize(Server server) {
        if (server.getThreadPool() instanceof VirtualThreads.Configurable pool
                && pool.getVirtualThreadsExecutor() == null) {
            pool.setVirtualThreadsExecutor(executor);
        }
    }

    @Override
    public int getOrder() {
        return GoroutineTomcatCustomizer.ORDER;
    }

    @Override
    public void destroy() {
        executor.shutdownNow();
    }
}
