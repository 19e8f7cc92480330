package dev.jopher.race.litmus;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

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
