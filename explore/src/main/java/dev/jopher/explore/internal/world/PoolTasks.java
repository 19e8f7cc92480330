package dev.jopher.explore.internal.world;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The tasks of a fork-join pool that have not ended. */
public final class PoolTasks {
    private final World world;
    public final boolean isCommon;
    private final List<Thread> waiting = new ArrayList<>();
    private int running;
    private int numbers;

    PoolTasks(World world, boolean isCommon) {
        this.world = world;
        this.isCommon = isCommon;
    }

    public void started() {
        running++;
    }

    public int number() {
        return ++numbers;
    }

    public void ended() {
        if (--running == 0) {
            waiting.forEach(LockSupport::unpark);
            waiting.clear();
        }
    }

    public boolean isIdle() {
        return running == 0;
    }

    /** Waits until no task runs. Returns false if the time is over before, or at an interrupt. */
    public boolean awaitIdle(long nanos) {
        Thread t = Thread.currentThread();
        long deadline = world.nanoTime() + nanos;
        if (deadline < 0) {
            deadline = Long.MAX_VALUE;
        }
        Alarms.Alarm alarm = deadline == Long.MAX_VALUE
                ? null
                : world.java.alarms.after(nanos, () -> LockSupport.unpark(t));
        while (running > 0 && world.nanoTime() < deadline && !t.isInterrupted()) {
            waiting.add(t);
            LockSupport.park(this);
        }
        if (alarm != null) {
            alarm.cancel();
        }
        return running == 0;
    }
}
