package dev.jopher.explore.classics;

import dev.jopher.explore.internal.world.Op;
import dev.jopher.explore.internal.world.Points;

/** A shared variable: each access is a point. */
final class Cell {
    private int value;

    Cell(int value) {
        this.value = value;
    }

    int get() {
        Points.at(Op.READ, this);
        return value;
    }

    void set(int v) {
        Points.at(Op.WRITE, this);
        value = v;
    }

    /** Adds in one step. */
    int add(int n) {
        Points.at(Op.ATOMIC, this);
        value += n;
        return value;
    }
}
