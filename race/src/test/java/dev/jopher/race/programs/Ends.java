package dev.jopher.race.programs;

import java.io.ObjectStreamClass;
import java.io.Serializable;

/** Ends in the way that its first argument says; with a second one, after a race. */
public final class Ends implements Serializable {
    private static int count;

    @SuppressWarnings("unused")
    private int one;

    @SuppressWarnings("unused")
    private transient int two;

    private Ends() {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("arrays")) {
            makeArrays(args.length > 1);
            return;
        }
        System.out.println(Ends.class.getDeclaredFields().length + " fields, "
                + Ends.class.getDeclaredMethods().length + " methods, version "
                + ObjectStreamClass.lookup(Ends.class).getSerialVersionUID());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
        if (args.length > 1) {
            Thread t = new Thread(() -> count++);
            t.start();
            count++;
            t.join();
        }
        switch (args[0]) {
            case "exit" -> System.exit(0);
            case "exit 3" -> System.exit(3);
            case "halt" -> Runtime.getRuntime().halt(0);
            case "throw" -> throw new Exception("main");
            case "throw in another" -> new Thread(() -> {
                throw new IllegalStateException("other");
            }).start();
            default -> {}
        }
    }

    private static void makeArrays(boolean threads) throws InterruptedException {
        for (int i = 0; i < 100_000; i++) {
            int[] a = new int[2];
            a[count & 1] = i;
        }
        if (threads) {
            Thread t = new Thread(() -> count++);
            t.start();
            t.join();
        }
    }
}
