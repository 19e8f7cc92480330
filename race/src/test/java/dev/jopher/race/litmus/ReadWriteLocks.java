package dev.jopher.race.litmus;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

import dev.jopher.race.internal.litmus.Turns;

/** Locks for readers and writers. */
final class ReadWriteLocks {
    private ReadWriteLocks() {}

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
}
