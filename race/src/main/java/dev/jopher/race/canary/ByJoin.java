package dev.jopher.race.canary;

import dev.jopher.race.internal.agent.Canary;

/** The start of a thread and its end order what it does. */
public final class ByJoin implements Canary {
    private int value;

    @Override
    public void first() {
        // all is in the second part
    }

    @Override
    public void second() {
        value = 1;
        Thread t = new Thread(() -> value++);
        t.start();
        try {
            t.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        value++;
    }
}
