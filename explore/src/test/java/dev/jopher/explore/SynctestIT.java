package dev.jopher.explore;

import static dev.jopher.Go.go;
import static dev.jopher.Go.gosched;
import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.otherwise;
import static dev.jopher.Go.select;
import static dev.jopher.Go.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.Ticker;
import dev.jopher.Timer;
import dev.jopher.Unit;
import dev.jopher.sync.Cond;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.Test;

/**
 * Bubbles with Jopher's operations. After Go's internal/synctest/synctest_test.go, by behaviour.
 */
class SynctestIT {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MILLI = Duration.ofMillis(1);

    /** The time, as a timer sees it. */
    private static Instant now() {
        return new Timer(Duration.ZERO).channel().receive();
    }

    private static Duration since(Instant start) {
        return Duration.between(start, now());
    }

    /** TestNow. */
    @Test
    void timeBeginsAtMidnightAndPassesWithSleeps() {
        Instant start = Instant.parse("2000-01-01T00:00:00Z");
        AtomicInteger seen = new AtomicInteger();
        Synctest.test(() -> {
            assertThat(now()).isEqualTo(start);
            go(() -> {
                assertThat(now()).isEqualTo(start);
                seen.incrementAndGet();
            });
            sleep(SECOND);
            assertThat(now()).isEqualTo(start.plus(SECOND));
        });
        assertThat(seen).hasValue(1);
    }

    /** TestRunEmpty, TestSimpleWait, TestGoroutineWait. */
    @Test
    void littleBubbles() {
        Synctest.test(() -> {});
        Synctest.test(Synctest::await);
        Synctest.test(() -> {
            go(() -> {});
            Synctest.await();
        });
    }

    /** TestWait, TestMallocs. */
    @Test
    void awaitReturnsWhenAllOthersHaveEnded() {
        for (int i = 0; i < 20; i++) {
            Synctest.test(() -> {
                AtomicBoolean done = new AtomicBoolean();
                var c = new Channel<Integer>();
                go(() -> countDown(c, done));
                c.send(100);
                Synctest.await();
                assertThat(done).isTrue();
            });
        }
    }

    private static void countDown(Channel<Integer> c, AtomicBoolean done) {
        int n = c.receive();
        if (n == 0) {
            done.set(true);
        } else {
            go(() -> countDown(c, done));
            c.send(n - 1);
        }
    }

    /** TestTimerReadBeforeDeadline, TestTimerReadAfterDeadline, TestTimerRanInPast. */
    @Test
    void aTimerSendsTheTimeAtWhichItIsDue() {
        Synctest.test(() -> {
            Instant start = now();
            assertThat(new Timer(SECOND.multipliedBy(5)).channel().receive())
                    .isEqualTo(start.plusSeconds(5));
            var late = new Timer(SECOND);
            sleep(SECOND.multipliedBy(2));
            assertThat(late.channel().receive()).isEqualTo(start.plusSeconds(6));
        });
    }

    /** TestTimerReset. */
    @Test
    void aTimerCanBeReset() {
        Synctest.test(() -> {
            Instant start = now();
            var t = new Timer(SECOND);
            assertThat(t.channel().receive()).isEqualTo(start.plusSeconds(1));
            t.reset(SECOND.multipliedBy(2));
            assertThat(t.channel().receive()).isEqualTo(start.plusSeconds(3));
            t.reset(SECOND.multipliedBy(3));
            sleep(SECOND);
            t.reset(SECOND.multipliedBy(3));
            assertThat(t.channel().receive()).isEqualTo(start.plusSeconds(7));
        });
    }

    /** TestTimeAfter: what an afterFunc starts is in the bubble as well. */
    @Test
    void afterFuncsAreInTheBubble() {
        int[] n = {0};
        Synctest.test(() -> {
            Timer unused = Timer.afterFunc(SECOND, () -> {
                n[0]++;
                go(() -> {
                    sleep(SECOND);
                    n[0]++;
                });
            });
            sleep(SECOND.multipliedBy(3));
            Synctest.await();
            assertThat(n[0]).isEqualTo(2);
        });
    }

    /** TestTimerAfterBubbleExit: time ends with main. */
    @Test
    void aTimerDoesNotFireAfterMainHasReturned() {
        AtomicBoolean fired = new AtomicBoolean();
        Synctest.test(() -> {
            Timer unused = Timer.afterFunc(SECOND, () -> fired.set(true));
        });
        assertThat(fired).isFalse();
    }

    /** TestAfterFuncRunsImmediately, TestTimerResetZeroDoNotHang. */
    @Test
    void timersWithoutDelay() {
        Synctest.test(() -> {
            AtomicBoolean ran = new AtomicBoolean();
            Timer unused = Timer.afterFunc(Duration.ZERO, () -> ran.set(true));
            Synctest.await();
            assertThat(ran).isTrue();
        });
        Synctest.test(() -> {
            var timer = new Timer(Duration.ZERO);
            var ctx = Context.background().withCancel();
            go(() -> {
                while (select(onReceive(ctx.done()), onReceive(timer.channel())) == 1) {
                    Thread.onSpinWait();
                }
            });
            Synctest.await();
            timer.reset(Duration.ZERO);
            Synctest.await();
            ctx.cancel();
            Synctest.await();
        });
    }

    /** TestDeadlockRoot. */
    @Test
    void aBubbleThatCannotContinueSaysWhoWaitsForWhat() {
        var mu = new Mutex();
        assertThatThrownBy(() -> Synctest.test(() -> {
            mu.lock();
            var c = new Channel<Integer>();
            go(() -> mu.lock());
            c.receive();
        })).isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("deadlock: all goroutines in bubble are blocked\n\n"
                        + "goroutine main [chan receive]:\n\twaiting on chan 0/0 0x")
                .hasMessageContaining("goroutine main.0 [sync.Mutex.Lock]:\n"
                        + "\twaiting on Mutex[locked, awaited] 0x")
                .hasMessageContaining("SynctestIT.java:");
    }

    /** TestDeadlockChild, TestDeadlockTicker. */
    @Test
    void goroutinesThatAreLeftFailTheTest() {
        assertThatThrownBy(() -> Synctest.test(() -> go(() -> Channel.never().receive())))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("deadlock: main bubble goroutine has exited but blocked"
                        + " goroutines remain\n\ngoroutine main.0 [chan receive (nil chan)]:\n");
        assertThatThrownBy(() -> Synctest.test(() -> go(() -> {
            for (Instant unused : new Ticker(SECOND).channel()) {
                throw new AssertionError("ticked");
            }
        }))).isInstanceOf(AssertionError.class)
                .hasMessageContaining("goroutine main.0 [chan receive]:\n");
    }

    /** TestCond. */
    @Test
    void conditions() {
        Synctest.test(() -> {
            var mu = new Mutex();
            var cond = new Cond(mu);
            Instant start = now();
            go(() -> {
                sleep(MILLI);
                locked(mu, cond::signal);
                sleep(MILLI);
                locked(mu, cond::broadcast);
            });
            locked(mu, cond::await);
            assertThat(since(start)).isEqualTo(MILLI);
            AtomicBoolean woken = new AtomicBoolean();
            go(() -> {
                locked(mu, cond::await);
                woken.set(true);
            });
            locked(mu, cond::await);
            Synctest.await();
            assertThat(woken).isTrue();
            assertThat(since(start)).isEqualTo(MILLI.multipliedBy(2));
        });
    }

    private static void locked(Mutex mu, Runnable body) {
        mu.lock();
        body.run();
        mu.unlock();
    }

    /** TestWaitGroupInBubble, TestWaitGroupRacingAdds. */
    @Test
    void waitGroups() {
        Synctest.test(() -> {
            var wg = new WaitGroup();
            wg.add(1);
            go(() -> {
                sleep(SECOND);
                wg.done();
            });
            Instant start = now();
            wg.await();
            assertThat(since(start)).isEqualTo(SECOND);
            for (int i = 0; i < 100; i++) {
                wg.go(() -> {});
            }
            wg.await();
        });
    }

    /** What freezes the time in Go: a goroutine waits for a mutex that a sleeping one holds. */
    @Test
    void timePassesWhileAGoroutineWaitsForAMutex() {
        Synctest.test(() -> {
            var mu = new Mutex();
            Instant start = now();
            go(() -> locked(mu, () -> sleep(Duration.ofDays(30))));
            sleep(SECOND);
            locked(mu, () -> assertThat(since(start)).isEqualTo(Duration.ofDays(30)));
        });
    }

    /** The example "Context.WithTimeout" of the package. */
    @Test
    void aTimeoutIsExact() {
        Synctest.test(() -> {
            Duration timeout = SECOND.multipliedBy(5);
            var ctx = Context.background().withTimeout(timeout);
            sleep(timeout.minusNanos(1));
            Synctest.await();
            assertThat(ctx.err()).isNull();
            sleep(Duration.ofNanos(1));
            Synctest.await();
            assertThat(ctx.err()).hasMessage("context deadline exceeded");
        });
    }

    /** TestContext, TestCleanup: a cancelled context ends a goroutine before the test ends. */
    @Test
    void goroutinesMayEndAfterMain() {
        AtomicBoolean ended = new AtomicBoolean();
        Synctest.test(() -> {
            var ctx = Context.background().withCancel();
            go(() -> {
                ctx.done().receiveOk();
                ended.set(true);
            });
            Synctest.await();
            assertThat(ended).isFalse();
            ctx.cancel();
        });
        assertThat(ended).isTrue();
    }

    /** TestFatal, TestError. */
    @Test
    void whatTheBodyThrowsFailsTheTest() {
        var failure = new AssertionError("no");
        assertThatThrownBy(() -> Synctest.test(() -> {
            go(() -> Channel.never().receive());
            throw failure;
        })).isSameAs(failure);
        assertThatThrownBy(() -> Synctest.test(() -> {
            throw new java.io.IOException("checked");
        })).isInstanceOf(java.io.IOException.class);
        assertThatThrownBy(() -> Synctest.test(() -> {
            go(() -> {
                throw failure;
            });
            sleep(SECOND);
        })).isSameAs(failure);
    }

    /** TestHappensBefore, but for the detector. */
    @Test
    void awaitReturnsAfterAllStepsOfTheOthers() {
        int[] n = {0};
        Synctest.test(() -> {
            go(() -> n[0]++);
            Synctest.await();
            assertThat(n[0]++).isEqualTo(1);
            var c = new Channel<Unit>();
            go(() -> {
                n[0]++;
                c.receiveOk();
            });
            Synctest.await();
            assertThat(n[0]++).isEqualTo(3);
            c.close();
            Timer unused = Timer.afterFunc(Duration.ZERO, () -> n[0]++);
            Synctest.await();
            assertThat(n[0]).isEqualTo(5);
        });
        Synctest.test(() -> go(() -> go(() -> n[0]++)));
        assertThat(n[0]).isEqualTo(6);
    }

    @Test
    void oneBubbleAtATimeAndNoneInAnother() {
        Synctest.test(() -> assertThatThrownBy(() -> Synctest.test(() -> {}))
                .isInstanceOf(IllegalStateException.class));
        assertThatThrownBy(Synctest::await).isInstanceOf(IllegalStateException.class)
                .hasMessage("goroutine is not in a bubble");
        Synctest.test(() -> {
            go(Synctest::await);
            gosched();
            assertThatThrownBy(Synctest::await).hasMessage("wait already in progress");
        });
    }

    /** TestWaitGroupManyBubbles: bubbles of several threads take turns. */
    @Test
    void bubblesOfSeveralThreads() {
        AtomicInteger ended = new AtomicInteger();
        var all = new WaitGroup();
        for (int i = 0; i < 20; i++) {
            all.go(() -> Synctest.test(() -> {
                var quit = new Channel<Unit>();
                var wg = new WaitGroup();
                for (int k = 0; k < 10; k++) {
                    wg.go(() -> {
                        quit.receiveOk();
                        ended.incrementAndGet();
                    });
                }
                Synctest.await();
                quit.close();
                wg.await();
            }));
        }
        all.await();
        assertThat(ended).hasValue(200);
    }

    /** TestTimerRunsImmediately, but for a wait: a goroutine that computes fires no timer. */
    @Test
    void aTimerIsThereAfterTheOthersHadATurn() {
        Synctest.test(() -> {
            var t = new Timer(Duration.ZERO);
            Synctest.await();
            assertThat(select(onReceive(t.channel()), otherwise())).isZero();
        });
    }
}
