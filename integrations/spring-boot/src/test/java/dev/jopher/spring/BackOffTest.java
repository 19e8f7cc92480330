package dev.jopher.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.ProtocolHandler;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskExecutor;

/** What the program has, or has not, decides what is configured. */
class BackOffTest {
    private static final String EXECUTOR = "applicationTaskExecutor";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(JopherAutoConfiguration.class,
                    TaskExecutionAutoConfiguration.class));

    @Test
    void allIsThere() {
        runner.withPropertyValues("management.endpoints.web.exposure.include=goroutines")
                .run(context -> assertThat(context).hasNotFailed()
                        .hasSingleBean(GoroutineTaskExecutor.class)
                        .hasSingleBean(GoroutineTomcatCustomizer.class)
                        .hasSingleBean(GoroutineJettyCustomizer.class)
                        .hasSingleBean(GoroutinesEndpoint.class)
                        .hasBean("goroutinesHealthIndicator").hasBean("jopherMetrics"));
    }

    @Test
    void nothingIfSwitchedOff() {
        runner.withPropertyValues("jopher.enabled=false").run(context -> assertThat(context)
                .hasNotFailed().doesNotHaveBean(JopherAutoConfiguration.class)
                .doesNotHaveBean(GoroutineTaskExecutor.class)
                .doesNotHaveBean(GoroutineTomcatCustomizer.class)
                .doesNotHaveBean("goroutinesHealthIndicator"));
    }

    /** As an application without web server, actuator and Micrometer. */
    @Test
    void withoutLibraries() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate",
                "org.springframework.boot.health", "org.springframework.boot.tomcat",
                "org.springframework.boot.jetty", "org.apache.catalina", "org.eclipse.jetty",
                "io.micrometer"))
                .run(context -> assertThat(context).hasNotFailed()
                        .hasSingleBean(GoroutineTaskExecutor.class)
                        .doesNotHaveBean(GoroutineTomcatCustomizer.class)
                        .doesNotHaveBean(GoroutineJettyCustomizer.class)
                        .doesNotHaveBean("goroutinesEndpoint")
                        .doesNotHaveBean("goroutinesHealthIndicator")
                        .doesNotHaveBean("jopherMetrics"));
    }

    @Test
    void endpointThatIsNotExposed() {
        runner.withPropertyValues("management.endpoints.web.exposure.include=health").run(
                context -> assertThat(context).doesNotHaveBean(GoroutinesEndpoint.class));
    }

    @Test
    void healthThatIsSwitchedOff() {
        runner.withPropertyValues("management.health.goroutines.enabled=false").run(
                context -> assertThat(context).doesNotHaveBean("goroutinesHealthIndicator"));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnExecutor {
        @Bean
        TaskExecutor own() {
            return new SyncTaskExecutor();
        }
    }

    @Test
    void anExecutorOfTheProgramStays() {
        runner.withUserConfiguration(OwnExecutor.class).run(context -> assertThat(context)
                .hasNotFailed().getBean(Executor.class).isInstanceOf(SyncTaskExecutor.class));
    }

    /** Boot makes its own then, with the name that ours has. */
    @Test
    void aForcedExecutorIsBoots() {
        runner.withUserConfiguration(OwnExecutor.class)
                .withPropertyValues("spring.task.execution.mode=force")
                .run(context -> assertThat(context).hasNotFailed().hasBean(EXECUTOR)
                        .doesNotHaveBean(GoroutineTaskExecutor.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class Decorators {
        @Bean
        TaskDecorator decorator() {
            return task -> () -> {
                Thread.currentThread().setName("decorated");
                task.run();
            };
        }
    }

    @Test
    void decoratorsApply() {
        runner.withUserConfiguration(Decorators.class).run(context -> assertThat(
                context.getBean(GoroutineTaskExecutor.class)
                        .submit(() -> Thread.currentThread().getName()).get())
                .isEqualTo("decorated"));
    }

    private static Executor ofTomcat(Executor before) {
        var factory = new TomcatServletWebServerFactory();
        factory.addProtocolHandlerCustomizers(
                (ProtocolHandler handler) -> handler.setExecutor(before));
        var customizer = new GoroutineTomcatCustomizer();
        customizer.customize(factory);
        ProtocolHandler handler = new Connector().getProtocolHandler();
        factory.getProtocolHandlerCustomizers().forEach(c -> customize(c, handler));
        customizer.destroy();
        return handler.getExecutor();
    }

    @SuppressWarnings("unchecked")
    private static void customize(TomcatProtocolHandlerCustomizer<?> customizer,
            ProtocolHandler handler) {
        ((TomcatProtocolHandlerCustomizer<ProtocolHandler>) customizer).customize(handler);
    }

    @Test
    void anExecutorOfTomcatStays() {
        Executor own = new SyncTaskExecutor();
        assertThat(ofTomcat(own)).isSameAs(own);
        assertThat(ofTomcat(new VirtualThreadExecutor("boot")))
                .isNotInstanceOfAny(VirtualThreadExecutor.class, ThreadPoolExecutor.class);
    }

    @Test
    void anExecutorOfJettyStays() {
        Executor own = new SyncTaskExecutor();
        var pool = new QueuedThreadPool();
        pool.setVirtualThreadsExecutor(own);
        var factory = new JettyServletWebServerFactory();
        var customizer = new GoroutineJettyCustomizer();
        customizer.customize(factory);
        factory.getServerCustomizers().forEach(c -> c.customize(new Server(pool)));
        customizer.destroy();
        assertThat(pool.getVirtualThreadsExecutor()).isSameAs(own);
    }
}
