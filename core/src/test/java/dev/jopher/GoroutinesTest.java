package dev.jopher;

import static dev.jopher.Go.go;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** goleak's job: what a part of a program has started and has not ended. */
@Timeout(60)
class GoroutinesTest {
    /** A static one: a goroutine waiting here is no leak in the sense of {@link Leaks#find}. */
    private static final Channel<Unit> END = new Channel<>();

    private static void end() {
        END.send(Go.UNIT);
    }

    /** The check waits for a second at most; a busy machine may not run a goroutine for so long. */
    private static void awaitReceiving(GoroutineScope watch, int n) {
        Goroutine.until(() -> watch.live().stream().map(g -> g.count() + " " + g.reason()).toList()
                .equals(List.of(n + " chan receive")));
    }

    private static void awaitNone(GoroutineScope watch) {
        Goroutine.until(() -> watch.live().isEmpty());
    }

    @Test
    void nothingStartedIsNothingLeft() {
        try (var watch = Goroutines.watch()) {
            assertThat(watch.live()).isEmpty();
        }
    }

    @Test
    void leftGoroutineIsReportedWithReasonPlaceAndCreation() {
        var watch = Goroutines.watch();
        go(END::receive);
        awaitReceiving(watch, 1);
        assertThatThrownBy(watch::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "goroutines that have not ended: 1\n\n1 goroutine blocked in chan receive")
                .hasMessageContaining("created at GoroutinesTest.java:");
        watch.close();
        end();
        awaitNone(watch);
        watch.assertNoneLeft();
    }

    @Test
    void equalOnesAreFolded() {
        var watch = Goroutines.watch();
        for (int i = 0; i < 3; i++) {
            go(() -> {
                END.receive();
            });
        }
        awaitReceiving(watch, 3);
        assertThatThrownBy(watch::close).hasMessageContaining(
                "3 goroutines blocked in chan receive at GoroutinesTest.java:");
        for (int i = 0; i < 3; i++) {
            end();
        }
        awaitNone(watch);
        watch.assertNoneLeft();
    }

    @Test
    void computingGoroutineIsReportedAsRunning() {
        var stop = new AtomicBoolean();
        var watch = Goroutines.watch();
        go(() -> {
            while (!stop.get()) {
                Thread.sleep(1);
            }
        });
        Goroutine.until(() -> watch.live().toString().contains(" at GoroutinesTest.java:"));
        assertThatThrownBy(watch::close)
                .hasMessageContaining("1 goroutine running at GoroutinesTest.java:");
        stop.set(true);
        awaitNone(watch);
        watch.assertNoneLeft();
    }

    /** It looks again until they have: this one ends only while the check waits. */
    @Test
    void checkWaitsForGoroutineThatIsAboutToEnd() {
        Thread checker = Thread.currentThread();
        assertThatCode(() -> {
            try (var _ = Goroutines.watch()) {
                go(() -> {
                    while (checker.getState() == Thread.State.RUNNABLE) {
                        Go.gosched();
                    }
                });
            }
        }).doesNotThrowAnyException();
    }

    @Test
    void goroutinesStartedIndirectlyAreInTheScope() {
        var watch = Goroutines.watch();
        go(() -> go(() -> {
            try (var executor = Go.executor()) {
                executor.execute(() -> Go.afterFunc(Duration.ofMillis(1), END::receive));
            }
        }));
        Goroutine.until(() -> watch.live().stream().map(GoroutineGroup::reason).toList()
                .equals(List.of("chan receive")));
        end();
        awaitNone(watch);
        watch.close();
    }

    @Test
    void goroutineAbandonedByAProgramIsReported() {
        var watch = Goroutines.watch();
        Go.run(() -> go(END::receive));
        assertThatThrownBy(watch::close).isInstanceOf(AssertionError.class);
        end();
        awaitNone(watch);
        watch.assertNoneLeft();
    }

    @Test
    void goroutinesFromBeforeOrAfterAreNotInTheScope() {
        go(END::receive);
        var watch = Goroutines.watch();
        watch.close();
        go(END::receive);
        watch.assertNoneLeft();
        end();
        end();
    }

    @Test
    void watchesOfTwoThreadsDoNotSeeEachOthers() {
        try (var mine = Goroutines.watch()) {
            var other = Goroutine.platform(() -> {
                var theirs = Goroutines.watch();
                go(END::receive);
                assertThat(theirs.live()).hasSize(1);
                assertThat(mine.live()).isEmpty();
                end();
                awaitNone(theirs);
                theirs.close();
            });
            other.join();
        }
    }

    @Test
    void anotherThreadMayIncludeItself() {
        var watch = Goroutines.watch();
        Goroutine.platform(() -> {
            try (var _ = watch.include()) {
                go(END::receive);
            }
            go(END::receive);
        }).join();
        assertThat(watch.live().stream().mapToInt(GoroutineGroup::count).sum()).isEqualTo(1);
        end();
        end();
        awaitNone(watch);
        watch.close();
    }

    @Test
    void theOuterOfTwoSeesWhatTheInnerSees() {
        var outer = Goroutines.watch();
        var inner = Goroutines.watch();
        go(END::receive);
        assertThat(inner.live()).hasSize(1);
        assertThat(outer.live()).hasSize(1);
        end();
        awaitNone(inner);
        inner.close();
        outer.close();
    }

    @Test
    void checkIsOfTheProgramThatCallsIt() {
        var other = Goroutine.waiting("chan receive", END::receive);
        Go.run(() -> {
            assertThatCode(Goroutines::assertNoneLeft).doesNotThrowAnyException();
            go(() -> Channel.<Unit>never().receive());
            Goroutine.until(() -> Goroutines.live().toString().contains("nil chan"));
            List<GoroutineGroup> seen = Goroutines.live();
            assertThat(seen).hasSize(1);
            assertThatThrownBy(Goroutines::assertNoneLeft)
                    .hasMessageContaining("chan receive (nil chan)");
        });
        end();
        other.join();
    }

    @Test
    void anExceptionThatEndsAGoroutineIsTold() {
        var boom = new IllegalStateException("boom");
        var watch = Goroutines.watch();
        go(() -> {
            go(() -> {
                throw boom;
            });
        });
        awaitNone(watch);
        assertThatThrownBy(watch::close)
                .isInstanceOf(AssertionError.class)
                .hasMessage("a goroutine has ended by an exception: "
                        + "java.lang.IllegalStateException: boom")
                .hasCause(boom);
    }

    @Test
    void leftGoroutineIsReportedTogetherWithTheException() {
        var watch = Goroutines.watch();
        go(END::receive);
        go(() -> {
            throw new IllegalStateException("boom");
        });
        awaitReceiving(watch, 1);
        assertThatThrownBy(watch::close).hasMessageEndingWith("boom")
                .satisfies(e -> assertThat(e.getSuppressed()).singleElement().asString()
                        .contains("goroutines that have not ended: 1"));
        end();
    }

    /** Those are reported where they are asked for, and a test may expect them. */
    @Test
    void exceptionsThatSomeOtherPartIsToldOfDoNotCount() {
        try (var watch = Goroutines.watch()) {
            assertThatThrownBy(() -> Go.run(() -> {
                throw new IllegalStateException("of a program");
            })).hasRootCauseMessage("of a program");
            var group = new dev.jopher.sync.ErrGroup();
            group.go(() -> {
                throw new IllegalStateException("of a group");
            });
            assertThatThrownBy(group::await).hasMessageContaining("of a group");
            try (var executor = Go.executor()) {
                var future = executor.submit(() -> {
                    throw new IllegalStateException("of a future");
                });
                assertThatThrownBy(future::get).hasRootCauseMessage("of a future");
            }
            go(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((t, e) -> {});
                throw new IllegalStateException("of a handler");
            });
            Goroutine.until(() -> watch.live().isEmpty());
        }
    }

    @Test
    void watchesOfOthersAreNotToldOfAnException() {
        try (var mine = Goroutines.watch()) {
            try (var inner = Goroutines.watch()) {
                assertThat(inner.live()).isEmpty();
            }
            assertThat(mine.live()).isEmpty();
        }
    }
}
