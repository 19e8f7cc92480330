package dev.jopher.sync;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

import dev.jopher.sync.WaitPoint.Outcome;
import dev.jopher.sync.WaitPoint.WaitMode;

/** An {@link RWMutex} as a Lock for writing. */
final class WriteLock implements Lock {
    private final RWMutex mutex;

    WriteLock(RWMutex mutex) {
        this.mutex = mutex;
    }

    @Override
    public void lock() {
        mutex.lock();
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        Mutex.throwIfInterrupted();
        Mutex.throwIfInterrupted(mutex.lock(WaitMode.INTERRUPTIBLE));
    }

    @Override
    public boolean tryLock() {
        return mutex.tryLock();
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        Mutex.throwIfInterrupted();
        if (mutex.tryLock()) {
            return true;
        }
        if (time <= 0) {
            return false;
        }
        Outcome outcome = mutex.lock(WaitMode.until(RWMutex.deadline(unit.toNanos(time))));
        Mutex.throwIfInterrupted(outcome);
        return outcome == Outcome.SERVED;
    }

    @Override
    public void unlock() {
        mutex.unlock();
    }

    @Override
    public Condition newCondition() {
        return new Cond(this);
    }

    @Override
    public String toString() {
        return mutex + ".writeLock";
    }
}
