package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.Go;
import dev.jopher.UncheckedInterruptedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many short rounds in which goroutines and platform threads acquire at random, are cancelled and
 * interrupted. Never is more held than the size, all come to the end of their work, and then all is
 * back. Something is held from the beginning of a round to its end: otherwise the next release
 * would make good for a wake-up that was lost.
 *
 * <p>Seen to fail with: no serving of others after a useless wait, after one that was cancelled,
 * after one that was interrupted; no serving after a release; a waiter served after its context's
 * end keeping what it got; a count that is changed outside of the lock.
 */
class SemaphoreStressTest {
    private static final int ROUNDS = 2_000;

    @Test
    @Timeout(120)
    void nothingIsLostAndNobodyStarves() {
        var seeds = new SplittableRandom();
        for (int i = 0; i < ROUNDS; i++) {
            long seed = seeds.nextLong();
            try {
                new Round(new SplittableRandom(seed)).run();
            } catch (Throwable e) {
                throw new AssertionError("round " + i + ", seed " + seed, e);
            }
        }
    }

    private static final class Round {
        private final SplittableRandom random;
        private final int size;

        /** What is not held all the time. */
        private final int usable;

        private final Semaphore sem;
        private final AtomicLong held = new AtomicLong();
        private final ErrGroup group = new ErrGroup();

        Round(SplittableRandom random) {
            this.random = random;
            this.size = 1 + random.nextInt(4);
            this.usable = 1 + random.nextInt(size);
            this.sem = new Semaphore(size);
            sem.starvationNanos = switch (random.nextInt(3)) {
                case 0 -> 0;
                case 1 -> 20_000;
                default -> 1_000_000;
            };
        }

        void run() {
            sem.acquire(size - usable);
            int workers = 2 + random.nextInt(5);
            for (int i = 0; i < workers; i++) {
                SplittableRandom own = random.split();
                if (random.nextInt(8) == 0) {
                    group.go(() -> onPlatformThread(own));
                } else {
                    group.go(() -> work(own));
                }
            }
            group.await();
            sem.release(size - usable);
            assertThat(sem.tryAcquire(size)).as("all is back").isTrue();
        }

        private void onPlatformThread(SplittableRandom r) throws Exception {
            var failure = new Throwable[1];
            Thread t = Thread.ofPlatform().start(() -> {
                try {
                    work(r);
                } catch (Throwable e) {
                    failure[0] = e;
                }
            });
            t.join();
            if (failure[0] != null) {
                throw new Exception(failure[0]);
            }
        }

        private void work(SplittableRandom r) {
            for (int i = 0; i < 4; i++) {
                int little = r.nextInt(usable + 1);
                int any = r.nextInt(size + 2);
                int acquired = switch (r.nextInt(6)) {
                    case 0 -> sem.tryAcquire(any) ? any : 0;
                    case 1 -> canceled(any);
                    case 2 -> interrupted(any);
                    case 3 -> canceledAndInterrupted(any);
                    default -> inPeace(little);
                };
                if (acquired > 0) { // a release of nothing would serve others, too
                    use(acquired, r);
                }
            }
        }

        private void use(int n, SplittableRandom r) {
            if (held.addAndGet(n) > usable) {
                throw new IllegalStateException("more is held than there is");
            }
            if (r.nextBoolean()) {
                Go.gosched();
            }
            held.addAndGet(-n);
            sem.release(n);
        }

        /** A late interrupt, meant for an earlier turn, may arrive at any time. */
        private int inPeace(int n) {
            for (;;) {
                try {
                    sem.acquire(n);
                    return n;
                } catch (UncheckedInterruptedException e) {
                    assertThat(Thread.interrupted()).isTrue();
                }
            }
        }

        private int canceled(int n) {
            try (var ctx = Context.background().withCancel()) {
                Go.go(ctx::cancel);
                return tried(ctx, n);
            }
        }

        private int interrupted(int n) {
            Go.go(Thread.currentThread()::interrupt);
            return tried(Context.background(), n);
        }

        private int canceledAndInterrupted(int n) {
            try (var ctx = Context.background().withCancel()) {
                Go.go(Thread.currentThread()::interrupt);
                Go.go(ctx::cancel);
                return tried(ctx, n);
            }
        }

        private int tried(Context ctx, int n) {
            try {
                sem.acquire(ctx, n);
                return n;
            } catch (ContextException e) {
                return 0;
            } catch (UncheckedInterruptedException e) {
                assertThat(Thread.interrupted()).isTrue();
                return 0;
            }
        }
    }
}
