package dev.jopher.slf4j;

import static dev.jopher.Go.detached;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.jopher.Go;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What Logback writes in goroutines has the MDC of their creators. */
class MdcPropagatorTest {
    private final Lines lines = new Lines();
    private final Logger log = (Logger) LoggerFactory.getLogger(MdcPropagatorTest.class);
    private final WaitGroup group = new WaitGroup();

    /** Messages with the tenant of the MDC. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final List<String> seen = new java.util.ArrayList<>();

        @Override
        protected void append(ILoggingEvent e) {
            seen.add(e.getMDCPropertyMap().get("tenant") + " " + e.getMessage());
        }
    }

    @BeforeEach
    void listen() {
        lines.start();
        log.setAdditive(false);
        log.addAppender(lines);
        MDC.put("tenant", "acme");
    }

    @AfterEach
    void stop() {
        log.detachAppender(lines);
        MDC.clear();
    }

    @Test
    void goroutineLogsWithTheMdcOfItsCreator() {
        group.go(() -> log.info("outer"));
        group.await();
        group.go(() -> {
            MDC.put("tenant", "globex");
            var inner = new WaitGroup();
            inner.go(() -> log.info("inner"));
            inner.await();
        });
        group.await();
        log.info("creator");
        assertThat(lines.seen).containsExactly("acme outer", "globex inner", "acme creator");
    }

    /** The goroutine of a timer has the MDC of the moment at which the timer was set. */
    @Test
    void laterGoroutinesHaveTheMdcOfTheRequest() {
        var done = new CompletableFuture<Void>();
        var _ = Go.afterFunc(Duration.ofMillis(1), () -> {
            log.info("timer");
            done.complete(null);
        });
        MDC.clear();
        done.join();
        assertThat(lines.seen).containsExactly("acme timer");
    }

    @Test
    void detachedGoroutineAndCreatorWithoutMdcLogNone() {
        group.go(detached(() -> log.info("detached")));
        group.await();
        MDC.clear();
        try (ExecutorService executor = Go.executor()) {
            executor.execute(() -> log.info("task"));
        }
        assertThat(lines.seen).containsExactly("null detached", "null task");
    }
}
