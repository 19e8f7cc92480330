package dev.jopher.contextpropagation;

import static dev.jopher.Go.detached;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

import dev.jopher.Go;
import dev.jopher.sync.WaitGroup;
import io.micrometer.context.ContextRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A thread local that Micrometer's registry knows crosses {@code go}. */
class MicrometerPropagatorTest {
    private static final ThreadLocal<@Nullable String> TENANT = new ThreadLocal<>();

    private final WaitGroup group = new WaitGroup();
    private final List<@Nullable String> seen = new ArrayList<>();

    @BeforeEach
    void register() {
        ContextRegistry.getInstance().registerThreadLocalAccessor("tenant", TENANT);
        TENANT.set("acme");
    }

    @AfterEach
    void remove() {
        ContextRegistry.getInstance().removeThreadLocalAccessor("tenant");
        TENANT.remove();
    }

    @Test
    void goroutineHasTheThreadLocalsOfItsCreator() throws Exception {
        group.go(() -> {
            seen.add(TENANT.get());
            TENANT.set("globex");
            var inner = new WaitGroup();
            inner.go(() -> seen.add(TENANT.get()));
            inner.await();
        });
        group.await();
        seen.add(TENANT.get());
        try (ExecutorService executor = Go.executor()) {
            Future<@Nullable String> task = executor.submit(TENANT::get);
            seen.add(task.get());
        }
        assertThat(seen).containsExactly("acme", "globex", "acme", "acme");
    }

    @Test
    void detachedGoroutineHasNone() {
        group.go(detached(() -> seen.add(TENANT.get())));
        group.await();
        assertThat(seen).containsExactly((String) null);
    }
}
