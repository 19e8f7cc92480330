package dev.jopher.internal.sched;

import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

import dev.jopher.internal.base.Controlled;
import dev.jopher.internal.base.VirtualThreadAccess;

/**
 * Two schedulers in one: goroutines of {@linkplain Controlled controlled runs} continue when the
 * run decides so, all others as ever. Used only while the explorer is there.
 */
final class ControlledScheduler implements Scheduler {
    private final Scheduler others;

    ControlledScheduler(Scheduler others) {
        this.others = others;
    }

    @Override
    public Thread newThread(Schedulable g, String name, Runnable task) {
        if (!Controlled.isHere()) {
            return others.newThread(g, name, task);
        }
        Executor executor = Controlled.newExecutor();
        Thread t = VirtualThreadAccess.newVirtualThread(executor, name, task);
        t.setUncaughtExceptionHandler(g);
        Controlled.created(executor, t, g);
        return t;
    }

    @Override
    public void start(Schedulable g) {
        if (Controlled.isHere()) {
            VirtualThreadAccess.start(g.thread());
            Controlled.started(g);
        } else {
            others.start(g);
        }
    }

    @Override
    public void yieldIfSliceIsOver() {
        if (!Controlled.isHere()) {
            others.yieldIfSliceIsOver();
        }
    }

    @Override
    public void running(Schedulable g) {
        if (!Controlled.isHere()) {
            others.running(g);
        }
    }

    @Override
    public void ended(Schedulable g) {
        if (!Controlled.isHere()) {
            others.ended(g);
        }
    }

    @Override
    public void park(Schedulable g, Object blocker) {
        if (Controlled.isHere()) {
            LockSupport.park();
        } else {
            others.park(g, blocker);
        }
    }

    @Override
    public void unpark(Schedulable g) {
        if (Controlled.isHere()) {
            LockSupport.unpark(g.thread());
        } else {
            others.unpark(g);
        }
    }

    @Override
    public void yield() {
        if (Controlled.isHere()) {
            Controlled.yield();
        } else {
            others.yield();
        }
    }

    @Override
    public void spinWait(int pauses) {
        if (Controlled.isHere()) {
            Controlled.spin();
        } else {
            others.spinWait(pauses);
        }
    }

    @Override
    public int shardHint() {
        return Controlled.isHere() ? 0 : others.shardHint();
    }

    @Override
    public boolean canSpin() {
        return !Controlled.isHere() && others.canSpin();
    }

    @Override
    public int random(int bound) {
        return Controlled.isHere() ? Controlled.random(bound) : others.random(bound);
    }

    @Override
    public int procs() {
        return Controlled.isHere() ? 1 : others.procs();
    }

    @Override
    public void procs(int n) {
        if (!Controlled.isHere()) {
            others.procs(n);
        }
    }

    @Override
    public long switches() {
        return others.switches();
    }

    @Override
    public void timers(DueTimers all) {
        others.timers(all);
    }

    @Override
    public long nanoTime() {
        return Controlled.isHere() ? Controlled.nanoTime() : others.nanoTime();
    }

    @Override
    public int coarseMillis() {
        return Controlled.isHere() ? Scheduler.super.coarseMillis() : others.coarseMillis();
    }

    @Override
    public Instant now() {
        return Controlled.isHere()
                ? Instant.ofEpochMilli(Controlled.EPOCH_MILLIS).plusNanos(Controlled.nanoTime())
                : others.now();
    }

    @Override
    public String toString() {
        return others.toString();
    }
}
