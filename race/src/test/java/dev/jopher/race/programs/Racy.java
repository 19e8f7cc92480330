package dev.jopher.race.programs;

import java.util.Map;

/** Two threads that access the same variable, in an order that no happens-before edge makes. */
public final class Racy {
    private Racy() {}

    static class Account {
        int balance;
        long wide;
        Object reference;
        static int made;
        static double rate;
    }

    static final class Savings extends Account {
        int own;

        /** Writes before {@code super(...)} are recorded too. */
        Savings(int n) {
            own = n;
            super();
        }
    }

    static Account published;

    private static final Account SHARED = new Account();

    private static final Map<String, Runnable[]> CASES = Map.ofEntries(
            Map.entry("instance", both(() -> SHARED.balance++, () -> SHARED.balance++)),
            Map.entry("read-write", both(() -> use(SHARED.balance), () -> SHARED.balance = 1)),
            Map.entry("write-read", both(() -> SHARED.wide = 3, () -> use(SHARED.wide))),
            Map.entry("reads", both(() -> use(SHARED.wide), () -> use(SHARED.wide))),
            Map.entry("reference", both(() -> SHARED.reference = "", () -> SHARED.reference = "")),
            Map.entry("static", both(() -> Account.made++, () -> Account.made++)),
            Map.entry("static double", both(() -> Account.rate = 1, () -> use(Account.rate))),
            Map.entry("others", both(() -> SHARED.balance++, () -> SHARED.wide++)),
            Map.entry("constructor", both(() -> published = new Savings(1),
                    () -> use(((Savings) published).own))));

    private static Runnable[] both(Runnable a, Runnable b) {
        return new Runnable[]{a, b};
    }

    private static void use(Object o) {
        if (o.equals("")) {
            System.out.println();
        }
    }

    public static void main(String[] args) {
        Runnable[] two = CASES.get(args[0]);
        Two.run(two[0], two[1]);
        System.out.println("end");
    }
}
