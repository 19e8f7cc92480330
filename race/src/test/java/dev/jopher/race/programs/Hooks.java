package dev.jopher.race.programs;

import dev.jopher.race.internal.litmus.Turns;

/** A shutdown hook reads what a thread has written before it registered the hook, or after it. */
public final class Hooks {
    private static int x;

    private Hooks() {}

    public static void main(String[] args) throws Exception {
        boolean racy = args.length > 0;
        Turns turns = new Turns();
        Thread t = Thread.ofPlatform().daemon().start(() -> {
            if (!racy) {
                x = 1;
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("x " + x)));
            if (racy) {
                x = 1;
            }
            turns.next();
            turns.await(2);
        });
        turns.await(1); // no join: that would order the two
        System.exit(0);
    }
}
