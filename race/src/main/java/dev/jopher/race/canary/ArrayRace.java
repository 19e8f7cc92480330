package dev.jopher.race.canary;

import dev.jopher.race.internal.agent.Canary;

/** A thread reads an element of an array that another one has written. */
public final class ArrayRace implements Canary {
    private final int[] values = new int[4];
    private int sum;

    @Override
    public void first() {
        values[2] = 1;
    }

    @Override
    public void second() {
        sum += values[2];
    }
}
