package dev.jopher.internal.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import dev.jopher.internal.base.Task;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Origin;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.sched.SchedulerCounts;
import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goroutines do that wait in none of our operations. */
class GoroutineStateTest {
    private static G start(Task body) throws InterruptedException {
        SynchronousQueue<G> handOver = new SynchronousQueue<>();
        G.start(body, () -> {
            handOver.put(G.current());
            body.run();
        });
        return handOver.take();
    }

    private static void becomes(String state, G g) {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(
                () -> assertThat(GoroutineSnapshot.of(g, false).state()).hasToString(state));
    }

    @Test
    void busyGoroutineIsRunning() throws InterruptedException {
        var end = new AtomicBoolean();
        G g = start(() -> {
            while (!end.get()) {
                Thread.onSpinWait();
            }
        });
        becomes("running", g);
        end.set(true);
    }

    @Test
    void threadSleepIsSleep() throws InterruptedException {
        G g = start(() -> {
            try {
                Thread.sleep(1_000_000);
            } catch (InterruptedException e) {
                // the end
            }
        });
        becomes("sleep", g);
        g.thread().interrupt();
    }

    @Test
    void parkInJdkIsParked() throws InterruptedException {
        var latch = new CountDownLatch(1);
        G g = start(latch::await);
        becomes("parked", g);
        latch.countDown();
    }

    @Test
    void blockedOnMonitorIsSynchronized() throws InterruptedException {
        var monitor = new Object();
        synchronized (monitor) {
            G g = start(() -> {
                synchronized (monitor) {
                    monitor.notifyAll();
                }
            });
            becomes("synchronized", g);
        }
    }

    @Test
    void waitOnObjectIsObjectWait() throws InterruptedException {
        var monitor = new Object();
        G g = start(() -> {
            synchronized (monitor) {
                try {
                    monitor.wait();
                } catch (InterruptedException e) {
                    // the end
                }
            }
        });
        becomes("Object.wait", g);
        g.thread().interrupt();
    }

    @Test
    void socketReadIsIoWait() throws Exception {
        ServerSocket server = new ServerSocket(0);
        G g = start(() -> {
            try (var socket = server.accept()) {
                throw new AssertionError("nobody connects: " + socket);
            } catch (IOException e) {
                // closed
            }
        });
        becomes("IO wait", g);
        server.close();
    }

    @Test
    void unstartedGoroutineIsRunnable() {
        G g = G.unstarted(Origin.here(this), () -> {});
        assertThat(GoroutineSnapshot.of(g, false).state()).hasToString("runnable");
    }

    /**
     * The monitor sleeps while all is idle, and the coarse clock too; its waker sets the clock.
     * Once is enough: what other tests have left may wake the monitor, and then the clock is late.
     */
    @Test
    @Tag("own-scheduler")
    void idleTimeDoesNotCountAsWaiting() throws InterruptedException {
        boolean counted = true;
        for (int i = 0; counted && i < 20; i++) {
            counted = idleTimeCounts();
        }
        assertThat(counted).isFalse();
    }

    private boolean idleTimeCounts() throws InterruptedException {
        Goroutine.until(SchedulerCounts::monitorSleeps);
        LockSupport.parkNanos(200_000_000);
        long before = System.nanoTime();
        G g = start(() -> G.current().park(WaitReason.SEMACQUIRE, this));
        Goroutine.until(g::isWaiting);
        long waited = g.waitedMillis();
        long atMost = (System.nanoTime() - before) / 1_000_000 + 1;
        g.ready();
        return waited > atMost;
    }
}
