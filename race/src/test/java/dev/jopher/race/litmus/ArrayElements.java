package dev.jopher.race.litmus;

/** Elements of arrays: each is a variable of its own. */
final class ArrayElements {
    private ArrayElements() {}

    /** Elements of a {@code byte[]} next to each other are different variables (JLS 17.6). */
    static final class Bytes extends Litmus {
        final byte[] a = new byte[4];

        @Override
        void racy() throws Exception {
            inTurn(() -> a[1] = 1, () -> a[1] = 1);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> a[1] = 1, () -> a[2] = 1);
        }
    }

    /** Elements of a {@code boolean[]}. */
    static final class Booleans extends Litmus {
        final boolean[] a = new boolean[4];

        @Override
        void racy() throws Exception {
            inTurn(() -> a[1] = true, () -> a[1] = true);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> a[1] = true, () -> a[2] = true);
        }
    }

    /** Elements of a {@code short[]}. */
    static final class Shorts extends Litmus {
        final short[] a = new short[4];

        @Override
        void racy() throws Exception {
            inTurn(() -> a[1] = 1, () -> a[1] = 1);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> a[1] = 1, () -> a[2] = 1);
        }
    }

    /** Elements of a {@code char[]}. */
    static final class Chars extends Litmus {
        final char[] a = new char[4];

        @Override
        void racy() throws Exception {
            inTurn(() -> a[1] = 'a', () -> a[1] = 'a');
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> a[1] = 'a', () -> a[2] = 'a');
        }
    }

    /** Elements of an {@code int[]}. */
    static final class Ints extends Litmus {
        final int[] a = new int[4];

        @Override
        void racy() throws Exception {
            inTurn(() -> a[1] = 1, () -> a[1] = 1);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> a[1] = 1, () -> a[2] = 1);
        }
    }

    /** Elements of a {@code long[]}. */
    static final class Longs extends Litmus {
        final long[] a = new long[4];

        @Override
        void racy() throws Exception {
            inTurn(() -> a[1] = 1, () -> a[1] = 1);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> a[1] = 1, () -> a[2] = 1);
        }
    }

    /** Elements of a {@code float[]}. */
    static final class Floats extends Litmus {
        final float[] a = new float[4];

        @Override
        void racy() throws Exception {
            inTurn(() -> a[1] = 1, () -> a[1] = 1);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> a[1] = 1, () -> a[2] = 1);
        }
    }

    /** Elements of a {@code double[]}. */
    static final class Doubles extends Litmus {
        final double[] a = new double[4];

        @Override
        void racy() throws Exception {
            inTurn(() -> a[1] = 1, () -> a[1] = 1);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> a[1] = 1, () -> a[2] = 1);
        }
    }

    /** Elements of an {@code Object[]}. */
    static final class References extends Litmus {
        final Object[] a = new Object[4];

        @Override
        void racy() throws Exception {
            inTurn(() -> a[1] = "a", () -> a[1] = "a");
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> a[1] = "a", () -> a[2] = "a");
        }
    }

    /** A read of an element, and a write. */
    static final class ReadAndWrite extends Litmus {
        final int[] a = new int[4];
        int y;

        @Override
        void racy() throws Exception {
            inTurn(() -> y = a[3], () -> a[3]++);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    y = a[3];
                }
            }, () -> {
                synchronized (this) {
                    a[3]++;
                }
            });
        }
    }

    /** The first and the last element of a long array. */
    static final class LastElement extends Litmus {
        final long[] a = new long[5000];

        @Override
        void racy() throws Exception {
            inTurn(() -> a[4999] = 1, () -> a[a.length - 1] = 2);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> a[0] = 1, () -> a[a.length - 1] = 2);
        }
    }

    /** The rows of an array of arrays. */
    static final class Rows extends Litmus {
        final int[][] a = new int[3][3];

        @Override
        void racy() throws Exception {
            inTurn(() -> a[1][1] = 1, () -> a[1][1] = 2);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> a[1][1] = 1, () -> a[2][1] = 2);
        }
    }

    /** An array of variable arguments. */
    static final class Varargs extends Litmus {
        final int[] a = new int[3];
        static void clear(int... all) { all[0] = 0; }

        @Override
        void racy() throws Exception {
            inTurn(() -> clear(a), () -> clear(a));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> clear(1, 2), () -> clear(1, 2));
        }
    }

    /** Two threads that fill their halves; the halves overlap in the race. */
    static final class Halves extends Litmus {
        final double[] a = new double[200];
        static void fill(double[] a, int from, int to) {
            for (int i = from; i < to; i++) {
                a[i] = i;
            }
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> fill(a, 0, 110), () -> fill(a, 100, 200));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> fill(a, 0, 100), () -> fill(a, 100, 200));
        }
    }
}
