package dev.jopher.explore;

import static dev.jopher.Go.go;
import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.select;

import dev.jopher.Channel;
import dev.jopher.sync.Cond;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.RWMutex;
import dev.jopher.sync.WaitGroup;

/** Programs whose reports are compared with golden texts: their lines are in those. */
final class BuggyPrograms {
    private BuggyPrograms() {}

    static void lostUpdate() {
        var wg = new WaitGroup();
        var mu = new Mutex();
        int[] n = {0};
        for (int i = 0; i < 2; i++) {
            wg.go(() -> {
                mu.lock();
                int v = n[0];
                mu.unlock();
                mu.lock();
                n[0] = v + 1;
                mu.unlock();
            });
        }
        wg.await();
        if (n[0] != 2) {
            throw new AssertionError("lost: " + n[0]);
        }
    }

    static void lockOrder() {
        var a = new Mutex();
        var b = new Mutex();
        var wg = new WaitGroup();
        wg.go(() -> {
            a.lock();
            b.lock();
            b.unlock();
            a.unlock();
        });
        wg.go(() -> {
            b.lock();
            a.lock();
            a.unlock();
            b.unlock();
        });
        wg.await();
    }

    static void closedTwice() {
        var c = new Channel<Integer>(2);
        var wg = new WaitGroup();
        boolean[] closed = {false};
        for (int i = 0; i < 2; i++) {
            wg.go(() -> {
                if (!closed[0]) {
                    c.len();
                    closed[0] = true;
                    c.close();
                }
            });
        }
        wg.await();
    }

    static void lostSignal() {
        var mu = new Mutex();
        var ready = new Cond(mu);
        var done = new Channel<Integer>();
        go(() -> {
            mu.lock();
            ready.await();
            mu.unlock();
            done.send(1);
        });
        mu.lock();
        ready.signal();
        mu.unlock();
        done.receive();
    }

    static void missingDone() {
        var wg = new WaitGroup();
        var c = new Channel<Integer>(1);
        for (int i = 0; i < 2; i++) {
            wg.add(1);
            go(() -> {
                if (c.trySend(1)) {
                    wg.done();
                }
            });
        }
        wg.await();
    }

    static void readInRead() {
        var mu = new RWMutex();
        var wg = new WaitGroup();
        wg.go(() -> {
            mu.rLock();
            mu.rLock();
            mu.rUnlock();
            mu.rUnlock();
        });
        wg.go(() -> {
            mu.lock();
            mu.unlock();
        });
        wg.await();
    }

    static void checkThenAct() {
        var mu = new Mutex();
        var wg = new WaitGroup();
        int[] balance = {100};
        for (int i = 0; i < 2; i++) {
            wg.go(() -> {
                boolean enough;
                try (var _ = mu.hold()) {
                    enough = balance[0] >= 80;
                }
                if (enough) {
                    try (var _ = mu.hold()) {
                        balance[0] -= 80;
                    }
                }
            });
        }
        wg.await();
        if (balance[0] < 0) {
            throw new IllegalStateException("balance " + balance[0]);
        }
    }

    static void neverClosed() {
        var jobs = new Channel<Integer>();
        var results = new Channel<Integer>(10);
        for (int w = 0; w < 5; w++) {
            go(() -> {
                for (int job : jobs) {
                    results.send(job * job);
                }
                results.close();
            });
        }
        for (int i = 1; i <= 3; i++) {
            jobs.send(i);
        }
        int sum = 0;
        for (int r : results) {
            sum += r;
        }
        if (sum != 14) {
            throw new AssertionError(sum);
        }
    }

    static void sendAfterClose() {
        var c = new Channel<String>(3);
        var wg = new WaitGroup();
        wg.add(1);
        go(() -> {
            c.send("a");
            wg.done();
            c.send("b");
        });
        wg.await();
        c.close();
        while (c.receiveOk().ok()) {}
    }

    static void unluckySelect() {
        var a = new Channel<Integer>(1);
        var b = new Channel<Integer>(1);
        var done = new Channel<Integer>();
        go(() -> a.send(1));
        go(() -> {
            b.send(2);
            done.send(3);
        });
        int first = select(onReceive(a), onReceive(b));
        done.receive();
        if (first == 1) {
            throw new IllegalStateException("b came first");
        }
    }
}
