package dev.jopher.internal.goroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import dev.jopher.internal.base.VirtualThreadAccess;
import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The protocol of parking and waking. */
class GTest {
    private static final Duration SOON = Duration.ofSeconds(50);

    /** Starts a goroutine and returns its G. */
    private static G start(Runnable body) throws InterruptedException {
        SynchronousQueue<G> handOver = new SynchronousQueue<>();
        G.start(body, () -> {
            handOver.put(G.current());
            body.run();
        });
        return handOver.take();
    }

    private static void awaitEnd(G g) {
        Goroutine.until(() -> !g.thread().isAlive());
    }

    @Test
    void readyBeforeParkIsNotLost() throws InterruptedException {
        AtomicReference<G> self = new AtomicReference<>();
        G g = start(() -> {
            self.set(G.current());
            G.current().ready();
            G.current().park(WaitReason.SEMACQUIRE, this);
        });
        awaitEnd(g);
        assertThat(self).hasValue(g);
    }

    @Test
    void lockSupportPermitDoesNotEndPark() throws InterruptedException {
        G g = start(() -> G.current().park(WaitReason.SEMACQUIRE, this));
        Goroutine.until(g::isWaiting);
        for (int i = 0; i < 1000; i++) {
            LockSupport.unpark(g.thread());
        }
        assertThat(g.isWaiting()).isTrue();
        g.ready();
        awaitEnd(g);
    }

    @Test
    void interruptedParkContinuesAndKeepsFlag() throws InterruptedException {
        AtomicReference<Boolean> flag = new AtomicReference<>();
        G g = start(() -> {
            G.current().park(WaitReason.SEMACQUIRE, this);
            flag.set(Thread.currentThread().isInterrupted());
        });
        Goroutine.until(g::isWaiting);
        g.thread().interrupt();
        assertThat(g.isWaiting()).isTrue();
        g.ready();
        awaitEnd(g);
        assertThat(flag).hasValue(true);
    }

    @Test
    void readyAfterInterruptedParkEndsNextPark() throws InterruptedException {
        AtomicReference<Boolean> first = new AtomicReference<>();
        G g = start(() -> {
            first.set(G.current().parkInterruptibly(WaitReason.SEMACQUIRE, this));
            G.current().park(WaitReason.CHAN_RECEIVE, this);
        });
        Goroutine.until(g::isWaiting);
        g.thread().interrupt();
        Goroutine.until(() -> g.isWaiting() && g.reason() == WaitReason.CHAN_RECEIVE);
        assertThat(first).hasValue(false);
        g.ready();
        awaitEnd(g);
    }

    @Test
    void parksAreCounted() throws InterruptedException {
        G g = start(() -> {
            G.current().park(WaitReason.SEMACQUIRE, this);
            G.current().park(WaitReason.SEMACQUIRE, this);
        });
        Goroutine.until(g::isWaiting);
        long before = g.parks();
        g.ready();
        Goroutine.until(() -> g.isWaiting() && g.parks() == before + 1);
        g.ready();
        awaitEnd(g);
    }

    /** Makes the rare path common: both sides race for a hundred thousand hand-overs. */
    @Test
    void racingReadyAndParkLoseNoWakeUp() throws InterruptedException {
        int rounds = 100_000;
        G main = G.current();
        G g = start(() -> {
            for (int i = 0; i < rounds; i++) {
                G.current().park(WaitReason.SEMACQUIRE, this);
                main.ready();
            }
        });
        for (int i = 0; i < rounds; i++) {
            g.ready();
            main.park(WaitReason.SEMACQUIRE, this);
        }
        awaitEnd(g);
    }

    @Test
    void goroutineWithReplacedHandlerIsFound() throws InterruptedException {
        AtomicReference<G> found = new AtomicReference<>();
        G g = start(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((t, e) -> {});
            found.set(G.current());
        });
        awaitEnd(g);
        assertThat(found).hasValue(g);
    }

    @Test
    void foreignThreadHasOneGWithIdZero() {
        assertThat(G.current()).isSameAs(G.current());
        assertThat(G.current().id()).isZero();
    }

    /** Without that, each new virtual thread is searched for among all goroutines. */
    @Test
    @Tag("own-scheduler")
    void taskOfVirtualThreadIsKnown() throws InterruptedException {
        G g = start(() -> G.current().park(WaitReason.SEMACQUIRE, this));
        assertThat(VirtualThreadAccess.taskOf(g.thread())).isSameAs(g);
        Runnable guest = () -> {};
        assertThat(VirtualThreadAccess.taskOf(Thread.ofVirtual().unstarted(guest))).isSameAs(guest);
        Goroutine.until(g::isWaiting);
        g.ready();
        awaitEnd(g);
    }

    /** Searching for each of them among all takes minutes. */
    @Test
    @Tag("own-scheduler")
    @Timeout(60)
    void manyGoroutinesWithReplacedHandlersAreFound() {
        int n = 100_000;
        Set<G> found = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < n; i++) {
            Runnable body = () -> {
                Thread.currentThread().setUncaughtExceptionHandler((t, e) -> {});
                found.add(G.current());
                G.current().park(WaitReason.SEMACQUIRE, this);
            };
            G.start(body, body::run);
        }
        await().atMost(SOON)
                .until(() -> found.size() == n && found.stream().allMatch(G::isWaiting));
        found.forEach(G::ready);
        await().atMost(SOON).until(() -> found.stream().noneMatch(g -> g.thread().isAlive()));
    }
}
