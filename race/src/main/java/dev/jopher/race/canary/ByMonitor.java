package dev.jopher.race.canary;

import dev.jopher.race.internal.agent.Canary;

/** A monitor orders two writes. */
public final class ByMonitor implements Canary {
    private int value;

    @Override
    public void first() {
        value = 1;
        synchronized (this) {
            value = 2;
        }
    }

    @Override
    public void second() {
        synchronized (this) {
            value++;
        }
    }
}
