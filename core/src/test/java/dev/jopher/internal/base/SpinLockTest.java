package dev.jopher.internal.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SpinLockTest {
    private final SpinLock lock = new SpinLock();
    private int counter;

    @Test
    void excludesPlatformAndVirtualThreads() throws InterruptedException {
        int rounds = 20_000;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            threads.add(Thread.ofPlatform().start(() -> count(rounds)));
            threads.add(Thread.ofVirtual().start(() -> count(rounds)));
        }
        for (Thread t : threads) {
            t.join();
        }
        assertThat(counter).isEqualTo(6 * rounds);
    }

    /**
     * On the JDK's scheduler the holder, woken by a timer, is queued where the carriers do not look
     * while waiters yield.
     */
    @Test
    void holderRunsWhileManyThreadsWait() throws InterruptedException {
        assertHolderRuns(() -> count(1));
    }

    /** Waiters that stay interrupted do not keep the holder from running either. */
    @Test
    void holderRunsWhileManyInterruptedThreadsWait() throws InterruptedException {
        var interrupted = new AtomicInteger();
        assertHolderRuns(() -> {
            Thread.currentThread().interrupt();
            count(1);
            interrupted.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
        });
        assertThat(interrupted).hasValue(counter);
    }

    private void assertHolderRuns(Runnable waiter) throws InterruptedException {
        var held = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        threads.add(Thread.ofVirtual().start(() -> {
            lock.lock();
            held.countDown();
            LockSupport.parkNanos(20_000_000);
            lock.unlock();
        }));
        held.await();
        for (int i = 0; i < 8 * Runtime.getRuntime().availableProcessors(); i++) {
            threads.add(Thread.ofVirtual().start(waiter));
        }
        for (Thread t : threads) {
            t.join();
        }
        assertThat(counter).isEqualTo(threads.size() - 1);
    }

    private void count(int rounds) {
        for (int i = 0; i < rounds; i++) {
            lock.lock();
            counter++;
            lock.unlock();
        }
    }
}
