package dev.jopher.explore;

import static dev.jopher.Go.go;

import dev.jopher.Channel;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.WaitGroup;

class FirstTry {
    static void lost() {
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

    static void abba() {
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

    static void sleeps() {
        var c = new Channel<Integer>();
        go(() -> {
            dev.jopher.Go.sleep(java.time.Duration.ofDays(1));
            c.send(1);
        });
        if (c.receive() != 1) {
            throw new AssertionError();
        }
    }

    public static void main(String[] args) {
        for (int seed = 0; seed < 3; seed++) {
            System.out.println(Explore.check(FirstTry::lost, 1000, seed));
            System.out.println(Explore.check(FirstTry::abba, 1000, seed));
        }
        System.out.println("[" + Explore.check(FirstTry::sleeps, 1000, 1) + "]");
        for (int k = 0; k < 5; k++) {
            long t = System.nanoTime();
            System.out.println("[" + Explore.check(FirstTry::sleeps, 20000, 1) + "]");
            System.out.println(20000e9 / (System.nanoTime() - t) + "/s");
        }
    }
}
