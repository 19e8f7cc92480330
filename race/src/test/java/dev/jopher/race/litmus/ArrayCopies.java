package dev.jopher.race.litmus;

import java.util.Arrays;
import java.util.List;

/** Calls of the JDK that read or write elements. */
final class ArrayCopies {
    private ArrayCopies() {}

    /** {@code System.arraycopy} writes its destination. */
    static final class CopyTo extends Litmus {
        final int[] a = new int[8];
        final int[] b = new int[8];

        @Override
        void racy() throws Exception {
            inTurn(() -> a[3] = 1, () -> System.arraycopy(b, 0, a, 0, 4));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> a[4] = 1, () -> System.arraycopy(b, 0, a, 0, 4));
        }
    }

    /** {@code System.arraycopy} reads its source. */
    static final class CopyFrom extends Litmus {
        final byte[] a = new byte[8];

        @Override
        void racy() throws Exception {
            inTurn(() -> System.arraycopy(a, 4, new byte[4], 0, 4), () -> a[7] = 1);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> System.arraycopy(a, 4, new byte[4], 0, 4), () -> a[3] = 1);
        }
    }

    /** {@code Arrays.fill} writes its range. */
    static final class Fill extends Litmus {
        final long[] a = new long[8];

        @Override
        void racy() throws Exception {
            inTurn(() -> Arrays.fill(a, 2, 6, 1), () -> Arrays.fill(a, 5, 8, 2));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> Arrays.fill(a, 2, 6, 1), () -> Arrays.fill(a, 6, 8, 2));
        }
    }

    /** {@code Arrays.sort} writes. */
    static final class Sort extends Litmus {
        final int[] a = {3, 1, 2};
        int y;

        @Override
        void racy() throws Exception {
            inTurn(() -> Arrays.sort(a), () -> y = a[0]);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    Arrays.sort(a);
                }
            }, () -> {
                synchronized (this) {
                    y = a[0];
                }
            });
        }
    }

    /** {@code Arrays.copyOf} reads. */
    static final class CopyOf extends Litmus {
        final char[] a = new char[4];

        @Override
        void racy() throws Exception {
            inTurn(() -> a[2] = 'x', () -> Arrays.copyOf(a, 3));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> a[2] = 'x', () -> Arrays.copyOf(a, 2));
        }
    }

    /** {@code clone} reads all elements. */
    static final class CloneOf extends Litmus {
        final int[] a = new int[4];

        @Override
        void racy() throws Exception {
            inTurn(() -> a[2] = 1, () -> a.clone());
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> a.clone()[1] = 1, () -> a.clone()[1] = 2);
        }
    }

    /** {@code Arrays.equals} reads both arrays. */
    static final class Equals extends Litmus {
        final int[] a = new int[4];

        @Override
        void racy() throws Exception {
            inTurn(() -> a[0] = 1, () -> Arrays.equals(new int[4], a));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> Arrays.hashCode(a), () -> Arrays.equals(new int[4], a));
        }
    }

    /** {@code Arrays.toString} reads. */
    static final class AsString extends Litmus {
        final boolean[] a = new boolean[4];

        @Override
        void racy() throws Exception {
            inTurn(() -> Arrays.toString(a), () -> a[3] = true);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> Arrays.toString(a), () -> Arrays.toString(a));
        }
    }

    /** {@code Arrays.stream} reads when the stream ends. */
    static final class StreamOf extends Litmus {
        final int[] a = new int[4];
        long y;

        @Override
        void racy() throws Exception {
            inTurn(() -> a[3] = 1, () -> y = Arrays.stream(a).sum());
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> Arrays.stream(a).sum(), () -> y = Arrays.stream(a).sum());
        }
    }

    /** {@code Arrays.asList} is a view of the array. */
    static final class ListView extends Litmus {
        final Integer[] a = {1, 2, 3};
        final List<Integer> list = Arrays.asList(a);
        Object y = 0;

        @Override
        void racy() throws Exception {
            inTurn(() -> list.set(1, 7), () -> y = a[1]);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    list.set(1, 7);
                }
            }, () -> {
                synchronized (this) {
                    y = a[1];
                }
            });
        }
    }

    /** {@code new String(char[])} reads. */
    static final class StringOf extends Litmus {
        final char[] a = {'a', 'b'};
        Object y = 0;

        @Override
        void racy() throws Exception {
            inTurn(() -> a[1] = 'x', () -> y = new String(a));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    a[1] = 'x';
                }
            }, () -> {
                synchronized (this) {
                    y = new String(a);
                }
            });
        }
    }
}
