package dev.jopher.race.canary;

import java.util.concurrent.locks.ReentrantLock;

import dev.jopher.race.internal.agent.Canary;

/** A lock of java.util.concurrent orders two writes. */
public final class ByLock implements Canary {
    private final ReentrantLock lock = new ReentrantLock();
    private int value;

    @Override
    public void first() {
        lock.lock();
        try {
            value = 1;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void second() {
        lock.lock();
        try {
            value++;
        } finally {
            lock.unlock();
        }
    }
}
