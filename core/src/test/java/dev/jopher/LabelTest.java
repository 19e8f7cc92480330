package dev.jopher;

import static dev.jopher.Go.detached;
import static dev.jopher.Go.label;
import static dev.jopher.Go.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.leak.RuntimeProbe;
import dev.jopher.internal.program.PanicReport;
import dev.jopher.internal.support.Goroutine;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.Test;

/** {@link Go#label}: what a goroutine works for, in every report of it. */
class LabelTest {
    private final WaitGroup group = new WaitGroup();

    private Map<String, String> inGoroutine(java.util.function.UnaryOperator<Func> as) {
        var seen = new CompletableFuture<Map<String, String>>();
        group.go(as.apply(() -> seen.complete(labels())));
        return seen.join();
    }

    @Test
    void labelHoldsForItsBlock() {
        assertThat(labels()).isEmpty();
        try (var _ = label("tenant", "acme")) {
            try (var _ = label("path", "/jobs"); var _ = label("tenant", "globex")) {
                assertThat(labels()).isEqualTo(Map.of("tenant", "globex", "path", "/jobs"));
            }
            assertThat(labels()).isEqualTo(Map.of("tenant", "acme"));
        }
        assertThat(labels()).isEmpty();
    }

    @Test
    void goroutinesInheritTheLabelsOfTheirCreator() throws Exception {
        try (var _ = label("tenant", "acme")) {
            assertThat(inGoroutine(f -> f)).isEqualTo(Map.of("tenant", "acme"));
            assertThat(inGoroutine(f -> () -> {
                try (var _ = label("part", "1")) {
                    var inner = new WaitGroup();
                    inner.go(f);
                    inner.await();
                }
            })).isEqualTo(Map.of("tenant", "acme", "part", "1"));
            assertThat(inGoroutine(Go::detached)).isEmpty();
            try (ExecutorService executor = Go.executor()) {
                assertThat(executor.submit(Go::labels).get()).isEqualTo(Map.of("tenant", "acme"));
            }
            Go.run(() -> assertThat(labels()).isEqualTo(Map.of("tenant", "acme")));
        }
        assertThat(inGoroutine(f -> f)).isEmpty();
    }

    /** One line starts them all, as fast as it can: the labels are still each one's own. */
    @Test
    void labelsDoNotOutliveTheirBlockInWhatTheGoStatementRemembers() {
        for (int i = 0; i < 20_000; i++) {
            String number = Integer.toString(i);
            if (i % 2 == 0) {
                assertThat(inGoroutine(f -> f)).isEmpty();
            } else {
                try (var _ = label("number", number)) {
                    assertThat(inGoroutine(f -> f)).containsEntry("number", number);
                }
            }
        }
    }

    @Test
    void laterGoroutinesHaveTheLabelsOfTheRequest() {
        var timer = new CompletableFuture<Map<String, String>>();
        var canceled = new CompletableFuture<Map<String, String>>();
        var ctx = Context.background().withCancel();
        try (var _ = label("tenant", "acme")) {
            var _ = Go.afterFunc(Duration.ofMillis(1), () -> timer.complete(labels()));
            var _ = ctx.afterFunc(() -> canceled.complete(labels()));
        }
        ctx.cancel();
        assertThat(timer.join()).isEqualTo(Map.of("tenant", "acme"));
        assertThat(canceled.join()).isEqualTo(Map.of("tenant", "acme"));
    }

    @Test
    void dumpsShowLabels() {
        var gate = new Channel<Unit>();
        for (String tenant : new String[] {"acme", "big \"co\"\n"}) {
            try (var _ = label("tenant", tenant)) {
                var waits = new CompletableFuture<Thread>();
                group.go(() -> {
                    waits.complete(Thread.currentThread());
                    gate.receive();
                });
                Thread t = waits.join();
                Goroutine.until(() -> "chan receive".equals(RuntimeProbe.waitReason(t)));
            }
            String dump = Go.dump();
            if (tenant.equals("acme")) {
                assertThat(dump).contains(" [chan receive] {tenant: acme}:\n");
                assertThat(Go.dump(DumpOption.JSON)).contains("\"labels\":{\"tenant\":\"acme\"}");
            } else {
                assertThat(dump).contains(
                        "2 goroutines [chan receive] {tenant: acme} and other labels:\n");
                assertThat(Go.dump(DumpOption.UNFOLDED))
                        .contains(" [chan receive] {tenant: \"big \\\"co\\\"\\u000a\"}:\n");
            }
        }
        gate.close();
        group.await();
        Goroutine.until(() -> !Go.dump().contains("acme")); // the group counts before they are gone
    }

    @Test
    void panicReportShowsLabels() {
        var report = new CompletableFuture<String>();
        try (var _ = label("tenant", "acme")) {
            group.go(() -> report
                    .complete(PanicReport.of(G.current(), new IllegalStateException("boom"))));
        }
        assertThat(report.join()).contains(" [running] {tenant: acme}:\n");
    }

    @Test
    void liveGoroutinesHaveLabels() {
        var gate = new Channel<Unit>();
        var scope = Goroutines.watch();
        try (scope; var _ = label("tenant", "acme")) {
            group.go(gate::receive);
            assertThat(Goroutines.live()).anySatisfy(g -> {
                assertThat(g.labels()).isEqualTo("{tenant: acme}");
                assertThat(g).asString().contains(", labels {tenant: acme}");
            });
            gate.close();
            group.await();
        }
    }

    @Test
    void nullIsNoLabel() {
        assertThatNullPointerException().isThrownBy(() -> label(nothing(), "acme"));
        assertThatNullPointerException().isThrownBy(() -> label("tenant", nothing()));
        assertThat(labels()).isEmpty();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> labels().put("a", "b"));
    }

    @SuppressWarnings("NullAway")
    private static String nothing() {
        return null;
    }

    /** Named, so that the function has a line of its own. */
    @Test
    void detachedFunctionRunsAsItIs() {
        var ran = new CompletableFuture<Boolean>();
        Go.go("worker", detached(() -> ran.complete(true)));
        assertThat(ran.join()).isTrue();
    }
}
