package dev.jopher;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.jopher.internal.support.Goroutine;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Goroutines that look lost and are not. Each way hands a channel to one that will send on it, and
 * to no other; a search for leaks must leave the receiver alone, and then it must get its value.
 */
@Tag("own-scheduler")
@Timeout(120)
class LeaksNoFalseAlarmTest {
    private static Channel<String> global = new Channel<>();
    private static WeakReference<Channel<String>> weak = new WeakReference<>(global);
    private static final ThreadLocal<Channel<String>> LOCAL = new ThreadLocal<>();
    private static final ScopedValue<Channel<String>> SCOPED = ScopedValue.newInstance();

    /** Opened after the search; a channel, so that goroutines wait in one of our operations. */
    private static Channel<Unit> over = new Channel<>();

    /** The same for those who shall not wait in ours. */
    private static CountDownLatch overLatch = new CountDownLatch(1);

    enum Holder {
        STATIC_FIELD(c -> {
            global = c;
            Goroutine.start(() -> {
                over.receive();
                global.send("");
            });
        }),
        STACK_OF_ONE_THAT_IS_BLOCKED(c -> Goroutine.start(() -> {
            over.receive();
            c.send("");
        })),
        STACK_OF_ONE_THAT_RUNS(c -> Goroutine.start(() -> {
            while (!over.toString().isEmpty() && overLatch.getCount() > 0) {
                Go.gosched();
            }
            c.send("");
        })),
        LONG_CHAIN(c -> {
            var last = c;
            for (int i = 0; i < 100; i++) {
                var from = new Channel<String>();
                var to = last;
                Goroutine.start(() -> to.send(from.receive() + ""));
                last = from;
            }
            var first = last;
            Goroutine.start(() -> {
                while (overLatch.getCount() > 0) {
                    Go.sleep(Duration.ofMillis(5));
                }
                first.send("");
            });
        }),
        TIMER(c -> again(c)),
        PLATFORM_THREAD(c -> Goroutine.platform(() -> {
            overLatch.await();
            c.send("");
        })),
        GUEST(c -> {
            var _ = Thread.startVirtualThread(() -> {
                awaitLatch();
                c.send("");
            });
        }),
        THREAD_LOCAL(c -> Goroutine.start(() -> {
            LOCAL.set(c);
            sendToLocal();
        })),
        SCOPED_VALUE(c -> Goroutine.start(() -> ScopedValue.where(SCOPED, c).run(() -> {
            over.receive();
            SCOPED.get().send("");
        }))),
        QUEUED_TASK(c -> {
            var pool = Executors.newSingleThreadExecutor();
            pool.execute(LeaksNoFalseAlarmTest::awaitLatch);
            pool.execute(() -> c.send(""));
            pool.shutdown();
        }),
        SCHEDULED_TASK(c -> {
            var pool = Executors.newSingleThreadScheduledExecutor();
            pool.schedule(() -> {
                awaitLatch();
                c.send("");
            }, 1, TimeUnit.MILLISECONDS);
            pool.shutdown();
        }),
        WEAK_BUT_STRONG_ELSEWHERE(c -> {
            weak = new WeakReference<>(c);
            Goroutine.start(() -> {
                over.receive();
                Goroutine.must(weak.get()).send("");
                assertThat(c).isNotNull();
            });
        }),
        LOCKED_MUTEX(c -> {
            Mutex mu = new Mutex();
            mu.lock();
            Goroutine.start(() -> {
                mu.lock();
                c.send("");
            });
            Goroutine.start(() -> {
                over.receive();
                mu.unlock();
            });
        }),
        GROUP(c -> {
            WaitGroup wg = new WaitGroup();
            wg.go(() -> over.receive());
            Goroutine.start(() -> {
                wg.await();
                c.send("");
            });
        }),
        CANCEL(c -> {
            CancelContext ctx = Context.background().withCancel();
            Goroutine.start(() -> {
                ctx.done().receive();
                c.send("");
            });
            Goroutine.start(() -> {
                over.receive();
                ctx.cancel();
            });
        }),
        EXECUTOR_OF_GOROUTINES(c -> {
            var pool = Go.executor();
            pool.execute(() -> {
                over.receive();
                c.send("");
            });
        }),
        FINALIZER(c -> {
            Object _ = new Finalized(c);
        });

        final Consumer<Channel<String>> way;

        Holder(Consumer<Channel<String>> way) {
            this.way = way;
        }
    }

    /** Only the collector reaches it, and it sends. */
    @SuppressWarnings({"removal", "deprecation", "Finalize"})
    private static final class Finalized {
        private final Channel<String> c;

        Finalized(Channel<String> c) {
            this.c = c;
        }

        @Override
        protected void finalize() {
            Channel<String> saved = c;
            Goroutine.start(() -> saved.send(""));
        }
    }

    private static void again(Channel<String> c) {
        var _ = Go.afterFunc(Duration.ofMillis(5), () -> {
            if (overLatch.getCount() > 0) {
                again(c);
            } else {
                c.send("");
            }
        });
    }

    private static void sendToLocal() {
        over.receive();
        LOCAL.get().send("");
    }

    private static void awaitLatch() {
        try {
            overLatch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void reachableGoroutineIsNotReported(Holder holder) {
        over = new Channel<>();
        overLatch = new CountDownLatch(1);
        CountDownLatch received = receiverFor(holder);
        for (int i = 0; i < 2; i++) {
            assertThat(LeaksTest.here(Leaks.find())).isEmpty();
        }
        over.close();
        overLatch.countDown();
        Goroutine.until(() -> received.getCount() == 0);
    }

    /** A method of its own, which leaves no channel on the stack. */
    private static CountDownLatch receiverFor(Holder holder) {
        CountDownLatch received = new CountDownLatch(1);
        Channel<String> c = new Channel<>();
        Goroutine g = Goroutine.start(() -> {
            c.receive();
            received.countDown();
        });
        g.awaitWaiting("chan receive");
        holder.way.accept(c);
        return received;
    }

    /** The main goroutine is waited for by its program. */
    @Test
    void mainGoroutineIsNotReported() {
        Go.run(() -> {
            var c = new Channel<String>();
            var _ = Thread.startVirtualThread(() -> {
                assertThat(LeaksTest.here(Leaks.find())).isEmpty();
                c.send("");
            });
            c.receive();
        });
    }
}
