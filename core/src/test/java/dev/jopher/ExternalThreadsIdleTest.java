package dev.jopher;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A deadlock is one while other threads are idle, if they act only when a goroutine makes them. */
@Tag("alone")
@Timeout(60)
class ExternalThreadsIdleTest {
    /** Those that may act again without any thread in this process that makes them. */
    private static final Set<String> MAY_ACT_WHILE_IDLE =
            Set.of("signal handler", "watch service", "HTTP client and server",
                    "asynchronous socket channels");

    static Stream<Outside.Kind> idlers() {
        return Outside.kinds().filter(k -> !MAY_ACT_WHILE_IDLE.contains(k.name()));
    }

    static Stream<Outside.Kind> others() {
        return Outside.kinds().filter(k -> MAY_ACT_WHILE_IDLE.contains(k.name()));
    }

    @ParameterizedTest
    @MethodSource("idlers")
    void deadlockIsDetectedWhileExternalThreadsAreIdle(Outside.Kind kind) throws Exception {
        try (Outside outside = kind.maker().make()) {
            assertThatExceptionOfType(DeadlockException.class).isThrownBy(() -> Go.run(() -> {
                var c = new Channel<Integer>();
                outside.execute(() -> c.send(1));
                c.receive();
                c.receive();
            }));
        }
    }

    /** Only with the flag is it seen that no handler is left, and no channel open. */
    @ParameterizedTest
    @MethodSource("others")
    @Tag("own-scheduler")
    void deadlockIsDetectedAfterExternalThreadsAreClosed(Outside.Kind kind) {
        assertThatExceptionOfType(DeadlockException.class).isThrownBy(() -> Go.run(() -> {
            var c = new Channel<Integer>();
            try (Outside outside = kind.maker().make()) {
                outside.execute(() -> c.send(1));
                c.receive();
            }
            c.receive();
        }));
    }
}
