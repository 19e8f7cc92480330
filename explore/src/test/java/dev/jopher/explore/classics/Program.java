package dev.jopher.explore.classics;

import dev.jopher.Func;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.WaitGroup;

/** A program with a bug, and the same without it. */
abstract class Program {
    final String name;

    Program(String name) {
        this.name = name;
    }

    abstract void run(boolean fixed);

    static void parallel(Func... parts) {
        var wg = new WaitGroup();
        for (Func part : parts) {
            wg.go(part);
        }
        wg.await();
    }

    static Func[] copies(int n, Func part) {
        var all = new Func[n];
        java.util.Arrays.fill(all, part);
        return all;
    }

    static void locked(Mutex mu, Runnable body) {
        mu.lock();
        body.run();
        mu.unlock();
    }

    static void check(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
