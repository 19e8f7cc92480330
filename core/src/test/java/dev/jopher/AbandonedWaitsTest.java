package dev.jopher;

import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onTimeout;
import static dev.jopher.Go.select;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.jopher.internal.leak.RuntimeProbe;
import dev.jopher.internal.support.Goroutine;
import dev.jopher.sync.Cond;
import dev.jopher.sync.ErrGroup;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.RWMutex;
import dev.jopher.sync.RateLimiter;
import dev.jopher.sync.Semaphore;
import dev.jopher.sync.SingleFlight;
import dev.jopher.sync.Sometimes;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A wait that an interrupt ends leaves nothing behind: no child of its context, no timer. */
@Tag("alone")
@Timeout(60)
class AbandonedWaitsTest {
    private static final Duration LONG = Duration.ofHours(1);

    /** @param body waits until the context is done, or for a long time */
    record Wait(String name, Of body) {
        interface Of {
            void run(Context ctx) throws Exception;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Wait> waits() {
        return Stream.concat(channels(), locks());
    }

    private static Stream<Wait> channels() {
        var empty = new Channel<Integer>();
        return Stream.of(
                new Wait("receive", empty::receive),
                new Wait("send", ctx -> empty.send(ctx, 1)),
                new Wait("receive from a timer", ctx -> new Timer(LONG).channel().receive(ctx)),
                new Wait("receive from a ticker", ctx -> new Ticker(LONG).channel().receive()),
                new Wait("select", ctx -> select(onReceive(empty), onReceive(ctx.done()))),
                new Wait("select, timeout", ctx -> select(onReceive(empty), onTimeout(LONG))),
                new Wait("sleep", ctx -> Go.sleep(ctx, LONG)),
                new Wait("sleep without a context", ctx -> Go.sleep(LONG)));
    }

    private static Stream<Wait> locks() {
        var mu = new Mutex();
        mu.lock();
        var rw = new RWMutex();
        rw.lock();
        var read = new RWMutex();
        read.rLock();
        var free = new Mutex();
        var cond = new Cond(free);
        var wg = new WaitGroup();
        wg.add(1);
        var sem = new Semaphore(1);
        sem.acquire();
        var group = new ErrGroup();
        group.setLimit(0);
        var flights = new SingleFlight<String, String>();
        var never = new Channel<String>();
        var _ = flights.runChannel("k", never::receive);
        var limiter = new RateLimiter(1e-6, 1);
        var sometimes = new Sometimes();
        var _ = Goroutine.waiting("chan receive", () -> sometimes.run(never::receive));
        return Stream.of(
                new Wait("lock", mu::lock),
                new Wait("tryLock", ctx -> {
                    boolean unused = mu.tryLock(1, TimeUnit.HOURS);
                }),
                new Wait("write lock behind a writer", rw::lock),
                new Wait("write lock behind a reader", read::lock),
                new Wait("read lock", rw::rLock),
                new Wait("tryLock to read", ctx -> {
                    boolean unused = rw.readLock().tryLock(1, TimeUnit.HOURS);
                }),
                new Wait("Cond", ctx -> {
                    try (var _ = free.hold()) {
                        cond.await(ctx);
                    }
                }),
                new Wait("Cond, for a time", ctx -> {
                    try (var _ = free.hold()) {
                        cond.await(1, TimeUnit.HOURS);
                    }
                }),
                new Wait("WaitGroup", wg::await),
                new Wait("Semaphore", sem::acquire),
                new Wait("Semaphore, too much", ctx -> sem.acquire(ctx, 2)),
                new Wait("ErrGroup's limit", ctx -> group.go(ctx, () -> {})),
                new Wait("SingleFlight", ctx -> flights.run(ctx, "k", () -> "")),
                new Wait("RateLimiter", ctx -> {
                    boolean _ = limiter.allow();
                    limiter.await(ctx);
                }),
                new Wait("Sometimes", ctx -> sometimes.run(ctx, () -> {})));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void leaveNothing(Wait wait) {
        try (var ctx = Context.background().withCancel()) {
            int timers = RuntimeProbe.timers();
            var g = Goroutine.start(() -> wait.body.run(ctx));
            Goroutine.until(g::isWaiting);
            g.interrupt();
            assertThat(g.failure()).isInstanceOfAny(UncheckedInterruptedException.class,
                    InterruptedException.class);
            assertThat(ctx.childCount()).isZero();
            assertThat(RuntimeProbe.timers()).isLessThanOrEqualTo(timers);
        }
    }
}
