package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.Go;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.internal.support.OnPlatformThread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many short rounds in which goroutines and platform threads lock one mutex in every way there is,
 * are cancelled, interrupted and timed out. A writer is always alone inside, all of them come to
 * the end of their work, and then the mutex is as it was when it was new. Short rounds, because a
 * later unlock would make good for a wake-up that was lost; and each is a program of its own, so
 * that the deadlock detector sees the loss.
 */
@Timeout(120)
class LockStressTest {
    private static final int ROUNDS = 2_000;

    @Test
    void mutexLosesNoWaiterAndKeepsExclusion() {
        rounds(random -> {
            var mu = new Mutex();
            mu.starvationNanos = starvationNanos(random);
            var side = new Side(mu, mu::lock, true);
            return new Round(random, List.of(side), mu::isIdle);
        });
    }

    @Test
    void rwMutexLosesNoWaiterAndKeepsExclusion() {
        rounds(random -> {
            var mu = new RWMutex();
            mu.mutex.starvationNanos = starvationNanos(random);
            var read = new Side(mu.readLock(), mu::rLock, false);
            var write = new Side(mu.writeLock(), mu::lock, true);
            var sides = random.nextBoolean() ? List.of(read, write) : List.of(read, read, write);
            return new Round(random, sides, mu::isIdle);
        });
    }

    private static int starvationNanos(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> 20_000;
            default -> 1_000_000;
        };
    }

    private static void rounds(Function<SplittableRandom, Round> round) {
        var seeds = new SplittableRandom();
        for (int i = 0; i < ROUNDS; i++) {
            long seed = seeds.nextLong();
            try {
                round.apply(new SplittableRandom(seed)).run();
            } catch (Throwable e) {
                throw new AssertionError("round " + i + ", seed " + seed, e);
            }
        }
    }

    /** One of the ways in. */
    private record Side(Lock lock, Consumer<Context> withContext, boolean writes) {}

    private static final class Round {
        private final SplittableRandom random;
        private final List<Side> sides;
        private final BooleanSupplier isIdle;
        private final WaitGroup unlocks = new WaitGroup();
        private final AtomicInteger readers = new AtomicInteger();

        /** Neither is volatile: the mutex has to do for them. */
        private int writers;

        private int visits;

        Round(SplittableRandom random, List<Side> sides, BooleanSupplier isIdle) {
            this.random = random;
            this.sides = sides;
            this.isIdle = isIdle;
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
            assertThat(isIdle.getAsBoolean()).as("%s", sides).isTrue();
        }

        /** Returns how often it was inside to write. */
        private int work(SplittableRandom r) {
            int n = 0;
            for (int i = 0; i < 6; i++) {
                Side side = sides.get(r.nextInt(sides.size()));
                if (tryToLock(side, r)) {
                    visit(side, r);
                    n += side.writes ? 1 : 0;
                }
            }
            Thread.interrupted(); // a late one
            return n;
        }

        private void visit(Side side, SplittableRandom r) {
            int stay = r.nextInt(8);
            if (side.writes) {
                write(stay);
            } else {
                read(stay);
            }
            if (stay == 7) {
                unlocks.go(side.lock::unlock); // it has no owner
            } else {
                side.lock.unlock();
            }
        }

        private void write(int stay) {
            if (++writers != 1 || readers.get() != 0) {
                throw new IllegalStateException(writers + " write, " + readers + " read");
            }
            visits++;
            stay(stay);
            writers--;
        }

        private void read(int stay) {
            readers.incrementAndGet();
            int seen = visits;
            stay(stay);
            if (writers != 0 || visits != seen) {
                throw new IllegalStateException(
                        writers + " write, and " + (visits - seen) + " did");
            }
            readers.decrementAndGet();
        }

        private void stay(int how) {
            if (how == 0) {
                sleep();
            } else if (how < 4) {
                Go.gosched();
            }
        }

        private void sleep() {
            try {
                Go.sleep(Duration.ofNanos(50_000));
            } catch (UncheckedInterruptedException e) {
                Thread.interrupted();
            }
        }

        private boolean tryToLock(Side side, SplittableRandom r) {
            return switch (r.nextInt(9)) {
                case 0 -> side.lock.tryLock();
                case 1 -> timed(side.lock, r.nextInt(200_000));
                case 2 -> canceled(side, r.nextBoolean());
                case 3 -> interrupted(side.lock);
                case 4 -> {
                    Go.go(Thread.currentThread()::interrupt);
                    side.lock.lock();
                    yield true;
                }
                default -> {
                    side.lock.lock();
                    yield true;
                }
            };
        }

        private boolean timed(Lock lock, long nanos) {
            try {
                return lock.tryLock(nanos, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                return false; // late, meant for an earlier turn
            }
        }

        private boolean interrupted(Lock lock) {
            Go.go(Thread.currentThread()::interrupt);
            try {
                lock.lockInterruptibly();
                return true;
            } catch (InterruptedException e) {
                return false;
            }
        }

        private boolean canceled(Side side, boolean alsoInterrupted) {
            try (var ctx = Context.background().withCancel()) {
                if (alsoInterrupted) {
                    Go.go(Thread.currentThread()::interrupt);
                }
                Go.go(ctx::cancel);
                side.withContext.accept(ctx);
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
