package dev.jopher.explore.self;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

import dev.jopher.sync.Mutex;
import org.jspecify.annotations.Nullable;

/** A lock that only its owner unlocks. */
final class OwnedLock implements Lock {
    private final Mutex mu = new Mutex();
    private @Nullable Thread owner;

    @Override
    public void lock() {
        mu.lock();
        owner = Thread.currentThread();
    }

    @Override
    public boolean tryLock() {
        boolean locked = mu.tryLock();
        if (locked) {
            owner = Thread.currentThread();
        }
        return locked;
    }

    @Override
    public void unlock() {
        if (owner != Thread.currentThread()) {
            throw new IllegalMonitorStateException();
        }
        owner = null;
        mu.unlock();
    }

    @Override
    public void lockInterruptibly() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Condition newCondition() {
        throw new UnsupportedOperationException();
    }
}
