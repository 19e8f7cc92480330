package dev.jopher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;

import org.awaitility.Awaitility;

/** What the tests of timers share. */
final class TimerFixtures {
    static final Duration HOUR = Duration.ofHours(1);
    static final Duration NANO = Duration.ofNanos(1);

    private TimerFixtures() {}

    /** A platform thread or a goroutine that runs {@code body}. */
    static Thread start(boolean platform, Runnable body) {
        if (platform) {
            return Thread.ofPlatform().daemon().start(body);
        }
        Channel<Thread> started = new Channel<>(1);
        Go.go(() -> {
            started.send(Thread.currentThread());
            body.run();
        });
        Thread t = received(started);
        return t;
    }

    /** What comes next; the channel is not closed. */
    static <T> T received(ReceiveChannel<T> c) {
        return Objects.requireNonNull(c.receive());
    }

    /** Waits until {@code t} waits. */
    static void awaitParked(Thread t) {
        while (t.getState() != Thread.State.WAITING) {
            assertThat(t.isAlive()).isTrue();
            Thread.yield();
        }
    }

    /** The next value, without waiting in the channel: only looks, again and again. */
    static Instant awaitTick(ReceiveChannel<Instant> c) {
        Instant[] got = new Instant[1];
        Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    got[0] = c.tryReceive();
                    return got[0] != null;
                });
        return got[0];
    }

    static void assertNoTick(ReceiveChannel<Instant> c) {
        assertThat(c.tryReceiveOk()).isNull();
    }

    /**
     * Receives the value of a timer of ten milliseconds long after it has fired. As in Go, ten
     * failures in a row are one: the machine may halt a thread between its looks at the two clocks.
     */
    static void checkTimeOfFiring(Supplier<ReceiveChannel<Instant>> timer) {
        Duration beforeReceive = Duration.ZERO;
        for (int i = 0; i < 10 && beforeReceive.toMillis() < 50; i++) {
            Instant start = Instant.now();
            ReceiveChannel<Instant> c = timer.get();
            Go.sleep(Duration.ofMillis(100));
            Instant end = Instant.now();
            Instant fired = c.receive();
            assertThat(fired).isBetween(start, Instant.now());
            beforeReceive = Duration.between(fired, end);
        }
        assertThat(beforeReceive).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }
}
