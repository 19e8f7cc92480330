package dev.jopher.explore.classics;

import java.util.List;

import dev.jopher.explore.classics.Locks.Account;
import dev.jopher.explore.classics.Locks.Carter;
import dev.jopher.explore.classics.Locks.Philosophers;
import dev.jopher.explore.classics.Locks.TwoStage;
import dev.jopher.explore.classics.Locks.WrongLock;
import dev.jopher.explore.classics.Orders.Bluetooth;
import dev.jopher.explore.classics.Orders.LazyInit;
import dev.jopher.explore.classics.Orders.Queue;
import dev.jopher.explore.classics.Orders.Reorder;
import dev.jopher.explore.classics.Orders.Stack;
import dev.jopher.explore.classics.Orders.TokenRing;
import dev.jopher.explore.classics.Orders.WorkStealing;

/**
 * The programs on which the literature compares tools for concurrency bugs (Thomson, Donaldson,
 * Betts: Concurrency testing using controlled schedulers, TOPC 2016), written anew from their
 * descriptions, each with a twin without the bug.
 */
final class Classics {
    static final List<Program> ALL = List.of(new Account(), new Bluetooth(), new Carter(),
            new TwoStage(1), new TwoStage(99), new Reorder(3), new Reorder(4), new Reorder(5),
            new Reorder(10), new Reorder(20), new Reorder(50), new Reorder(100), new WrongLock(),
            new TokenRing(), new Queue(), new Stack(), new LazyInit(), new Philosophers(3),
            new Philosophers(5), new WorkStealing());

    private Classics() {}

    static List<Program> all() {
        return ALL;
    }
}
