package dev.jopher.race.programs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

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

    private static final int[] INTS = new int[10];
    private static final long[] LONGS = new long[10];
    private static final byte[] BYTES = new byte[10];
    private static final char[] LETTERS = new char[10];
    private static final boolean[] FLAGS = new boolean[10];
    private static final double[][] GRID = new double[3][4];
    private static final List<Integer> LIST = new ArrayList<>(List.of(1, 2, 3));
    private static final Map<String, Long> MAP = new HashMap<>(Map.of("a", 7L));
    private static final Map<String, Long> SAFE = new ConcurrentHashMap<>();
    private static final StringBuilder TEXT = new StringBuilder("b");
    private static final Account SHARED = new Account();

    private static final VarHandle HANDLE;
    private static final VarHandle MADE;
    private static final VarHandle ELEMENTS = MethodHandles.arrayElementVarHandle(int[].class);

    static {
        try {
            MethodHandles.Lookup l = MethodHandles.lookup();
            HANDLE = l.findVarHandle(Account.class, "balance", int.class);
            MADE = l.findStaticVarHandle(Account.class, "made", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final Map<String, Runnable[]> CASES = Map.ofEntries(
            Map.entry("instance", both(() -> SHARED.balance++, () -> SHARED.balance++)),
            Map.entry("read-write", both(() -> use(SHARED.balance), () -> SHARED.balance = 1)),
            Map.entry("write-read", both(() -> SHARED.wide = 3, () -> use(SHARED.wide))),
            Map.entry("reads", both(() -> use(SHARED.wide), () -> use(SHARED.wide))),
            Map.entry("reference", both(() -> SHARED.reference = "", () -> SHARED.reference = "")),
            Map.entry("static", both(() -> Account.made++, () -> Account.made++)),
            Map.entry("static double", both(() -> Account.rate = 1, () -> use(Account.rate))),
            Map.entry("others", both(() -> SHARED.balance++, () -> SHARED.wide++)),
            Map.entry("handle", both(() -> HANDLE.set(SHARED, 1), () -> SHARED.balance = 1)),
            Map.entry("handle read", both(() -> Account.made++, () -> use(MADE.get()))),
            Map.entry("handle element", both(() -> ELEMENTS.set(INTS, 1, 1), () -> INTS[1] = 2)),
            Map.entry("field", both(() -> SHARED.reference = "", () -> use(get("reference")))),
            Map.entry("fields", both(() -> use(get("wide")), () -> SHARED.balance++)),
            Map.entry("reflected", both(() -> Array.setInt(INTS, 1, 1), () -> INTS[1] = 2)),
            Map.entry("constructor", both(() -> published = new Savings(1),
                    () -> use(((Savings) published).own))));

    private static final Map<String, Runnable[]> ARRAYS = Map.ofEntries(
            Map.entry("int", both(() -> INTS[3]++, () -> INTS[3]++)),
            Map.entry("byte", both(() -> BYTES[2] = 1, () -> use(BYTES[2]))),
            Map.entry("boolean", both(() -> use(FLAGS[2]), () -> FLAGS[2] = true)),
            Map.entry("long", both(() -> LONGS[1] <<= 2, () -> LONGS[1]--)),
            Map.entry("nested", both(() -> GRID[1][2] += 2, () -> use(GRID[1][2]))),
            Map.entry("object", both(() -> GRID[1] = new double[3], () -> use(GRID[1]))),
            Map.entry("arraycopy", both(() -> System.arraycopy(INTS, 0, INTS, 4, 3),
                    () -> use(INTS[6]))),
            Map.entry("arraycopy reads", both(() -> INTS[2]++,
                    () -> System.arraycopy(INTS, 0, INTS, 4, 3))),
            Map.entry("clone", both(() -> use(BYTES.clone()), () -> BYTES[7] = 1)),
            Map.entry("fill", both(() -> Arrays.fill(LONGS, 1, 4, 7), () -> use(LONGS[3]))),
            Map.entry("copyOf", both(() -> LONGS[2]++, () -> use(Arrays.copyOf(LONGS, 3)))),
            Map.entry("sort", both(() -> use(Arrays.hashCode(INTS)), () -> Arrays.sort(INTS))),
            Map.entry("string", both(() -> LETTERS[3] = 'x', () -> use(new String(LETTERS, 2, 2)))),
            Map.entry("no neighbours", both(() -> BYTES[2] = 1, () -> BYTES[3] = 1)),
            Map.entry("no reads", both(() -> use(BYTES[2]), () -> use(BYTES.clone()))),
            Map.entry("no failure", both(() -> fail(-1), () -> INTS[0]++)),
            Map.entry("no fill", both(() -> Arrays.fill(LONGS, 1, 4, 7), () -> use(LONGS[4]))));

    private static final Map<String, Runnable[]> CONTENTS = Map.ofEntries(
            Map.entry("list", both(() -> LIST.add(1), () -> use(LIST.get(0)))),
            Map.entry("set at", both(() -> use(LIST.size()), () -> LIST.set(0, 5))),
            Map.entry("insert", both(() -> LIST.add(0, 1), () -> use(LIST.contains(3)))),
            Map.entry("map", both(() -> MAP.put("a", 1L), () -> MAP.put("b", 2L))),
            Map.entry("map read",
                    both(() -> use(MAP.get("a")), () -> MAP.merge("b", 2L, Long::sum))),
            Map.entry("builder", both(() -> TEXT.append(1L), () -> use(TEXT.toString()))),
            Map.entry("builder insert", both(() -> TEXT.insert(0, 1L), () -> TEXT.append("a"))),
            Map.entry("copy", both(() -> use(new ArrayList<>(LIST)), () -> LIST.clear())),
            Map.entry("add all",
                    both(() -> LIST.add(1), () -> use(new ArrayList<>().addAll(LIST)))),
            Map.entry("sorted", both(() -> Collections.sort(LIST), () -> use(LIST.indexOf(1)))),
            Map.entry("loop", both(() -> LIST.add(1), () -> {
                for (Integer i : LIST) {
                    use(i);
                }
            })),
            Map.entry("method reference", both(adder(LIST::add), adder(LIST::add))),
            Map.entry("no map reads", both(() -> use(MAP.get("a")), () -> use(MAP.size()))),
            Map.entry("no concurrent", both(() -> SAFE.put("a", 1L), () -> use(SAFE.size()))));

    private static Runnable adder(Consumer<Integer> c) {
        return () -> c.accept(1);
    }

    private static void fail(int index) {
        try {
            System.arraycopy(INTS, 0, INTS, 4, 7);
            INTS[index] = 1;
        } catch (ArrayIndexOutOfBoundsException expected) {
            use(expected);
        }
    }

    private static Runnable[] both(Runnable a, Runnable b) {
        return new Runnable[] {a, b};
    }

    private static Object get(String field) {
        try {
            return Account.class.getDeclaredField(field).get(SHARED);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void use(Object o) {
        if ("never".equals(o)) {
            System.out.println();
        }
    }

    public static void main(String[] args) {
        Runnable[] two = CASES.getOrDefault(args[0],
                ARRAYS.getOrDefault(args[0], CONTENTS.get(args[0])));
        Two.run(two[0], two[1]);
        System.out.println("end");
    }
}
