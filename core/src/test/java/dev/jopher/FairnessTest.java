package dev.jopher;

import static dev.jopher.Go.afterFunc;
import static dev.jopher.Go.go;
import static dev.jopher.Go.gosched;
import static dev.jopher.Go.maxProcs;
import static dev.jopher.Go.run;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.Test;

/**
 * What comes from outside gets its turn however busy the goroutines are with one another. Each of
 * these hangs on the JDK's scheduler left alone.
 */
class FairnessTest {
    private final AtomicBoolean stop = new AtomicBoolean();
    private final WaitGroup busy = new WaitGroup();
    private final int pairs = 2 * maxProcs();

    private void pair() {
        var c = new Channel<Unit>();
        busy.go(() -> {
            while (!stop.get()) {
                c.send(Unit.UNIT);
            }
            c.close();
        });
        busy.go(() -> {
            for (var unused : c) {}
        });
    }

    /** time/sleep_test.go, TestAfterFuncStarvation. */
    @Test
    void aTimersFunctionRunsBesidePairsThatWakeOneAnother() {
        run(() -> {
            for (int i = 0; i < pairs; i++) {
                pair();
            }
            afterFunc(Duration.ofNanos(1000), () -> stop.set(true));
            busy.await();
        });
    }

    @Test
    void aSleeperWakesBesidePairsThatWakeOneAnother() {
        run(() -> {
            for (int i = 0; i < pairs; i++) {
                pair();
            }
            Go.sleep(Duration.ofMillis(1));
            stop.set(true);
            busy.await();
        });
    }

    @Test
    void aSleeperWakesBesideGoroutinesThatYield() {
        run(() -> {
            for (int i = 0; i < 2 * pairs; i++) {
                busy.go(() -> {
                    while (!stop.get()) {
                        gosched();
                    }
                });
            }
            Go.sleep(Duration.ofMillis(1));
            stop.set(true);
            busy.await();
        });
    }

    @Test
    void aPlatformThreadCanWakeOneOfThem() {
        run(() -> {
            for (int i = 0; i < pairs; i++) {
                pair();
            }
            var c = new Channel<Unit>();
            Thread.ofPlatform().start(() -> c.send(Unit.UNIT));
            c.receive();
            go(() -> stop.set(true));
            busy.await();
        });
    }
}
