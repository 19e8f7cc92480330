package dev.jopher.race.programs;

import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import dev.jopher.race.internal.shadow.ArrayShadow;

/**
 * Loops over arrays, and which elements the detector has recorded as read and written. Each runs in
 * a thread whose first checks they are, and in one that has made many.
 */
public final class Loops {
    private static final int LENGTH = 12;
    private static final int FIVE_AT = 4;

    private static int sum;

    private final int[] own;

    private Loops(int[] own) {
        this.own = own;
    }

    private void field() {
        for (int i = 0; i < own.length; i++) {
            own[i] = i;
        }
    }

    private static void up(int[] a) {
        for (int i = 2; i < 7; i++) {
            a[i] = i;
        }
    }

    private static void down(int[] a) {
        for (int i = 9; i > 4; i--) {
            sum += a[i];
        }
    }

    private static void strided(int[] a) {
        for (int i = 1; i < 10; i += 3) {
            a[i] = 1;
        }
    }

    private static void stridedDown(int[] a) {
        for (int i = 10; i > 1; i -= 4) {
            a[i]++;
        }
    }

    private static void breaks(int[] a) {
        for (int i = 0; i < LENGTH; i++) {
            if (a[i] == 5) {
                break;
            }
            sum++;
        }
    }

    private static void breaksLater(int[] a) {
        for (int i = 0; i < LENGTH; i++) {
            a[i] = 1;
            if (i == 3) {
                break;
            }
            sum += a[i + 2];
        }
    }

    private static int returns(int[] a) {
        for (int i = 0; i < LENGTH; i++) {
            if (a[i] == 5) {
                return i;
            }
        }
        return -1;
    }

    private static void conditional(int[] a) {
        for (int i = 0; i < 6; i++) {
            if (i % 2 == 0) {
                a[i] = 1;
            }
        }
    }

    private static void continues(int[] a) {
        for (int i = 0; i < 6; i++) {
            a[i] = 1;
            if (i % 2 == 0) {
                continue;
            }
            sum += a[i + 6];
        }
    }

    private static void counts(int[] a) {
        int k = 3;
        for (int i = 0; i < 4; i++) {
            a[k++] = i;
        }
    }

    private static void countsBefore(int[] a) {
        int k = 3;
        for (int i = 0; i < 4; i++) {
            sum += a[++k];
        }
    }

    private static void neighbours(int[] a) {
        for (int i = 1; i < 5; i++) {
            sum += a[i - 1] + a[1 + i];
        }
    }

    private static void compound(int[] a) {
        for (int i = 3; i < 6; i++) {
            a[i] += 2;
        }
    }

    private static void whileLoop(int[] a) {
        int i = 0;
        while (i < 5) {
            a[i] = 1;
            i++;
        }
    }

    private static void doLoop(int[] a) {
        int i = 2;
        do {
            a[i] = 1;
            i++;
        } while (i < 5);
    }

    private static void forEach(int[] a) {
        for (int x : a) {
            sum += x;
        }
    }

    private static void nested(int[] a) {
        for (int i = 0; i < 3; i++) {
            for (int j = i; j < i + 2; j++) {
                a[j] = 1;
            }
        }
    }

    private static void fails(int[] a) {
        try {
            for (int i = 0; i < LENGTH; i++) {
                a[i] = 1 / (6 - i);
            }
        } catch (ArithmeticException expected) {
            sum++;
        }
    }

    private static void failsBehind(int[] a) {
        for (int i = 8;; i++) {
            a[i] = 1;
        }
    }

    private static void failsBetween(int[] a) {
        int k = 0;
        for (int i = 0; i < LENGTH; i++) {
            a[k++] = 1 / (4 - i);
        }
    }

    private static void anotherArray(int[] a) {
        int[] b = a;
        for (int i = 0; i < 3; i++) {
            b[i] = 1;
            b = new int[3];
        }
    }

    private static void noArray(int[] a) {
        int[] none = null;
        for (int i = 0; i < a.length - LENGTH; i++) {
            none[i] = 1;
        }
    }

    private static Map<String, Consumer<int[]>> all() {
        Map<String, Consumer<int[]>> all = new LinkedHashMap<>();
        all.put("up", Loops::up);
        all.put("down", Loops::down);
        all.put("strided", Loops::strided);
        all.put("strided down", Loops::stridedDown);
        all.put("breaks", Loops::breaks);
        all.put("breaks later", Loops::breaksLater);
        all.put("returns", Loops::returns);
        all.put("conditional", Loops::conditional);
        all.put("continues", Loops::continues);
        all.put("counts", Loops::counts);
        all.put("counts before", Loops::countsBefore);
        all.put("neighbours", Loops::neighbours);
        all.put("compound", Loops::compound);
        all.put("while", Loops::whileLoop);
        all.put("do", Loops::doLoop);
        all.put("for each", Loops::forEach);
        all.put("nested", Loops::nested);
        all.put("fails", Loops::fails);
        all.put("fails behind", Loops::failsBehind);
        all.put("fails between", Loops::failsBetween);
        all.put("another array", Loops::anotherArray);
        all.put("no array", Loops::noArray);
        all.put("field", a -> new Loops(a).field());
        return all;
    }

    private static long[] get(ArrayShadow s, String field) throws ReflectiveOperationException {
        Field f = ArrayShadow.class.getDeclaredField(field);
        f.setAccessible(true);
        return (long[]) f.get(s);
    }

    /** Returns a letter for each element: read, written, both, or neither. */
    private static String recorded(int[] a) {
        StringBuilder s = new StringBuilder();
        try {
            long[] words = get(ArrayShadow.of(a), "words");
            for (int i = 0; i < a.length; i++) {
                boolean w = words[2 * i] != 0;
                boolean r = words[2 * i + 1] != 0;
                s.append(w && r ? 'b' : w ? 'w' : r ? 'r' : '-');
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return s.toString();
    }

    private static int[] array() {
        int[] a = {0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0};
        return a;
    }

    private static void run(Consumer<int[]> loop, int[] a) {
        try {
            loop.accept(a);
        } catch (RuntimeException expected) {
            sum++;
        }
    }

    private static void warmUp() {
        int[] many = new int[1000];
        for (int i = 0; i < many.length; i++) {
            many[i] = i + FIVE_AT;
        }
    }

    public static void main(String[] args) throws InterruptedException {
        for (Map.Entry<String, Consumer<int[]>> e : all().entrySet()) {
            int[] first = array();
            int[] later = array();
            Thread t = new Thread(() -> {
                run(e.getValue(), first);
                warmUp();
                run(e.getValue(), later);
            });
            t.start();
            t.join();
            System.out.println(e.getKey() + ": " + recorded(first) + " " + recorded(later));
        }
    }
}
