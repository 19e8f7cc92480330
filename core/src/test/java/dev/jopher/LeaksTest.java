package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.jopher.internal.leak.RuntimeProbe;
import dev.jopher.internal.support.Goroutine;
import dev.jopher.sync.Cond;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Unreachable goroutines are found; what only looks like them: {@link LeaksNoFalseAlarmTest}. */
@Tag("own-scheduler")
@Timeout(120)
class LeaksTest {
    enum Lost {
        SEND("chan send", () -> new Channel<Integer>().send(1)),
        RECEIVE("chan receive", () -> new Channel<Integer>().receive()),
        NIL("chan receive (nil chan)", () -> Channel.<Integer>never().receive()),
        SELECT("select", () -> Go.select(onReceive(new Channel<Integer>()),
                onSend(new Channel<Integer>(), 1))),
        NO_CASES("select (no cases)", () -> Go.select()),
        MUTEX("sync.Mutex.Lock", () -> {
            Mutex mu = new Mutex();
            mu.lock();
            mu.lock();
        }),
        GROUP("sync.WaitGroup.Wait", () -> {
            WaitGroup wg = new WaitGroup();
            wg.add(1);
            wg.await();
        }),
        COND("sync.Cond.Wait", () -> {
            Mutex mu = new Mutex();
            mu.lock();
            new Cond(mu).await();
        }),
        CONTEXT("select", () -> {
            try (var ctx = Context.background().withCancel()) {
                new Channel<Integer>().receive(ctx);
            }
        });

        final String reason;
        final Func body;

        Lost(String reason, Func body) {
            this.reason = reason;
            this.body = body;
        }
    }

    @ParameterizedTest
    @EnumSource
    void leakedGoroutineIsFound(Lost lost) {
        int before = Go.numGoroutine();
        startAndForget(lost.reason, lost.body);
        List<GoroutineGroup> found = findHere();
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().reason()).isEqualTo(lost.reason);
        assertThat(found.getFirst().toString())
                .contains("1 goroutine blocked in " + lost.reason + " at LeaksTest.java:")
                .contains("created at LeaksTest.java:");
        Goroutine.until(() -> Go.numGoroutine() <= before); // those of other tests come and go
        assertThat(here(Leaks.find())).isEmpty();
    }

    private static void startAndForget(String reason, Func body) {
        Goroutine.waiting(reason, body);
    }

    /** The search for cycles of locks keeps none alive between two looks, here a second apart. */
    @Test
    void leakedLockCycleIsFoundBeforeItIsReported() {
        startAndForget(Lost.MUTEX.reason, Lost.MUTEX.body);
        Go.sleep(Duration.ofMillis(200)); // the first look is over
        GoroutineGroup found = findHere(10).getFirst();
        assertThat(found.waitedOn()).startsWith("Mutex[locked, awaited] 0x")
                .contains(", held by goroutine " + found.goroutines().getFirst());
    }

    /** Two that wait for each other's channel hold each other, and nothing else holds them. */
    @Test
    void leakedCyclesAreFoundAndFolded() {
        int n = 500;
        circles(n);
        int found = 0;
        while (found < 2 * n) {
            for (GoroutineGroup leak : findHere()) {
                found += leak.count();
            }
        }
        assertThat(found).isEqualTo(2 * n);
    }

    private static void circles(int n) {
        WaitGroup ready = new WaitGroup();
        ready.add(2 * n);
        for (int i = 0; i < n; i++) {
            var a = new Channel<Integer>();
            var b = new Channel<Integer>();
            go(() -> receiveThenSend(ready, a, b));
            go(() -> receiveThenSend(ready, b, a));
        }
        ready.await();
    }

    private static void receiveThenSend(WaitGroup ready, Channel<Integer> from,
            Channel<Integer> to) {
        ready.done();
        from.receive();
        to.send(1);
    }

    /** A computing processor's seat goes to another; its ring must not keep what was stolen. */
    @Test
    void leakIsFoundWhenItsProcessorLostItsSlot() {
        int n = 50;
        var over = new AtomicBoolean();
        for (int i = 0; i < Go.maxProcs(); i++) {
            go(() -> yieldUntil(over));
        }
        var computed = new Channel<Unit>();
        go(() -> startAndCompute(n, computed));
        computed.receive();
        over.set(true);
        int found = 0;
        while (found < n) {
            found += findHere().stream().mapToInt(GoroutineGroup::count).sum();
        }
        assertThat(found).isEqualTo(n);
    }

    /** What others have stolen from the processor of the searcher, which never yields. */
    @Test
    void leakIsFoundByGoroutineThatNeverYields() {
        int n = 50;
        Go.run(() -> {
            for (int round = 0; round < 20; round++) {
                startAndSpin(n);
                int found = 0;
                for (int looks = 0; found < n && looks < 100; looks++) {
                    found += here(Leaks.find()).stream().mapToInt(GoroutineGroup::count).sum();
                }
                assertThat(found).as("round %d", round).isEqualTo(n);
            }
        });
    }

    /** None of them runs here. */
    private static void startAndSpin(int n) {
        long before = RuntimeProbe.waiting("sync.Mutex.Lock");
        var mu = new Mutex();
        mu.lock();
        for (int i = 0; i < n; i++) {
            go(() -> mu.lock());
        }
        while (RuntimeProbe.waiting("sync.Mutex.Lock") < before + n) {
            Thread.onSpinWait();
        }
    }

    private static void yieldUntil(AtomicBoolean over) {
        while (!over.get()) {
            Go.gosched();
        }
    }

    private static void startAndCompute(int n, Channel<Unit> computed) {
        for (int i = 0; i < n; i++) {
            go(() -> new Channel<Integer>().receive());
        }
        long start = System.nanoTime();
        while (System.nanoTime() - start < 100_000_000) {
            Thread.onSpinWait();
        }
        computed.send(Unit.UNIT);
    }

    @Test
    void objectsHeldByLeakedGoroutineAreCollected() {
        var memory = new java.lang.ref.WeakReference<>(leakWithBytes());
        assertThat(findHere()).hasSize(1);
        Goroutine.until(() -> {
            System.gc();
            return memory.refersTo(null);
        });
    }

    private static byte[] leakWithBytes() {
        byte[] bytes = new byte[1000];
        startAndForget("chan receive", () -> {
            new Channel<byte[]>().receive();
            assertThat(bytes).isEmpty();
        });
        return bytes;
    }

    @Test
    void monitorReportsNewLeaksAtInterval() throws Exception {
        BlockingQueue<GoroutineGroup> told = new LinkedBlockingQueue<>();
        try (var _ = Leaks.monitor(Duration.ofMillis(10), leaks -> told.addAll(here(leaks)))) {
            startAndForget("chan receive", () -> new Channel<Integer>().receive());
            assertThat(told.take().reason()).isEqualTo("chan receive");
            startAndForget("chan send", () -> new Channel<Integer>().send(1));
            assertThat(told.take().reason()).isEqualTo("chan send");
        }
        assertThat(told).isEmpty();
    }

    /** The thread that searches wakes none. Alone: see {@link DeadlockDetectorTest}. */
    @Test
    @Tag("alone")
    void deadlockIsReportedDuringPeriodicLeakSearch() {
        try (var _ = Leaks.monitor(Duration.ofMillis(50), leaks -> {})) {
            assertThatThrownBy(() -> Go.run(() -> new Channel<Unit>().receive()))
                    .isInstanceOf(DeadlockException.class);
        }
    }

    @Test
    void nonPositiveIntervalIsRefused() {
        assertThatThrownBy(() -> Leaks.monitor(Duration.ZERO, leaks -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Looks until something of this class is found, or for very often. */
    private static List<GoroutineGroup> findHere() {
        return findHere(500);
    }

    private static List<GoroutineGroup> findHere(int looks) {
        for (int i = 0; i < looks; i++) {
            List<GoroutineGroup> found = here(Leaks.find());
            if (!found.isEmpty()) {
                return found;
            }
        }
        throw new AssertionError("nothing is found:\n" + Go.dump());
    }

    /** Other tests leave goroutines behind as well. */
    static List<GoroutineGroup> here(List<GoroutineGroup> leaks) {
        List<GoroutineGroup> here = new ArrayList<>(leaks);
        here.removeIf(l -> l.stack().stream()
                .noneMatch(f -> f.getClassName().startsWith("dev.jopher.Leaks")));
        return here;
    }
}
