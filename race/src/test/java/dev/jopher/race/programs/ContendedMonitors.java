package dev.jopher.race.programs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Virtual threads wait for a monitor in interpreted methods while the collector moves objects. */
public final class ContendedMonitors {
    private static final int ROUNDS = 300;

    private static final List<byte[]> LIST = Collections.synchronizedList(new ArrayList<>());

    private ContendedMonitors() {}

    static void main(String[] args) throws InterruptedException {
        var all = new ArrayList<Thread>();
        for (int i = 0; i < 20; i++) {
            all.add(Thread.startVirtualThread(ContendedMonitors::addAndRemove));
        }
        Thread collector = Thread.ofPlatform().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                System.gc();
            }
        });
        for (Thread t : all) {
            t.join();
        }
        collector.interrupt();
        collector.join();
        System.out.println(LIST.size());
    }

    private static void addAndRemove() {
        for (int i = 0; i < ROUNDS; i++) {
            var bytes = new byte[10_000];
            LIST.add(bytes);
            LIST.remove(bytes);
        }
    }
}
