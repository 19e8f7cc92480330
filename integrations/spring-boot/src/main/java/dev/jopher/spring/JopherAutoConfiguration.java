package dev.jopher.spring;

import java.util.concurrent.Executor;

import dev.jopher.micrometer.JopherMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.Server;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;

/**
 * Lets Spring Boot use goroutines. Each part needs its library, and backs off if the program has
 * such a bean of its own.
 *
 * <p>Before Boot's own task executor, which then backs off in turn.
 */
@AutoConfiguration(before = TaskExecutionAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "jopher.enabled", matchIfMissing = true)
public final class JopherAutoConfiguration {
    JopherAutoConfiguration() {}

    /**
     * The executor of {@code @Async}, of asynchronous requests and of whatever asks Boot for one.
     */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "jopher.async.enabled", matchIfMissing = true)
    static final class Tasks {
        /**
         * Has the second name because Spring looks for it when there are several executors, such as
         * that of {@code @Scheduled}. With the mode "force", Boot makes a bean of the first name.
         */
        @Bean({TaskExecutionAutoConfiguration.APPLICATION_TASK_EXECUTOR_BEAN_NAME, "taskExecutor"})
        @ConditionalOnMissingBean(Executor.class)
        @ConditionalOnProperty(name = "spring.task.execution.mode", havingValue = "auto", matchIfMissing = true)
        GoroutineTaskExecutor applicationTaskExecutor(ObjectProvider<TaskDecorator> decorators) {
            return new GoroutineTaskExecutor(decorators.orderedStream().toList());
        }
    }

    /** The requests of an embedded Tomcat. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({Tomcat.class, ConfigurableTomcatWebServerFactory.class})
    @ConditionalOnBooleanProperty(name = "jopher.web.enabled", matchIfMissing = true)
    static final class TomcatRequests {
        @Bean
        @ConditionalOnMissingBean
        GoroutineTomcatCustomizer goroutineTomcatCustomizer() {
            return new GoroutineTomcatCustomizer();
        }
    }

    /** The requests of an embedded Jetty. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({Server.class, ConfigurableJettyWebServerFactory.class})
    @ConditionalOnBooleanProperty(name = "jopher.web.enabled", matchIfMissing = true)
    static final class JettyRequests {
        @Bean
        @ConditionalOnMissingBean
        GoroutineJettyCustomizer goroutineJettyCustomizer() {
            return new GoroutineJettyCustomizer();
        }
    }

    /** The endpoint of the actuator, if it is exposed. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
    static final class Endpoint {
        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnAvailableEndpoint
        GoroutinesEndpoint goroutinesEndpoint() {
            return new GoroutinesEndpoint();
        }
    }

    /** What the health endpoint says of goroutines. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    static final class Health {
        @Bean
        @ConditionalOnMissingBean(name = "goroutinesHealthIndicator")
        @ConditionalOnEnabledHealthIndicator("goroutines")
        DeadlockHealthIndicator goroutinesHealthIndicator() {
            return new DeadlockHealthIndicator();
        }
    }

    /** The meters, which Boot binds to its registries. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static final class Metrics {
        @Bean
        @ConditionalOnMissingBean
        JopherMetrics jopherMetrics() {
            return new JopherMetrics();
        }
    }
}
