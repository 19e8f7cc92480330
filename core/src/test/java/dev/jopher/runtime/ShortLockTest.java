package dev.jopher.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class ShortLockTest {
    private final ShortLock lock = new ShortLock();
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

    private void count(int rounds) {
        for (int i = 0; i < rounds; i++) {
            lock.lock();
            counter++;
            lock.unlock();
        }
    }
}
