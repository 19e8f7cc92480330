package dev.jopher.race.canary;

import dev.jopher.race.internal.agent.Canary;

/** A volatile field orders two writes. */
public final class ByVolatile implements Canary {
    private volatile boolean ready;
    private int value;

    @Override
    public void first() {
        value = 1;
        ready = true;
    }

    @Override
    public void second() {
        if (ready) {
            value++;
        }
    }
}
