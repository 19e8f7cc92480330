package dev.jopher.explore;

import java.util.Objects;

import dev.jopher.explore.internal.bubble.Bubble;
import dev.jopher.explore.internal.world.Unchecked;

/**
 * Tests without waiting, as Go's {@code testing/synctest}. The goroutines of a test are in a
 * <em>bubble</em> with a clock of its own, which shows midnight UTC of 2000-01-01 at the start.
 * Time passes only while all of them wait, and then at once to the moment that the first of them
 * waits for.
 *
 * {@snippet :
 * Synctest.test(() -> {
 *     var ctx = Context.background().withTimeout(Duration.ofSeconds(5));
 *     sleep(Duration.ofSeconds(5));
 *     Synctest.await();
 *     assertThat(ctx.err()).hasMessage("context deadline exceeded");
 * });
 * }
 *
 * <p>The goroutines run one at a time, always in the same order. All that waits in Jopher counts as
 * waiting, also for a mutex, a semaphore or a condition, and what waits in Java: monitors, the
 * locks, queues and futures of {@code java.util.concurrent}. In Go a mutex does not, and time stops
 * there.
 *
 * <p>The JVM needs the explorer,
 * {@code -javaagent:jopher-race.jar -javaagent:jopher-explore.jar}.
 */
public final class Synctest {
    private static final String INACTIVE =
            "the explorer is not in this JVM. Start it with -javaagent:jopher-race.jar"
                    + " -javaagent:jopher-explore.jar --add-opens=java.base/java.lang=ALL-UNNAMED";

    private Synctest() {}

    /**
     * Runs {@code body} as the main goroutine of a new bubble. Returns when all goroutines of the
     * bubble have ended.
     *
     * @throws AssertionError if no goroutine can continue, with what each waits for; or if main has
     *         returned and others will never end. After main has returned time does not pass
     * @throws IllegalStateException in a bubble, or without the explorer
     */
    public static void test(Body body) {
        Objects.requireNonNull(body);
        if (!isActive()) {
            throw new IllegalStateException(INACTIVE);
        }
        try {
            Bubble.run(() -> {
                body.run();
                return "";
            }, body.getClass().getClassLoader());
        } catch (Throwable e) {
            throw Unchecked.rethrow(e);
        }
    }

    /** Returns whether the explorer is in this JVM. */
    public static boolean isActive() {
        return Boolean.getBoolean("jopher.controlled");
    }

    /**
     * Waits until all other goroutines of the bubble wait, or have ended. Go's {@code Wait}.
     *
     * @throws IllegalStateException outside of a bubble, or if another goroutine does so
     */
    public static void await() {
        Bubble.awaitOthers();
    }
}
