package dev.jopher.race.canary;

import dev.jopher.race.internal.agent.Canary;

/** Two threads write a field. */
public final class FieldRace implements Canary {
    private int value;

    @Override
    public void first() {
        value = 1;
    }

    @Override
    public void second() {
        value = 2;
    }
}
