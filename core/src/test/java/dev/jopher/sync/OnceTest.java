package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.jopher.Channel;
import dev.jopher.DeadlockException;
import dev.jopher.Go;
import dev.jopher.Unit;
import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Once, onceFunc, onceValue; after {@code sync/once_test.go} and {@code sync/oncefunc_test.go}. */
@Timeout(60)
class OnceTest {
    private final Once once = new Once();
    private final AtomicInteger calls = new AtomicInteger();

    /** TestOnce: however many call, it runs once, and has run when any call returns. */
    @Test
    void onceForAll() {
        for (int round = 0; round < 100; round++) {
            var o = new Once();
            int[] n = new int[1];
            var wg = new ErrGroup();
            for (int i = 0; i < 10; i++) {
                wg.go(() -> {
                    o.run(() -> n[0]++);
                    assertThat(n[0]).isEqualTo(1);
                });
            }
            wg.await();
        }
    }

    @Test
    void othersWaitForTheEnd() {
        var begun = new Channel<Unit>();
        var end = new Channel<Unit>();
        Goroutine first = Goroutine.start(() -> once.run(() -> {
            begun.send(Unit.UNIT);
            end.receive();
        }));
        begun.receive();
        List<Goroutine> others = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            others.add(
                    Goroutine.waiting("sync.Mutex.Lock", () -> once.run(calls::incrementAndGet)));
        }
        end.send(Unit.UNIT);
        first.join();
        others.forEach(Goroutine::join);
        assertThat(calls).hasValue(0);
    }

    /** TestOncePanic: a failure leaves the call, and counts as done. */
    @Test
    void aFailureCounts() {
        var failure = new IllegalStateException("failed");
        assertThatThrownBy(() -> once.run(() -> {
            throw failure;
        })).isSameAs(failure);
        once.run(calls::incrementAndGet);
        assertThat(calls).hasValue(0);
    }

    @Test
    void goexitCounts() {
        Goroutine.start(() -> Go.run(() -> once.run(Go::goexit)));
        Goroutine.until(() -> {
            once.run(() -> {});
            return true;
        });
        once.run(calls::incrementAndGet);
        assertThat(calls).hasValue(0);
    }

    @Tag("alone")
    @Test
    void aRecursiveRunWaitsForItself() {
        assertThatExceptionOfType(DeadlockException.class)
                .isThrownBy(() -> Go.run(() -> once.run(() -> once.run(() -> {}))))
                .withMessageContaining("[sync.Mutex.Lock]");
        Runnable[] f = new Runnable[1];
        f[0] = Once.onceFunc(() -> f[0].run());
        assertThatExceptionOfType(DeadlockException.class).isThrownBy(() -> Go.run(f[0]::run))
                .withMessageContaining("[sync.Mutex.Lock]");
    }

    // ---- onceFunc, onceValue --------------------------------------------------------------------

    /** TestOnceFunc. */
    @Test
    void onceFunc() {
        Runnable f = Once.onceFunc(calls::incrementAndGet);
        assertThat(calls).hasValue(0);
        f.run();
        f.run();
        assertThat(calls).hasValue(1);
    }

    /** TestOnceValue; TestOnceValues, whose two values are one record in Java. */
    @Test
    void onceValue() {
        record Two(int first, int second) {}
        Supplier<Two> f =
                Once.onceValue(() -> new Two(calls.incrementAndGet(), calls.incrementAndGet()));
        assertThat(f.get()).isEqualTo(new Two(1, 2));
        assertThat(f.get()).isSameAs(f.get());
        assertThat(calls).hasValue(2);
    }

    static Stream<Throwable> failures() {
        return Stream.of(new IllegalStateException("x"), new AssertionError("x"));
    }

    private void fail(Throwable e) {
        calls.incrementAndGet();
        if (e instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) e;
    }

    /** TestOnceFuncPanic, TestOnceValue(s)Panic: each call has its own exception, one failure. */
    @ParameterizedTest
    @MethodSource("failures")
    void eachCallThrowsAnExceptionAroundTheFirstFailure(Throwable e) {
        Runnable f = Once.onceFunc(() -> fail(e));
        Supplier<String> g = Once.onceValue(() -> {
            fail(e);
            return "";
        });
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(f::run).isInstanceOf(CompletionException.class).cause().isSameAs(e);
            assertThatThrownBy(g::get).isInstanceOf(CompletionException.class).cause().isSameAs(e);
        }
        assertThat(calls).hasValue(2);
    }

    /** TestOnceFuncPanicTraceback: one sees where it failed. */
    @Test
    void theStackLeadsToTheFailure() {
        Runnable f = Once.onceFunc(OnceTest::failing);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(f::run)
                    .cause()
                    .satisfies(e -> assertThat(e.getStackTrace()[0].getMethodName())
                            .isEqualTo("failing"));
        }
    }

    private static void failing() {
        throw new IllegalStateException("x");
    }

    /** TestOnceFuncGoexit: no second call; a later caller learns that there is nothing to have. */
    @Test
    void goexitInOnceFunc() {
        Runnable f = Once.onceFunc(() -> {
            calls.incrementAndGet();
            Go.goexit();
        });
        var returned = new AtomicInteger();
        var wg = new WaitGroup();
        wg.go(() -> {
            f.run();
            returned.incrementAndGet();
        });
        wg.await();
        assertThatThrownBy(f::run).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(calls).hasValue(1);
        assertThat(returned).hasValue(0);
    }

    /** TestOnceXGC: what was called is not kept. */
    @Test
    void theFunctionBecomesGarbage() {
        byte[] buffer = new byte[1024];
        var ref = new WeakReference<>(buffer);
        Runnable f = writing(buffer);
        Supplier<Integer> g = reading(buffer);
        Runnable failing = failing(buffer);
        buffer = null;
        System.gc();
        assertThat(ref.get()).isNotNull();
        f.run();
        assertThat(g.get()).isEqualTo(1);
        assertThatThrownBy(failing::run).hasCauseInstanceOf(IllegalStateException.class);
        Goroutine.until(() -> {
            System.gc();
            return ref.get() == null;
        });
        f.run();
        assertThat(g.get()).isEqualTo(1);
        assertThatThrownBy(failing::run).hasCauseInstanceOf(IllegalStateException.class);
    }

    private static Runnable writing(byte[] buffer) {
        return Once.onceFunc(() -> buffer[0] = 1);
    }

    private static Supplier<Integer> reading(byte[] buffer) {
        return Once.onceValue(() -> (int) buffer[0]);
    }

    private static Runnable failing(byte[] buffer) {
        return Once.onceFunc(() -> {
            buffer[0] = 2;
            throw new IllegalStateException("x");
        });
    }
}
