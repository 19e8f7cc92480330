package dev.jopher.race.internal.agent;

/** A small program: one thread does the first part, and after that another one does the second. */
public interface Canary {
    void first();

    void second();
}
