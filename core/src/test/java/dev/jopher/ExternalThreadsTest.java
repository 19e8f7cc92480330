package dev.jopher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goroutines and each kind of other threads hand work to and fro, and there is no alarm. Alone:
 * among threads that other tests leave behind no program looks asleep.
 */
@Tag("alone")
@Timeout(60)
class ExternalThreadsTest {
    private static final Duration A_WHILE = Duration.ofMillis(300);
    private static final int TRIPS = 1_000_000;

    static Stream<Outside.Kind> kinds() {
        return Outside.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void externalThreadInRoundTripPreventsAlarm(Outside.Kind kind) throws Exception {
        handToAndFro(kind, Duration.ofMillis(100));
    }

    static void handToAndFro(Outside.Kind kind, Duration time) throws Exception {
        var c = new Channel<Integer>();
        try (Outside outside = kind.maker().make()) {
            Go.run(() -> {
                outside.execute(() -> {
                    sleep(); // the detector looks several times
                    c.send(-1);
                });
                assertThat(c.receive()).isEqualTo(-1);
                long end = System.nanoTime() + time.toNanos();
                for (int i = 0; i < TRIPS && System.nanoTime() < end; i++) {
                    int n = i;
                    outside.execute(() -> c.send(n));
                    assertThat(c.receive()).isEqualTo(i);
                }
            });
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(A_WHILE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
