package dev.jopher.opentelemetry;

import static dev.jopher.Go.detached;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

import dev.jopher.Context;
import dev.jopher.Go;
import dev.jopher.sync.ErrGroup;
import dev.jopher.sync.WaitGroup;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Spans of goroutines are children of their creators' spans, with the SDK. */
class OpenTelemetryPropagatorTest {
    private static final String NO_PARENT = "0000000000000000";

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans)).build();
    private final Tracer tracer = provider.get("test");

    @AfterEach
    void close() {
        provider.close();
    }

    private void span(String name) {
        tracer.spanBuilder(name).startSpan().end();
    }

    /** Returns the name of the span that is the parent; null for none. */
    private String parentOf(String name) {
        String id = named(name).getParentSpanId();
        return id.equals(NO_PARENT) ? "none"
                : spans.getFinishedSpanItems().stream().filter(s -> s.getSpanId().equals(id))
                        .map(SpanData::getName).findAny().orElse("unknown");
    }

    private SpanData named(String name) {
        return spans.getFinishedSpanItems().stream().filter(s -> s.getName().equals(name))
                .findAny().orElseThrow();
    }

    @Test
    void spanInAGoroutineIsAChildOfItsCreatorsSpan() throws Exception {
        Span request = tracer.spanBuilder("request").startSpan();
        try (Scope _ = request.makeCurrent(); var group = new ErrGroup()) {
            group.go(() -> {
                Span outer = tracer.spanBuilder("outer").startSpan();
                try (Scope _ = outer.makeCurrent()) {
                    var inner = new WaitGroup();
                    inner.go(() -> span("inner"));
                    inner.await();
                }
                outer.end();
            });
            group.go(detached(() -> span("detached")));
            group.await();
            try (ExecutorService executor = Go.executor()) {
                executor.submit(() -> span("task")).get();
            }
        }
        request.end();
        assertThat(parentOf("outer")).isEqualTo("request");
        assertThat(parentOf("inner")).isEqualTo("outer");
        assertThat(parentOf("task")).isEqualTo("request");
        assertThat(parentOf("detached")).isEqualTo("none");
        assertThat(named("inner").getTraceId()).isEqualTo(named("request").getTraceId());
    }

    /** The span may have ended when the goroutine starts; it is the parent all the same. */
    @Test
    void laterGoroutinesBelongToTheSpanOfTheRequest() {
        var timer = new CompletableFuture<Void>();
        var canceled = new CompletableFuture<Void>();
        Span request = tracer.spanBuilder("request").startSpan();
        var ctx = Context.background().withCancel();
        try (Scope _ = request.makeCurrent()) {
            var _ = Go.afterFunc(Duration.ofMillis(1), () -> {
                span("timer");
                timer.complete(null);
            });
            var _ = ctx.afterFunc(() -> {
                span("canceled");
                canceled.complete(null);
            });
        }
        request.end();
        ctx.cancel();
        CompletableFuture.allOf(timer, canceled).join();
        assertThat(parentOf("timer")).isEqualTo("request");
        assertThat(parentOf("canceled")).isEqualTo("request");
    }

    @Test
    void baggageCrossesAndIsGoneAfterTheBody() {
        var seen = new CompletableFuture<String>();
        var group = new WaitGroup();
        try (Scope _ = Baggage.builder().put("tenant", "acme").build().makeCurrent()) {
            group.go(() -> seen.complete(Baggage.current().getEntryValue("tenant")));
            group.await();
        }
        assertThat(seen.join()).isEqualTo("acme");
        assertThat(Baggage.current().isEmpty()).isTrue();
    }
}
