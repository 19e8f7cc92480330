package dev.jopher.explore.java;

import static dev.jopher.explore.java.JavaPrograms.both;
import static dev.jopher.explore.java.JavaPrograms.check;

import java.util.concurrent.locks.StampedLock;

import dev.jopher.race.BenignRace;

/** Programs with races that do not end a run, and with what follows from those. */
final class AcceptedPrograms {
    @BenignRace("for the test")
    private int field;

    @BenignRace("for the test")
    private int[] array = {0};

    private int plain;

    private int x = 1;
    private int y = 1;
    private final StampedLock lock = new StampedLock();

    private AcceptedPrograms() {}

    static void field() {
        var p = new AcceptedPrograms();
        both(() -> p.field++, () -> p.field++);
        check(p.field == 2);
    }

    static void fieldUnderLock() {
        var p = new AcceptedPrograms();
        Runnable add = () -> {
            synchronized (p) {
                p.field++;
            }
        };
        both(add, add);
        check(p.field == 2);
    }

    static void array() {
        var p = new AcceptedPrograms();
        both(() -> p.array[0]++, () -> p.array[0]++);
        check(p.array[0] == 2);
    }

    @BenignRace("for the test")
    private void add() {
        plain++;
    }

    static void method() {
        var p = new AcceptedPrograms();
        both(p::add, p::add);
        check(p.plain == 2);
    }

    private void move() {
        long stamp = lock.writeLock();
        x++;
        y++;
        lock.unlockWrite(stamp);
    }

    private boolean isEven(boolean validates) {
        long stamp = lock.tryOptimisticRead();
        boolean result = x == y;
        if (validates && !lock.validate(stamp)) {
            stamp = lock.readLock();
            result = x == y;
            lock.unlockRead(stamp);
        }
        return result;
    }

    static void notValidated() {
        var p = new AcceptedPrograms();
        both(p::move, () -> check(p.isEven(false)));
    }

    static void validated() {
        var p = new AcceptedPrograms();
        both(p::move, () -> check(p.isEven(true)));
    }
}
