package dev.jopher.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import dev.jopher.Go;
import dev.jopher.internal.sched.Carrier;
import dev.jopher.internal.support.Goroutine;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread that fires timers, and the carriers that help. */
@Timeout(120)
class TimersTest {
    private static final long MILLI = 1_000_000;
    private static final long HOUR = 3_600_000 * MILLI;

    private static final List<Integer> SLOTS = List.of(5, 3, 6, 6, 6, 1, 1, 2, 7, 9, 4, 8, 0);

    private final Timers timers = Timers.shared();

    /** Tries a longer delay if the machine was too slow to set them all in time. */
    @Test
    void timersFireInOrder() {
        List<Integer> order = null;
        for (long delay = 20 * MILLI; order == null; delay *= 2) {
            order = orderOfFiring(delay);
        }
        assertThat(order).isSorted().hasSameSizeAs(SLOTS);
    }

    private @Nullable List<Integer> orderOfFiring(long delay) {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        long start = timers.deadline(delay);
        for (int slot : SLOTS) {
            timers.set(new RuntimeTimer(() -> order.add(slot)), start + slot * 1000L);
        }
        boolean inTime = System.nanoTime() - start < 0;
        Goroutine.until(() -> order.size() == SLOTS.size());
        return inTime ? order : null;
    }

    @Test
    void timerFiresOnceAndNotEarly() {
        Random random = new Random();
        AtomicLong early = new AtomicLong();
        AtomicInteger fired = new AtomicInteger();
        for (int i = 0; i < 5000; i++) {
            long when = timers.deadline(random.nextLong(30 * MILLI));
            RuntimeTimer t = new RuntimeTimer(() -> {
                early.addAndGet(when - System.nanoTime() > 0 ? 1 : 0);
                fired.incrementAndGet();
            });
            assertThat(timers.set(t, when)).isFalse();
        }
        Goroutine.until(() -> fired.get() >= 5000);
        assertThat(fired).hasValue(5000);
        assertThat(early).hasValue(0);
    }

    /** Each set ends in one firing, or in one set or remove that returns that it was pending. */
    @RepeatedTest(20)
    void racingSetRemoveAndFireCountEachSetOnce() throws Exception {
        AtomicInteger fired = new AtomicInteger();
        AtomicInteger sets = new AtomicInteger();
        AtomicInteger undone = new AtomicInteger();
        RuntimeTimer t = RuntimeTimer.prompt(fired::incrementAndGet);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                Random random = new Random();
                for (int k = 0; k < 2000; k++) {
                    if (random.nextInt(3) == 0) {
                        undone.addAndGet(timers.remove(t) ? 1 : 0);
                    } else {
                        sets.incrementAndGet();
                        long nanos = random.nextBoolean() ? random.nextInt(5000) : HOUR;
                        undone.addAndGet(timers.set(t, timers.deadline(nanos)) ? 1 : 0);
                    }
                }
            }));
        }
        threads.add(Thread.ofPlatform().start(() -> {
            while (sets.get() < 2000) {
                timers.fireDue(System.nanoTime()); // as carriers do
            }
        }));
        for (Thread thread : threads) {
            thread.join();
        }
        undone.addAndGet(timers.remove(t) ? 1 : 0);
        Goroutine.until(() -> fired.get() + undone.get() >= sets.get());
        assertThat(fired.get() + undone.get()).isEqualTo(sets.get());
    }

    /** The thread alternates between both kinds, although all the others are due before. */
    @Test
    void promptTimerOvertakesManyOthers() {
        int n = 1000;
        var gate = new CountDownLatch(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        timers.set(new RuntimeTimer(() -> {
            order.add("gate");
            awaitUninterruptibly(gate);
        }), timers.deadline(0));
        Goroutine.until(() -> order.size() == 1);
        for (int i = 0; i < n; i++) {
            timers.set(new RuntimeTimer(() -> order.add("other")), timers.deadline(0));
        }
        timers.set(RuntimeTimer.prompt(() -> order.add("prompt")), timers.deadline(0));
        gate.countDown();
        Goroutine.until(() -> order.size() == n + 2);
        assertThat(order.indexOf("prompt")).isLessThan(4);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** While all processors are busy, only carriers may have the time. */
    @Test
    @Tag("own-scheduler")
    void carrierFiresTimerBetweenGoroutines() {
        var over = new AtomicBoolean();
        for (int i = 0; i < Go.maxProcs(); i++) {
            Go.go(() -> {
                while (!over.get()) {
                    Go.gosched();
                }
            });
        }
        try {
            Goroutine.until(() -> firingThread() instanceof Carrier);
        } finally {
            over.set(true);
        }
    }

    private Thread firingThread() {
        var firer = new AtomicReference<Thread>();
        Runnable record = () -> firer.set(Thread.currentThread());
        timers.set(RuntimeTimer.prompt(record), timers.deadline(MILLI));
        return Awaitility.await().atMost(Duration.ofMinutes(1)).until(firer::get,
                Objects::nonNull);
    }

    /** Carriers leave to the thread what would have to wait. The test plays the carrier. */
    @Test
    void nonPromptTimerFiresOnTimerThread() {
        var by = Collections.synchronizedList(new ArrayList<Thread>());
        Runnable record = () -> by.add(Thread.currentThread());
        var refused = new AtomicInteger();
        timers.set(new RuntimeTimer(record), timers.deadline(0));
        timers.set(RuntimeTimer.prompt(record, () -> refused.incrementAndGet() < 0),
                timers.deadline(0));
        Goroutine.until(() -> {
            timers.fireDue(System.nanoTime());
            return by.size() == 2;
        });
        assertThat(by).extracting(Thread::getName).containsOnly("jopher-timers");
    }

    @Test
    void failingTimerDoesNotStopOthers() {
        AtomicInteger fired = new AtomicInteger();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        AtomicInteger reported = new AtomicInteger();
        var failure = new IllegalStateException("on purpose");
        Thread.setDefaultUncaughtExceptionHandler(
                (t, e) -> reported.addAndGet(e == failure ? 1 : 0));
        try {
            timers.set(new RuntimeTimer(() -> {
                throw failure;
            }), timers.deadline(0));
            timers.set(new RuntimeTimer(fired::incrementAndGet), timers.deadline(MILLI));
            Awaitility.await().atMost(Duration.ofMinutes(1)).dontCatchUncaughtExceptions()
                    .until(() -> fired.get() == 1 && reported.get() == 1);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    /** The thread sleeps until the earliest timer; an earlier one must wake it. */
    @Test
    void earlierTimerWakesSleepingThread() {
        AtomicInteger fired = new AtomicInteger();
        RuntimeTimer late = new RuntimeTimer(fired::incrementAndGet);
        timers.set(late, timers.deadline(HOUR));
        Awaitility.await().during(Duration.ofMillis(20)).until(() -> fired.get() == 0);
        timers.set(new RuntimeTimer(() -> fired.addAndGet(100)), timers.deadline(MILLI));
        Goroutine.until(() -> fired.get() == 100);
        assertThat(timers.set(late, timers.deadline(0))).isTrue();
        Goroutine.until(() -> fired.get() == 101);
        assertThat(timers.remove(late)).isFalse();
    }

    @Test
    void extremeDeadlinesDoNotOverflow() {
        long now = System.nanoTime();
        assertThat(timers.deadline(Long.MAX_VALUE) - now).isPositive();
        assertThat(timers.deadline(Long.MIN_VALUE) - System.nanoTime()).isNotPositive();
        RuntimeTimer endless = new RuntimeTimer(() -> {});
        timers.set(endless, timers.deadline(Long.MAX_VALUE));
        AtomicInteger fired = new AtomicInteger();
        timers.set(new RuntimeTimer(fired::incrementAndGet), timers.deadline(-1));
        Goroutine.until(() -> fired.get() == 1);
        assertThat(timers.remove(endless)).isTrue();
    }
}
