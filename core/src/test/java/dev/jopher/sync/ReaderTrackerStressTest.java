package dev.jopher.sync;

import static dev.jopher.Go.go;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

import dev.jopher.Go;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A goroutine reported as a reader of an RWMutex is one: reports go by that. */
@Timeout(120)
class ReaderTrackerStressTest {
    private static final int READERS = 6;
    private static final int READS = 300;
    private static final int ENOUGH = 1000;

    /** The threads of the readers, and how often each has come to rLock, and gone from rUnlock. */
    private final AtomicLongArray threads = new AtomicLongArray(READERS);

    private final AtomicIntegerArray begun = new AtomicIntegerArray(READERS);
    private final AtomicIntegerArray ended = new AtomicIntegerArray(READERS);

    private final AtomicLong told = new AtomicLong();

    @Test
    void reportedReaderActuallyHoldsReadLock() {
        while (told.get() < ENOUGH) {
            round(new RWMutex());
        }
    }

    private void round(RWMutex mu) {
        var all = new WaitGroup();
        for (int i = 0; i < READERS; i++) {
            int reader = i;
            all.go(() -> read(reader, mu));
        }
        all.go(() -> write(mu));
        var done = new AtomicBoolean();
        go(() -> {
            all.await();
            done.set(true);
        });
        while (!done.get()) {
            look(mu);
            Go.gosched();
        }
    }

    private void read(int reader, RWMutex mu) {
        threads.set(reader, Thread.currentThread().threadId());
        for (int i = 0; i < READS; i++) {
            begun.incrementAndGet(reader);
            mu.rLock();
            if (i % 8 == 0) {
                Go.gosched();
            }
            mu.rUnlock();
            ended.incrementAndGet(reader);
        }
    }

    private static void write(RWMutex mu) {
        for (int i = 0; i < READS / 10; i++) {
            mu.lock();
            mu.unlock();
            Go.gosched();
        }
    }

    /** Checks that no reader is named that was away all the time, before the look and after it. */
    private void look(RWMutex mu) {
        int[] before = new int[READERS];
        Arrays.setAll(before, i -> ended.get(i) == begun.get(i) ? ended.get(i) : -1);
        for (long thread : mu.holders(mu.asWriter)) {
            told.incrementAndGet();
            for (int i = 0; i < READERS; i++) {
                boolean away = threads.get(i) == thread && before[i] >= 0
                        && begun.get(i) == before[i];
                assertThat(away).as("reader %d, who has ended %d reads, and begun none", i,
                        before[i]).isFalse();
            }
        }
    }
}
