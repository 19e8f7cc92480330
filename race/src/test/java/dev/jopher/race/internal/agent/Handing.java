package dev.jopher.race.internal.agent;

import java.util.function.Supplier;

import dev.jopher.race.internal.clock.Epoch;
import dev.jopher.race.internal.clock.ShadowThread;

/** What the programs that hand something over have in common, see {@link HandOvers}. */
final class Handing {
    static final int ROUNDS = 20;

    /** What the giver has done. Written and read without any order but that of the primitive. */
    static long done;
    static boolean known;

    private Handing() {}

    interface Step<T> {
        void with(T primitive) throws Exception;
    }

    interface Action {
        void run() throws Exception;
    }

    static void act() {
        ShadowThread t = ShadowThread.current();
        t.used = t.epoch;
        done = Epoch.word(t.epoch, 1);
    }

    static void look() {
        known = ShadowThread.current().knows(done);
    }

    static Thread start(boolean virtual, Action action) {
        Runnable r = () -> {
            try {
                action.run();
            } catch (Exception e) {
                e.printStackTrace();
            }
        };
        return virtual ? Thread.ofVirtual().start(r) : Thread.ofPlatform().start(r);
    }

    static void print(String name, boolean virtual, int orders) {
        System.out.println((orders == ROUNDS ? "ordered " : orders == 0 ? "unordered " : "mixed ")
                + name + (virtual ? " virtual" : " platform"));
    }

    /** One thread gives, another one takes and then knows. */
    static <T> void pair(String name, boolean virtual, Supplier<T> make, Step<T> give,
            Step<T> take) throws Exception {
        int orders = 0;
        for (int i = 0; i < ROUNDS; i++) {
            T primitive = make.get();
            Thread taker = start(virtual, () -> {
                take.with(primitive);
                look();
            });
            Thread giver = start(virtual, () -> {
                act();
                give.with(primitive);
            });
            giver.join();
            taker.join();
            orders += known ? 1 : 0;
        }
        print(name, virtual, orders);
    }

    /** The same, but the giver is done before the taker begins. */
    static <T> void sequence(String name, boolean virtual, Supplier<T> make, Step<T> give,
            Step<T> take) throws Exception {
        int orders = 0;
        for (int i = 0; i < ROUNDS; i++) {
            T primitive = make.get();
            long[] stage = new long[1];
            Thread giver = start(virtual, () -> {
                act();
                give.with(primitive);
                stage[0] = 1;
                Thread.sleep(5);
            });
            Thread taker = start(virtual, () -> {
                while (Opaque.get(stage) == 0) {
                    Thread.onSpinWait();
                    Thread.yield();
                }
                take.with(primitive);
                look();
            });
            giver.join();
            taker.join();
            orders += known ? 1 : 0;
        }
        print(name, virtual, orders);
    }

    /** Reads that order nothing. */
    private static final class Opaque {
        static final java.lang.invoke.VarHandle LONGS =
                java.lang.invoke.MethodHandles.arrayElementVarHandle(long[].class);

        static long get(long[] array) {
            return (long) LONGS.getOpaque(array, 0);
        }
    }
}
