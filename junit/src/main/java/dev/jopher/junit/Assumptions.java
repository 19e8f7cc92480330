package dev.jopher.junit;

import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Runs a test again and again. A run in which an assumption of the test does not hold shows
 * nothing; if there is no other run, the test is aborted, as JUnit would do it.
 */
final class Assumptions implements Runnable {
    private final Runnable test;
    private final AtomicInteger completed = new AtomicInteger();
    private volatile @Nullable TestAbortedException aborted;

    Assumptions(Runnable test) {
        this.test = test;
    }

    @Override
    public void run() {
        try {
            test.run();
            completed.incrementAndGet();
        } catch (TestAbortedException e) {
            aborted = e;
        }
    }

    /** @throws TestAbortedException if no run was complete */
    void check() {
        TestAbortedException e = aborted;
        if (e != null && completed.get() == 0) {
            throw e;
        }
    }
}
