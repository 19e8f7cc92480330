package dev.jopher.race.litmus;

import java.util.function.Supplier;

import dev.jopher.Channel;
import dev.jopher.sync.Cond;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.Once;
import dev.jopher.sync.RWMutex;

/** Mutex, RWMutex, Once and Cond. */
@SuppressWarnings("unused")
final class GoLocks {
    // @formatter:off
    private GoLocks() {}

    /** A mutex protects only what both sides access under it. */
    static final class OneSide extends GoLitmus {
        final Mutex mu = new Mutex();

        @Override
        void racy() throws Exception {
            goroutines(() -> { mu.lock(); x++; turns.next(); mu.unlock(); }, () -> { turns.await(1); x++; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { mu.lock(); x++; mu.unlock(); },
                    () -> { mu.lock(); x++; mu.unlock(); });
        }
    }

    /** Two mutexes do not exclude one another. */
    static final class TwoMutexes extends GoLitmus {
        final Mutex mu = new Mutex();
        final Mutex other = new Mutex();

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { mu.lock(); x++; turns.next(); mu.unlock(); },
                    () -> { other.lock(); turns.await(1); x++; other.unlock(); });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { mu.lock(); x++; mu.unlock(); },
                    () -> { mu.lock(); x++; mu.unlock(); });
        }
    }

    /** What follows the unlock is not ordered. */
    static final class AfterUnlock extends GoLitmus {
        final Mutex mu = new Mutex();

        @Override
        void racy() throws Exception {
            oneByOne(
                    () -> { mu.lock(); mu.unlock(); x = 1; },
                    () -> { mu.lock(); y = x; mu.unlock(); });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(
                    () -> { mu.lock(); x = 1; mu.unlock(); },
                    () -> { mu.lock(); mu.unlock(); y = x; });
        }
    }

    /** A tryLock that fails orders nothing. */
    static final class TryLock extends GoLitmus {
        final Mutex mu = new Mutex();
        final Mutex other = new Mutex();

        @Override
        void racy() throws Exception {
            oneByOne(
                    () -> { mu.lock(); x = 1; mu.unlock(); mu.lock(); },
                    () -> { boolean _ = mu.tryLock(); y = x; });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(
                    () -> { mu.lock(); x = 1; mu.unlock(); },
                    () -> { boolean _ = mu.tryLock(); y = x; });
        }
    }

    /** The unlock orders what its goroutine has done, not what the locker has. */
    static final class UnlockOfAnother extends GoLitmus {
        final Mutex mu = new Mutex();
        final Channel<Integer> c = new Channel<>(1);

        @Override
        void racy() throws Exception {
            oneByOne(() -> { mu.lock(); x = 1; }, () -> mu.unlock(), () -> { mu.lock(); y = x; });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(
                    () -> { mu.lock(); x = 1; c.send(1); },
                    () -> { c.receive(); mu.unlock(); },
                    () -> { mu.lock(); y = x; });
        }
    }

    /** Readers are not ordered. */
    static final class Readers extends GoLitmus {
        final RWMutex mu = new RWMutex();

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { mu.rLock(); x = 1; turns.next(); mu.rUnlock(); },
                    () -> { mu.rLock(); turns.await(1); y = x; mu.rUnlock(); });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { mu.lock(); x = 1; mu.unlock(); },
                    () -> { mu.rLock(); y = x; mu.rUnlock(); });
        }
    }

    /** A reader's unlock happens before the next lock of a writer. */
    static final class ReaderThenWriter extends GoLitmus {
        final RWMutex mu = new RWMutex();

        @Override
        void racy() throws Exception {
            goroutines(() -> { mu.rLock(); y = x; turns.next(); mu.rUnlock(); }, () -> { turns.await(1); x = 1; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { mu.rLock(); y = x; mu.rUnlock(); },
                    () -> { mu.lock(); x = 1; mu.unlock(); });
        }
    }

    /** Writers exclude one another. */
    static final class Writers extends GoLitmus {
        final RWMutex mu = new RWMutex();

        @Override
        void racy() throws Exception {
            oneByOne(
                    () -> { mu.lock(); mu.unlock(); x++; },
                    () -> { mu.lock(); x++; mu.unlock(); });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { mu.lock(); x++; mu.unlock(); },
                    () -> { mu.lock(); x++; mu.unlock(); });
        }
    }

    /** Two readers are ordered by a writer between them. */
    static final class AcrossWriter extends GoLitmus {
        final RWMutex mu = new RWMutex();

        @Override
        void racy() throws Exception {
            oneByOne(
                    () -> { mu.rLock(); x = 1; mu.rUnlock(); },
                    () -> { mu.rLock(); mu.rUnlock(); },
                    () -> { mu.rLock(); y = x; mu.rUnlock(); });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(
                    () -> { mu.rLock(); x = 1; mu.rUnlock(); },
                    () -> { mu.lock(); mu.unlock(); },
                    () -> { mu.rLock(); y = x; mu.rUnlock(); });
        }
    }

    /** A tryRLock that fails orders nothing. */
    static final class TryRLock extends GoLitmus {
        final RWMutex mu = new RWMutex();

        @Override
        void racy() throws Exception {
            oneByOne(
                    () -> { mu.lock(); x = 1; mu.unlock(); mu.lock(); },
                    () -> { boolean _ = mu.tryRLock(); y = x; });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(
                    () -> { mu.lock(); x = 1; mu.unlock(); },
                    () -> { boolean _ = mu.tryRLock(); y = x; });
        }
    }

    /** A tryLock of a writer is a lock. */
    static final class TryWrite extends GoLitmus {
        final RWMutex mu = new RWMutex();

        @Override
        void racy() throws Exception {
            oneByOne(
                    () -> { mu.rLock(); y = x; mu.rUnlock(); mu.rLock(); },
                    () -> { boolean _ = mu.tryLock(); x = 1; });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(
                    () -> { mu.rLock(); y = x; mu.rUnlock(); },
                    () -> { boolean _ = mu.tryLock(); x = 1; });
        }
    }

    /** The function happens before the return of each run. */
    static final class OnceRun extends GoLitmus {
        final Once once = new Once();

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { once.run(() -> z = 1); x = 1; turns.next(); },
                    () -> { once.run(() -> z = 1); turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { once.run(() -> x = 1); y = x; },
                    () -> { once.run(() -> x = 1); z = x; });
        }
    }

    /** The same with a value. */
    static final class OnceValue extends GoLitmus {
        final Supplier<int[]> once = Once.onceValue(() -> new int[] {1});

        @Override
        void racy() throws Exception {
            goroutines(() -> { once.get()[0]++; turns.next(); }, () -> { turns.await(1); once.get()[0]++; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> y = once.get()[0], () -> z = once.get()[0]);
        }
    }

    /** A condition is signalled under its lock. */
    static final class CondUnderLock extends GoLitmus {
        final Mutex mu = new Mutex();
        final Cond cond = new Cond(mu);
        boolean ready;

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { mu.lock(); ready = true; cond.signal(); mu.unlock(); x = 1; turns.next(); },
                    () -> { mu.lock(); while (!ready) { cond.await(); } mu.unlock(); turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { x = 1; mu.lock(); ready = true; cond.signal(); mu.unlock(); },
                    () -> { mu.lock(); while (!ready) { cond.await(); } mu.unlock(); y = x; });
        }
    }

    /** A signal happens before the end of the wait that it ends. Go's documents say so, its detector does not know. */
    static final class CondSignal extends GoLitmus {
        final Mutex mu = new Mutex();
        final Cond cond = new Cond(mu);

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { turns.await(1); mu.lock(); mu.unlock(); cond.signal(); x = 1; turns.next(); },
                    () -> { mu.lock(); turns.next(); cond.await(); mu.unlock(); turns.await(2); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { turns.await(1); mu.lock(); mu.unlock(); x = 1; cond.signal(); },
                    () -> { mu.lock(); turns.next(); cond.await(); mu.unlock(); y = x; });
        }
    }

    /** A broadcast happens before the end of all waits that it ends. */
    static final class Broadcast extends GoLitmus {
        final Mutex mu = new Mutex();
        final Cond cond = new Cond(mu);
        boolean ready;

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { mu.lock(); ready = true; cond.broadcast(); mu.unlock(); },
                    () -> { mu.lock(); while (!ready) { cond.await(); } mu.unlock(); x++; turns.next(); },
                    () -> { mu.lock(); while (!ready) { cond.await(); } mu.unlock(); turns.await(1); x++; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { mu.lock(); x = 1; ready = true; cond.broadcast(); mu.unlock(); },
                    () -> { mu.lock(); while (!ready) { cond.await(); } mu.unlock(); y = x; },
                    () -> { mu.lock(); while (!ready) { cond.await(); } mu.unlock(); z = x; });
        }
    }
    // @formatter:on
}
