package dev.jopher.race.litmus;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

import dev.jopher.race.internal.litmus.Turns;

/** The locks of {@code java.util.concurrent}. */
final class Locks {
    private Locks() {}

    /** {@code unlock} happens before the next {@code lock}. */
    static final class Reentrant extends Litmus {
        final ReentrantLock lock = new ReentrantLock();
        final ReentrantLock other = new ReentrantLock();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                lock.lock();
                try {
                    x++;
                } finally {
                    lock.unlock();
                }
            }, () -> {
                other.lock();
                try {
                    x++;
                } finally {
                    other.unlock();
                }
            });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                lock.lock();
                try {
                    x++;
                } finally {
                    lock.unlock();
                }
            }, () -> {
                lock.lock();
                try {
                    x++;
                } finally {
                    lock.unlock();
                }
            });
        }
    }

    /** A fair lock. */
    static final class Fair extends Litmus {
        final ReentrantLock lock = new ReentrantLock(true);
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { lock.lock(); lock.unlock(); x++; }, () -> {
                lock.lock();
                try {
                    x++;
                } finally {
                    lock.unlock();
                }
            });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                lock.lock();
                try {
                    x++;
                } finally {
                    lock.unlock();
                }
            }, () -> {
                lock.lock();
                try {
                    x++;
                } finally {
                    lock.unlock();
                }
            });
        }
    }

    /** {@code tryLock} that succeeds is a lock. */
    static final class TryLock extends Litmus {
        final ReentrantLock lock = new ReentrantLock();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { lock.lock(); lock.unlock(); x++; }, () -> {
                if (lock.tryLock()) { x++; lock.unlock(); }
            });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> { if (lock.tryLock()) { x++; lock.unlock(); } }, () -> {
                if (lock.tryLock(9, TimeUnit.SECONDS)) { x++; lock.unlock(); }
            });
        }
    }

    /** {@code tryLock} that fails makes no edge. */
    static final class FailedTryLock extends Litmus {
        final ReentrantLock lock = new ReentrantLock();
        int x;

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            together(() -> {
                lock.lock();
                x = 1;
                turns.next();
                turns.await(2);
                lock.unlock();
            }, () -> {
                turns.await(1);
                if (!lock.tryLock()) {
                    x = 2;
                }
                turns.next();
            });
        }

        @Override
        void fixed() throws Exception {
            together(() -> {
                lock.lock();
                x = 1;
                lock.unlock();
            }, () -> {
                if (lock.tryLock()) {
                    x = 2;
                    lock.unlock();
                }
            });
        }
    }

    /** {@code await} gives the lock back, and has it again when it returns. */
    static final class ConditionAwait extends Litmus {
        final ReentrantLock lock = new ReentrantLock();
        final Condition condition = lock.newCondition();
        boolean ready;
        int x;

        void set() {
            lock.lock();
            try {
                ready = true;
                condition.signalAll();
            } finally {
                lock.unlock();
            }
        }

        void get() throws InterruptedException {
            lock.lock();
            try {
                while (!ready) {
                    condition.await();
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                set();
                x = 1;
            }, () -> {
                get();
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            together(() -> {
                get();
                x = 2;
            }, () -> {
                x = 1;
                set();
            });
        }
    }

    /** A failed validation discards what an optimistic read has seen. */
    static final class Optimistic extends Litmus {
        final StampedLock lock = new StampedLock();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                long stamp = lock.writeLock();
                x = 1;
                lock.unlockWrite(stamp);
            }, () -> {
                lock.tryOptimisticRead();
                x = 2; // a write is not protected by it
            }, () -> {
                Fields.use(x);
            });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                long stamp = lock.writeLock();
                x = 1;
                lock.unlockWrite(stamp);
            }, () -> {
                long stamp = lock.tryOptimisticRead();
                int seen = x;
                if (!lock.validate(stamp)) {
                    stamp = lock.readLock();
                    seen = x;
                    lock.unlockRead(stamp);
                }
                Fields.use(seen);
            });
        }
    }

    /** An optimistic read between the two writes of a writer that has the lock. */
    static final class OptimisticBetween extends Litmus {
        final StampedLock lock = new StampedLock();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                long stamp = lock.writeLock();
                x = 1;
                lock.unlockWrite(stamp);
            }, () -> Fields.use(x));
        }

        @Override
        void fixed() throws Exception {
            Turns turns = new Turns();
            together(() -> {
                long stamp = lock.tryOptimisticRead();
                turns.next();
                turns.await(2);
                int seen = x;
                turns.next();
                if (lock.validate(stamp)) {
                    Fields.use(seen + 99);
                }
            }, () -> {
                turns.await(1);
                long stamp = lock.writeLock();
                x = 1;
                turns.next();
                turns.await(3);
                x = 2;
                lock.unlockWrite(stamp);
            });
        }
    }

    /** The write lock happens before the read lock. */
    static final class ReadWrite extends Litmus {
        final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { lock.writeLock().lock(); lock.writeLock().unlock(); x = 1; }, () -> {
                lock.readLock().lock();
                try {
                    Fields.use(x);
                } finally {
                    lock.readLock().unlock();
                }
            });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                lock.writeLock().lock();
                try {
                    x = 1;
                } finally {
                    lock.writeLock().unlock();
                }
            }, () -> {
                lock.readLock().lock();
                try {
                    Fields.use(x);
                } finally {
                    lock.readLock().unlock();
                }
            });
        }
    }

    /** The read lock happens before the next write lock. */
    static final class ReadThenWrite extends Litmus {
        final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> Fields.use(x), () -> {
                lock.writeLock().lock();
                try {
                    x = 1;
                } finally {
                    lock.writeLock().unlock();
                }
            });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                lock.readLock().lock();
                try {
                    Fields.use(x);
                } finally {
                    lock.readLock().unlock();
                }
            }, () -> {
                lock.writeLock().lock();
                try {
                    x = 1;
                } finally {
                    lock.writeLock().unlock();
                }
            });
        }
    }

    /** A read lock does not happen before another read lock. */
    static final class Readers extends Litmus {
        final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                lock.readLock().lock();
                try {
                    x = 1;
                } finally {
                    lock.readLock().unlock();
                }
            }, () -> {
                lock.readLock().lock();
                try {
                    x = 2;
                } finally {
                    lock.readLock().unlock();
                }
            });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                lock.writeLock().lock();
                try {
                    x = 1;
                } finally {
                    lock.writeLock().unlock();
                }
            }, () -> {
                lock.writeLock().lock();
                try {
                    x = 2;
                } finally {
                    lock.writeLock().unlock();
                }
            });
        }
    }

    /** A writer that goes on as a reader. */
    static final class Downgrade extends Litmus {
        final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                lock.writeLock().lock();
                lock.readLock().lock();
                lock.writeLock().unlock();
                x = 1;
                lock.readLock().unlock();
            }, () -> {
                lock.readLock().lock();
                try {
                    x = 2;
                } finally {
                    lock.readLock().unlock();
                }
            });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                lock.writeLock().lock();
                x = 1;
                lock.readLock().lock();
                lock.writeLock().unlock();
                Fields.use(x);
                lock.readLock().unlock();
            }, () -> {
                lock.writeLock().lock();
                try {
                    x = 2;
                } finally {
                    lock.writeLock().unlock();
                }
            });
        }
    }

    /** A write lock and a read lock with stamps. */
    static final class Stamped extends Litmus {
        final StampedLock lock = new StampedLock();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { lock.unlockWrite(lock.writeLock()); x = 1; }, () -> {
                long s = lock.readLock();
                Fields.use(x);
                lock.unlockRead(s);
            });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> { long s = lock.writeLock(); x = 1; lock.unlockWrite(s); }, () -> {
                long s = lock.readLock();
                Fields.use(x);
                lock.unlockRead(s);
            });
        }
    }

    /** {@code asWriteLock} and {@code asReadLock}. */
    static final class StampedViews extends Litmus {
        final StampedLock lock = new StampedLock();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> x = 1, () -> {
                lock.asReadLock().lock();
                try {
                    Fields.use(x);
                } finally {
                    lock.asReadLock().unlock();
                }
            });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                lock.asWriteLock().lock();
                try {
                    x = 1;
                } finally {
                    lock.asWriteLock().unlock();
                }
            }, () -> {
                lock.asReadLock().lock();
                try {
                    Fields.use(x);
                } finally {
                    lock.asReadLock().unlock();
                }
            });
        }
    }

    /** {@code release} happens before {@code acquire}. */
    static final class Permit extends Litmus {
        final Semaphore s = new Semaphore(1);
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { s.acquire(); s.release(); x = 1; },
                    () -> { s.acquire(); x = 2; s.release(); });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> { s.acquire(); x = 1; s.release(); },
                    () -> { s.acquire(); x = 2; s.release(); });
        }
    }

    /** Two permits do not exclude each other. */
    static final class TwoPermits extends Litmus {
        final Semaphore s = new Semaphore(2);
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { s.acquire(); x = 1; }, () -> { s.acquire(); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> { s.acquire(2); x = 1; s.release(2); },
                    () -> { s.acquire(2); x = 2; s.release(2); });
        }
    }

    /** A semaphore as a signal. */
    static final class ReleaseFirst extends Litmus {
        final Semaphore s = new Semaphore(0);
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { s.release(); x = 1; }, () -> { s.acquire(); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> { x = 1; s.release(); }, () -> { s.acquire(); x = 2; });
        }
    }

    /** {@code unpark} makes no edge; the volatile flag that it is used with does. */
    static final class Park extends Litmus {
        volatile boolean ready;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; LockSupport.unpark(Thread.currentThread()); }, () -> {
                LockSupport.parkNanos(1);
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> { x = 1; ready = true; }, () -> {
                while (!ready) { LockSupport.parkNanos(1000); }
                x = 2;
            });
        }
    }
}
