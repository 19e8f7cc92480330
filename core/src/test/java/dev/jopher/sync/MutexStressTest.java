package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.Go;
import dev.jopher.UncheckedInterruptedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many short rounds in which goroutines and platform threads lock one mutex in every way there is, are
 * cancelled, interrupted and timed out. There is never more than one inside, everybody comes to the end of
 * what he has to do, and then the mutex is as it was when it was new. Short rounds, because a later unlock would
 * make good for a wake-up that was lost; and each is a program of its own, so that the deadlock detector sees
 * the loss.
 */
class MutexStressTest {
    private static final int ROUNDS = 2_000;

    @Test
    @Timeout(120)
    void nobodyIsForgottenAndNobodyComesInBeside() {
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
        private final Mutex mu = new Mutex();
        private final WaitGroup unlocks = new WaitGroup();

        /** Neither is volatile: the mutex has to do for them. */
        private int inside;

        private int visits;

        Round(SplittableRandom random) {
            this.random = random;
            mu.starvationNanos = switch (random.nextInt(3)) {
                case 0 -> 0;
                case 1 -> 20_000;
                default -> 1_000_000;
            };
        }

        void run() {
            var expected = new int[1];
            Go.run(() -> {
                var group = new ErrGroup();
                int workers = 2 + random.nextInt(5);
                var counts = new int[workers];
                for (int i = 0; i < workers; i++) {
                    int number = i;
                    SplittableRandom own = random.split();
                    if (random.nextInt(16) == 0) {
                        group.go(() -> OnPlatformThread.call(
                                () -> counts[number] = work(own)));
                    } else {
                        group.go(() -> counts[number] = work(own));
                    }
                }
                group.await();
                unlocks.await();
                expected[0] = IntStream.of(counts).sum();
            });
            assertThat(visits).isEqualTo(expected[0]);
            assertThat(mu.isIdle()).as("%s", mu).isTrue();
        }

        /** Returns how often it was inside. */
        private int work(SplittableRandom r) {
            int n = 0;
            for (int i = 0; i < 6; i++) {
                if (tryToLock(r)) {
                    visit(r);
                    n++;
                }
            }
            Thread.interrupted(); // a late one
            return n;
        }

        private void visit(SplittableRandom r) {
            if (++inside != 1) {
                throw new IllegalStateException(inside + " are inside");
            }
            visits++;
            int stay = r.nextInt(8);
            if (stay == 0) {
                sleep();
            } else if (stay < 4) {
                Go.gosched();
            }
            inside--;
            if (stay == 7) {
                unlocks.go(mu::unlock); // nobody owns it
            } else {
                mu.unlock();
            }
        }

        private void sleep() {
            try {
                Go.sleep(Duration.ofNanos(50_000));
            } catch (UncheckedInterruptedException e) {
                Thread.interrupted();
            }
        }

        private boolean tryToLock(SplittableRandom r) {
            return switch (r.nextInt(9)) {
                case 0 -> mu.tryLock();
                case 1 -> timed(r.nextInt(200_000));
                case 2 -> canceled(r.nextBoolean());
                case 3 -> interrupted();
                case 4 -> {
                    Go.go(Thread.currentThread()::interrupt);
                    mu.lock();
                    yield true;
                }
                default -> {
                    mu.lock();
                    yield true;
                }
            };
        }

        private boolean timed(long nanos) {
            try {
                return mu.tryLock(nanos, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                return false; // late, meant for an earlier turn
            }
        }

        private boolean interrupted() {
            Go.go(Thread.currentThread()::interrupt);
            try {
                mu.lockInterruptibly();
                return true;
            } catch (InterruptedException e) {
                return false;
            }
        }

        private boolean canceled(boolean alsoInterrupted) {
            try (var ctx = Context.background().withCancel()) {
                if (alsoInterrupted) {
                    Go.go(Thread.currentThread()::interrupt);
                }
                Go.go(ctx::cancel);
                mu.lock(ctx);
                return true;
            } catch (ContextException e) {
                return false;
            } catch (UncheckedInterruptedException e) {
                assertThat(Thread.interrupted()).isTrue();
                return false;
            }
        }
    }
}
