package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.goexit;
import static dev.jopher.Go.gosched;
import static dev.jopher.Go.numGoroutine;
import static dev.jopher.internal.support.Goroutine.must;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.internal.leak.RuntimeProbe;
import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Test;

/** The go statement and what a goroutine can ask and do. */
class GoTest {
    private final Channel<Object> out = new Channel<>(10);

    // ---- three shapes ---------------------------------------------------------------------------

    @Test
    void aBody() {
        go(() -> out.send("ran"));
        assertThat(out.receive()).isEqualTo("ran");
    }

    @Test
    void aNameForDebuggersAndDumps() {
        go("worker", () -> out.send(Thread.currentThread().getName()));
        assertThat(out.receive()).isEqualTo("worker");
    }

    @Test
    void oneToFiveArguments() {
        go(a -> out.send(List.of(a)), 1);
        assertThat(out.receive()).isEqualTo(List.of(1));
        go((a, b) -> out.send(List.of(a, b)), 1, "b");
        assertThat(out.receive()).isEqualTo(List.of(1, "b"));
        go((a, b, c) -> out.send(List.of(a, b, c)), 1, "b", 'c');
        assertThat(out.receive()).isEqualTo(List.of(1, "b", 'c'));
        go((a, b, c, d) -> out.send(List.of(a, b, c, d)), 1, "b", 'c', 4L);
        assertThat(out.receive()).isEqualTo(List.of(1, "b", 'c', 4L));
        go((a, b, c, d, e) -> out.send(List.of(a, b, c, d, e)), 1, "b", 'c', 4L, 5.0);
        assertThat(out.receive()).isEqualTo(List.of(1, "b", 'c', 4L, 5.0));
    }

    @Test
    void methodReferencesMayDeclareWhatTheyThrow() {
        go(this::worker, 7);
        assertThat(out.receive()).isEqualTo(7);
    }

    private void worker(int id) throws Exception {
        if (id < 0) {
            throw new Exception("no such worker");
        }
        out.send(id);
    }

    /** Go specification, "Go statements": as usual, in the calling goroutine. */
    @Test
    void theCallerEvaluatesTheArguments() {
        var requests = new Channel<Integer>(10);
        for (int i = 0; i < 10; i++) {
            requests.send(i);
        }
        var gate = new Channel<Unit>();
        for (int i = 0; i < 10; i++) {
            go((thread, request) -> {
                gate.receive();
                out.send(thread == Thread.currentThread() ? "evaluated too late" : request);
            }, Thread.currentThread(), must(requests.receive()));
        }
        assertThat(requests.len()).as("before any goroutine ran").isZero();
        gate.close();
        var seen = new HashSet<Object>();
        for (int i = 0; i < 10; i++) {
            seen.add(must(out.receive()));
        }
        assertThat(seen).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullArgumentsArePassedOn() {
        go(a -> out.send(a == null ? "null" : a), (Object) null);
        assertThat(out.receive()).isEqualTo("null");
    }

    /** TestGoNil: it fails in the goroutine that starts it. */
    @Test
    @SuppressWarnings("NullAway")
    void noFunction() {
        int before = numGoroutine();
        assertThatNullPointerException().isThrownBy(() -> go((Func) null))
                .withMessage("go of nil func value");
        assertThatNullPointerException().isThrownBy(() -> go("name", null))
                .withMessage("go of nil func value");
        assertThatNullPointerException().isThrownBy(() -> go((Func.Of1<Integer>) null, 1))
                .withMessage("go of nil func value");
        assertThatNullPointerException().isThrownBy(() -> Go.run(null))
                .withMessage("go of nil func value");
        Goroutine.until(() -> numGoroutine() <= before); // those of other tests may come and go
    }

    // ---- which thread ---------------------------------------------------------------------------

    @Test
    void aGoroutineIsAVirtualThread() {
        go(() -> out.send(Thread.currentThread()));
        assertThat(((Thread) must(out.receive())).isVirtual()).isTrue();
    }

    @Test
    void idsAreDistinctAndGrow() {
        var ids = new ArrayList<Long>();
        for (int i = 0; i < 5; i++) {
            go(() -> out.send(Goroutines.currentId()));
            ids.add((Long) must(out.receive()));
        }
        assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch(id -> id > 0);
        assertThat(Goroutines.currentId()).as("no goroutine").isZero();
    }

    @Test
    void anIdStays() {
        var c = new Channel<Integer>();
        var g = Goroutine.start(() -> {
            long id = Goroutines.currentId();
            c.receive();
            assertThat(Goroutines.currentId()).isEqualTo(id);
            assertThat(RuntimeProbe.idOf(Thread.currentThread())).isEqualTo(id);
        });
        c.send(1);
        g.join();
    }

    /** TestNumGoroutine; anew when a goroutine of another test has come or gone meanwhile. */
    @Test
    void numGoroutineCountsThoseThatHaveNotEnded() {
        boolean disturbed = true;
        while (disturbed) {
            var c = new Channel<Integer>();
            int before = settled();
            for (int i = 0; i < 100; i++) {
                go(c::receive);
            }
            int during = numGoroutine();
            c.close();
            Goroutine.until(() -> numGoroutine() <= before);
            disturbed = settled() != before;
            assertThat(disturbed ? before + 100 : during).as("at once, whether they run or not")
                    .isEqualTo(before + 100);
        }
    }

    /** The number once it stays the same: goroutines of other tests may just be ending. */
    private static int settled() {
        int[] last = new int[2];
        Goroutine.until(() -> {
            int n = numGoroutine();
            last[1] = n == last[0] ? last[1] + 1 : 0;
            last[0] = n;
            return last[1] > 20;
        });
        return last[0];
    }

    // ---- goexit ---------------------------------------------------------------------------------

    /** TestGoexitDefer: its finally blocks run, and there is nothing to catch as an exception. */
    @Test
    void goexitRunsFinallyBlocksInnermostFirst() {
        go(() -> {
            try {
                exitFromWithin();
            } catch (RuntimeException e) {
                out.send("caught " + e);
            } finally {
                out.send("outer");
                out.close();
            }
            out.send("not reached");
        });
        var seen = new ArrayList<Object>();
        out.forEach(seen::add);
        assertThat(seen).containsExactly("inner", "outer");
    }

    private void exitFromWithin() {
        try (AutoCloseable resource = () -> out.send("inner")) {
            throw goexit();
        } catch (Exception e) {
            out.send("caught " + e);
        }
    }

    @Test
    void goexitEndsTheGoroutineAndReportsNothing() {
        var uncaught = new AtomicInteger();
        var thread = new Channel<Thread>(1);
        go(() -> {
            Thread.currentThread()
                    .setUncaughtExceptionHandler((t, e) -> uncaught.incrementAndGet());
            thread.send(Thread.currentThread());
            goexit();
        });
        Thread t = must(thread.receive());
        Goroutine.until(() -> !t.isAlive());
        assertThat(uncaught).hasValue(0);
        assertThat(RuntimeProbe.isGoroutine(t)).isFalse();
    }

    @Test
    void goexitIsForGoroutines() {
        assertThatIllegalStateException().isThrownBy(Go::goexit);
    }

    // ---- what leaves a goroutine outside of a program -------------------------------------------

    @Test
    void anExceptionGoesToTheThreadsHandler() {
        var boom = new Exception("boom");
        go(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((t, e) -> out.send(e));
            throw boom;
        });
        assertThat(out.receive()).isSameAs(boom);
    }

    @Test
    void elseToTheDefaultHandler() {
        var before = Thread.getDefaultUncaughtExceptionHandler();
        var boom = new IllegalStateException("boom");
        try {
            Thread.setDefaultUncaughtExceptionHandler((t, e) -> out.trySend(e == boom));
            go(() -> {
                throw boom;
            });
            Goroutine.until(() -> Boolean.TRUE.equals(out.receive())); // not that of another test
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    // ---- gosched and procs ----------------------------------------------------------------------

    /** TestYieldProgress: one that polls and yields lets the other come through. */
    @Test
    void aPollingGoroutineLetsOthersRun() {
        var c = new Channel<Boolean>();
        var ack = new Channel<Boolean>();
        go(() -> {
            while (c.tryReceive() == null) {
                gosched();
            }
            ack.send(true);
        });
        c.send(true);
        assertThat(ack.receive()).isTrue();
        gosched(); // by a platform thread: nothing to see, no failure
    }

    @Test
    void procsAreReportedAndChanged() {
        int before = Go.maxProcs();
        assertThat(before).isPositive();
        assertThat(Go.maxProcs(0)).isEqualTo(before);
        assertThat(Go.maxProcs(-1)).isEqualTo(before);
        try {
            assertThat(Go.maxProcs(before + 3)).isEqualTo(before);
            assertThat(Go.maxProcs()).isEqualTo(before + 3);
            var _ = Go.maxProcs(70_000_000);
            assertThat(Go.maxProcs()).isEqualTo(32_767);
        } finally {
            assertThat(Go.maxProcs(before)).isEqualTo(32_767);
        }
        assertThat(Go.numCPU()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }
}
