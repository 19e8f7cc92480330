package dev.jopher.race.programs;

import java.util.Arrays;
import java.util.function.Supplier;

/** Uses arrays in many ways. Prints the same with and without the agent. */
public final class ArrayUse {
    private ArrayUse() {}

    private final int[] own = {1, 2, 3};
    private static int calls;

    private static int next() {
        return calls++;
    }

    private static int[] none() {
        return null;
    }

    private static String failure(Supplier<Object> s) {
        try {
            return s.get() + ";";
        } catch (RuntimeException e) {
            return e + ";";
        }
    }

    private static String failures(int[] a, Object[] o, int[] none) {
        return failure(() -> a[5]) + failure(() -> a[-1] = 3) + failure(() -> none[1])
                + failure(() -> none()[next()]) + failure(() -> none[next()] = next())
                + failure(() -> o[0] = 1) + failure(() -> a[next()] += 1 / (a[0] - a[0]))
                + failure(() -> none.clone()) + failure(() -> Arrays.copyOf(none, 3))
                + failure(() -> Arrays.copyOf(a, -3)) + failure(() -> new String((char[]) null))
                + failure(() -> Arrays.copyOfRange(a, 5, 6)) + failure(() -> {
                    System.arraycopy(a, 0, o, 0, 1);
                    return 0;
                });
    }

    private static String wide(long[] a, double[] d, int i) {
        a[i] += 2;
        d[i] *= 1.5;
        a[i] <<= 1;
        d[i]++;
        long x = a[i] = a[i]++ + ++a[i];
        return x + " " + a[i] + " " + d[i] + " " + (a[i] > 3 ? a[0] : d[1]);
    }

    private static String small() {
        byte[] b = {1, -2, 127};
        b[2]++;
        short[] s = {3, 4};
        s[next() % 2] += 70_000;
        char[] c = {'x', 'y'};
        c[1]--;
        boolean[] z = {true, false};
        z[1] |= z[0];
        float[] f = {1.5f};
        f[0] /= 2;
        String[] t = {"a", null};
        t[1] = t[0] + t[1];
        t[0] += "b";
        return Arrays.toString(b) + Arrays.toString(s) + Arrays.toString(c) + Arrays.toString(z)
                + Arrays.toString(f) + Arrays.toString(t);
    }

    private static String grid() {
        int[][][] m = new int[3][4][];
        m[1][2] = new int[] {7, 8};
        m[1][2][m[1][2][0] - 6] += m[1][2][0];
        int[][] jagged = {{1}, {2, 3}, {}};
        int sum = 0;
        for (int[] row : jagged) {
            for (int n : row) {
                sum += n;
            }
        }
        jagged[0] = jagged[1].clone();
        jagged[1][0] = 9;
        return Arrays.deepToString(m) + sum + Arrays.deepToString(jagged);
    }

    private static int pick(int[] a, int[] b, boolean first, int i) {
        return (first ? a : b)[i > 1 ? i - 1 : i] + (i < 2 ? a[0] : b[i]);
    }

    /** More arrays than there are pairs of local variables for their shadows. */
    private static int many(int[] a, int[] b, int[] c, int[] d, int[] e, int[] f, int[] g, int[] h,
            int[] i, int[] j, int[] k, int[] l, int[] m, int[] n) {
        int sum = 0;
        for (int x = 0; x < 3; x++) {
            a[x] = b[x] + c[x] * d[x] - e[x] + f[x] * g[x] + h[x] + i[x] + j[x] + k[x] + l[x]
                    + m[x];
            n[x] += a[x];
            sum += n[x] ^ a[x];
        }
        return sum;
    }

    private static String library(int[] a) {
        int[] b = Arrays.copyOf(a, 5);
        System.arraycopy(a, 0, b, 2, 3);
        System.arraycopy(b, 0, b, 1, 4);
        Arrays.sort(b, 1, 3);
        Arrays.fill(b, 4, 5, 77);
        Long[] boxed = {3L, 1L, 2L};
        Arrays.sort(boxed, (x, y) -> Long.compare(y, x));
        return Arrays.toString(b) + Arrays.hashCode(b) + Arrays.equals(a, b)
                + Arrays.asList(boxed) + Arrays.stream(b).sum() + Arrays.binarySearch(a, 3)
                + new String(new char[] {'o', 'k'})
                + String.valueOf(new char[] {'a', 'b', 'c'}, 1, 2)
                + new String(new byte[] {65, 66, 67}, 1, 2, java.nio.charset.StandardCharsets.UTF_8)
                + Arrays.equals(a, 0, 2, b, 0, 2) + String.join(",", "p", "q") + varargs(1, 2, 3);
    }

    private static int varargs(int... n) {
        return n.length + n[n.length - 1];
    }

    public static void main(String[] args) {
        int[] a = {1, 2, 3};
        System.out.println(failures(a, new String[1], none()) + calls);
        System.out.println(wide(new long[] {5, 1}, new double[] {1, 2.5}, 1));
        System.out.println(small() + grid());
        System.out.println(pick(a, new int[] {4, 5, 6}, true, 2) + pick(a, a, false, 0));
        System.out.println(many(a, a, new int[] {4, 5, 6}, a, a, a, a.clone(), a, a, a, a, a, a,
                new int[3]));
        System.out.println(library(a) + new ArrayUse().own[2]++ + (args.length == 0 ? 1 : args[0]));
    }
}
