package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.Func;
import dev.jopher.Go;
import dev.jopher.Unit;
import dev.jopher.internal.support.Goroutine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tests of golang.org/x/sync/errgroup (errgroup_test.go), by behaviour. */
@Timeout(60)
class ErrGroupGoTest {
    private static final IOException ONE = new IOException("one");
    private static final IOException TWO = new IOException("two");

    static Stream<List<@Nullable Exception>> outcomes() {
        return Stream.of(List.of(), Arrays.asList((Exception) null), List.of(ONE),
                Arrays.asList(ONE, null), Arrays.asList(ONE, null, TWO));
    }

    private static Func ending(@Nullable Exception e) {
        return () -> {
            if (e != null) {
                throw e;
            }
        };
    }

    private static @Nullable Throwable await(ErrGroup g) {
        Throwable thrown = catchThrowable(g::await);
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(CompletionException.class);
        }
        return thrown == null ? null : thrown.getCause();
    }

    private static @Nullable Throwable first(List<@Nullable Exception> errs) {
        return errs.stream().filter(e -> e != null).findFirst().orElse(null);
    }

    // TestZeroGroup
    @ParameterizedTest
    @MethodSource("outcomes")
    void awaitTellsTheFirstFailureSoFar(List<@Nullable Exception> errs) {
        var g = new ErrGroup();
        for (int i = 0; i < errs.size(); i++) {
            g.go(ending(errs.get(i)));
            assertThat(await(g)).isSameAs(first(errs.subList(0, i + 1)));
        }
    }

    // TestWithContext, TestCancelCause
    @ParameterizedTest
    @MethodSource("outcomes")
    void awaitEndsTheContextForTheFailuresReason(List<@Nullable Exception> errs) {
        var g = new ErrGroup(Context.background());
        for (Exception e : errs) {
            assertThat(g.tryGo(ending(e))).isTrue();
            if (e != null) {
                Goroutine.until(() -> g.context().err() != null); // so that it is the first
            }
        }
        Throwable want = first(errs);
        assertThat(await(g)).isSameAs(want);
        assertThat(g.context().done().tryReceiveOk()).isNotNull();
        assertThat(g.context().err()).isSameAs(Context.CANCELED);
        assertThat(g.context().cause()).isSameAs(want == null ? Context.CANCELED : want);
    }

    // TestTryGo
    @Test
    void tryGoKeepsToTheLimit() {
        var g = new ErrGroup();
        var c = new Channel<Unit>();
        Func send = () -> c.send(Unit.UNIT);
        g.setLimit(42);
        for (int i = 0; i < 42; i++) {
            assertThat(g.tryGo(send)).isTrue();
        }
        assertThat(g.tryGo(send)).isFalse();
        Go.go(() -> receive(c, 42));
        g.await();

        assertThat(g.tryGo(send)).isTrue();
        Go.go(() -> receive(c, 1));
        g.await();

        g.setLimit(1);
        assertThat(g.tryGo(send)).isTrue();
        assertThat(g.tryGo(send)).isFalse();
        Go.go(() -> receive(c, 1));
        g.await();

        g.setLimit(0);
        for (int i = 0; i < 1 << 10; i++) {
            assertThat(g.tryGo(send)).isFalse();
        }
        g.await();
    }

    private static void receive(Channel<Unit> c, int n) {
        for (int i = 0; i < n; i++) {
            var _ = c.receive();
        }
    }

    // TestGoLimit
    @Test
    void goKeepsToTheLimit() {
        var g = new ErrGroup();
        g.setLimit(10);
        var active = new AtomicInteger();
        for (int i = 0; i <= 1 << 10; i++) {
            g.go(() -> {
                check(active.incrementAndGet() <= 10);
                Go.gosched(); // lets others become active
                active.decrementAndGet();
            });
        }
        g.await();
    }

    private static void check(boolean fine) throws IOException {
        if (!fine) {
            throw new IOException("more are active than the limit allows");
        }
    }

    // ExampleGroup_parallel
    @Test
    void parallelSearch() {
        var g = new ErrGroup(Context.background());
        String[] results = new String[3];
        List<String> kinds = List.of("web", "image", "video");
        for (int i : Go.range(3)) {
            g.go(() -> results[i] = kinds.get(i) + " result for \"golang\"");
        }
        g.await();
        assertThat(results).containsExactly("web result for \"golang\"",
                "image result for \"golang\"", "video result for \"golang\"");
    }
}
