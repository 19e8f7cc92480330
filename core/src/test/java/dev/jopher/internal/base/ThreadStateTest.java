package dev.jopher.internal.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The state of threads as the system reports it. Only Linux does. */
class ThreadStateTest {
    private final AtomicInteger number = new AtomicInteger(ThreadState.UNKNOWN);
    private final CountDownLatch end = new CountDownLatch(1);

    /** Starts a thread with a name that looks like the text after it in the file. */
    private void start(Runnable waits) {
        Thread.ofPlatform().daemon().name("a) R (b) S c").start(() -> {
            number.set(ThreadState.ownNumber());
            waits.run();
        });
        Goroutine.until(() -> number.get() != ThreadState.UNKNOWN);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void computingThreadIsRunnable() {
        start(() -> {
            while (end.getCount() != 0) {
                Thread.onSpinWait();
            }
        });
        Goroutine.until(() -> ThreadState.isRunnable(number.get())); // it may stop for a collection
        end.countDown();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void waitingThreadIsNotRunnable() {
        start(() -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Goroutine.until(() -> !ThreadState.isRunnable(number.get()));
        end.countDown();
    }

    @Test
    void unknownThreadIsNotRunnable() {
        assertThat(ThreadState.isRunnable(ThreadState.UNKNOWN)).isFalse();
        assertThat(ThreadState.isRunnable(Integer.MAX_VALUE)).isFalse();
    }
}
