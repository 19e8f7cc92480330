package dev.jopher.sync;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

import dev.jopher.sync.WaitPoint.Outcome;
import dev.jopher.sync.WaitPoint.WaitMode;

/** An {@link RWMutex} as a Lock for reading: Go's {@code RLocker}. */
final class ReadLock implements Lock {
    private final RWMutex mutex;

    ReadLock(RWMutex mutex) {
        this.mutex = mutex;
    }

    @Override
    public void lock() {
        mutex.rLock();
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        Mutex.throwIfInterrupted();
        Mutex.throwIfInterrupted(mutex.rLock(WaitMode.INTERRUPTIBLE));
    }

    @Override
    public boolean tryLock() {
        return mutex.tryRLock();
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        Mutex.throwIfInterrupted();
        if (mutex.tryRLock()) {
            return true;
        }
        if (time <= 0) {
            return false;
        }
        Outcome outcome = mutex.rLock(WaitMode.until(RWMutex.deadline(unit.toNanos(time))));
        Mutex.throwIfInterrupted(outcome);
        return outcome == Outcome.SERVED;
    }

    @Override
    public void unlock() {
        mutex.rUnlock();
    }

    /** Returns a condition for readers, as in Go. */
    @Override
    public Condition newCondition() {
        return new Cond(this);
    }

    @Override
    public String toString() {
        return mutex + ".readLock";
    }
}
