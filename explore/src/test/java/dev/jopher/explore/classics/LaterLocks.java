package dev.jopher.explore.classics;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.Func;
import dev.jopher.sync.Cond;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.RWMutex;
import dev.jopher.sync.Semaphore;

/** Programs that use locks, conditions and semaphores wrongly. */
final class LaterLocks {
    private LaterLocks() {}

    /** The condition is checked before the lock is taken. */
    static final class MissedSignal extends Program {
        MissedSignal() {
            super("missed signal");
        }

        @Override
        void run(boolean fixed) {
            var mu = new Mutex();
            var cond = new Cond(mu);
            var ready = new AtomicBoolean();
            parallel(() -> {
                if (fixed) {
                    mu.lock();
                    while (!ready.get()) {
                        cond.await();
                    }
                    mu.unlock();
                } else if (!ready.get()) {
                    locked(mu, cond::await);
                }
            }, () -> locked(mu, () -> {
                ready.set(true);
                cond.signal();
            }));
        }
    }

    /** Three locks, and each two of them are taken by some goroutine. */
    static final class ThreeLocks extends Program {
        ThreeLocks() {
            super("lock order of three");
        }

        @Override
        void run(boolean fixed) {
            var a = new Mutex();
            var b = new Mutex();
            var c = new Mutex();
            parallel(both(a, b), both(b, c), fixed ? both(a, c) : both(c, a));
        }

        private static Func both(Mutex first, Mutex then) {
            return () -> locked(first, () -> locked(then, () -> {}));
        }
    }

    /** A request that is cancelled meanwhile keeps its permit. */
    static final class PermitLost extends Program {
        PermitLost() {
            super("permit of a cancelled request");
        }

        @Override
        void run(boolean fixed) {
            var permits = new Semaphore(1);
            var cancelled = new AtomicBoolean();
            Func request = () -> {
                if (cancelled.get()) {
                    return;
                }
                permits.acquire();
                if (cancelled.get() && !fixed) {
                    return;
                }
                permits.release();
            };
            parallel(request, request, () -> cancelled.set(true));
            permits.acquire();
        }
    }

    /** The read lock is given back before the write lock is taken, and nothing is checked again. */
    static final class Upgrade extends Program {
        Upgrade() {
            super("read lock to write lock");
        }

        @Override
        void run(boolean fixed) {
            var mu = new RWMutex();
            var cached = new Cell(0);
            var loads = new Cell(0);
            parallel(copies(3, () -> {
                mu.rLock();
                boolean missing = cached.get() == 0;
                mu.rUnlock();
                if (missing) {
                    mu.lock();
                    if (!fixed || cached.get() == 0) {
                        loads.add(1);
                        cached.set(1);
                    }
                    mu.unlock();
                }
            }));
            check(loads.get() == 1, "loaded twice");
        }
    }

    /** Producers and consumers wait for the same condition, and a signal wakes one of either. */
    static final class WrongOneWoken extends Program {
        WrongOneWoken() {
            super("signal for the wrong one");
        }

        @Override
        void run(boolean fixed) {
            var mu = new Mutex();
            var changed = new Cond(mu);
            int[] n = {0};
            Func put = () -> {
                mu.lock();
                while (n[0] == 1) {
                    changed.await();
                }
                n[0]++;
                wake(changed, fixed);
                mu.unlock();
            };
            Func take = () -> {
                mu.lock();
                while (n[0] == 0) {
                    changed.await();
                }
                n[0]--;
                wake(changed, fixed);
                mu.unlock();
            };
            parallel(put, put, take, take);
        }

        private static void wake(Cond changed, boolean all) {
            if (all) {
                changed.broadcast();
            } else {
                changed.signal();
            }
        }
    }

    /** Readers count themselves, and a writer looks at the count before it begins. */
    static final class CountedReaders extends Program {
        CountedReaders() {
            super("counted readers");
        }

        @Override
        void run(boolean fixed) {
            var readers = new AtomicInteger();
            var writing = new AtomicBoolean();
            var inside = new AtomicBoolean();
            Func reader = () -> {
                if (fixed) {
                    readers.incrementAndGet();
                    if (!writing.get()) {
                        check(!inside.get(), "a writer is inside");
                    }
                    readers.decrementAndGet();
                } else if (!writing.get()) {
                    readers.incrementAndGet();
                    check(!inside.get(), "a writer is inside");
                    readers.decrementAndGet();
                }
            };
            parallel(reader, reader, () -> {
                writing.set(true);
                if (readers.get() == 0) {
                    inside.set(true);
                    inside.set(false);
                }
                writing.set(false);
            });
        }
    }
}
