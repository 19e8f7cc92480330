package dev.jopher.race.programs;

import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Uses many features of the language. Prints the same with and without the agent. */
public final class Language {
    private Language() {}

    interface Shape {
        int[] SIDES = {3, 4};

        default int sides() {
            return hidden() + SIDES[1];
        }

        private int hidden() {
            return 1;
        }

        static Shape of(int n) {
            return () -> n;
        }

        int area();
    }

    record Point(int x, long y, String name) {
        static int made;

        Point {
            made++;
            if (x < 0) {
                throw new IllegalArgumentException("x " + x);
            }
        }
    }

    enum Coin {
        PENNY(1), DIME(10) {
            @Override
            int twice() {
                return value += value;
            }
        };

        int value;

        Coin(int value) {
            this.value = value;
        }

        int twice() {
            return 2 * value++;
        }
    }

    static class Base {
        int b;
        long wide = 1L << 40;
        double d;

        Base(int b) {
            this.b = b;
            hook();
        }

        void hook() {}
    }

    /** Assigns fields before {@code super(...)}, as Java 25 allows. */
    static class Early extends Base {
        int early;
        long wideEarly;
        final int last;

        Early(int n) {
            early = n;
            wideEarly = 7L * n;
            last = n + 1;
            int[] t = {n, n + 2};
            super(t[1]++ + t[1]);
            b++;
            early += b;
        }

        @Override
        void hook() {
            if (early == 0 || wideEarly == 0) {
                throw new IllegalStateException("not early");
            }
        }
    }

    static class Nested extends Base {
        int z;

        Nested(boolean deep) {
            super(deep ? new Base(1).b : new Nested(true, 2).z);
            z = b;
        }

        Nested(boolean plus, int z) {
            super(plus ? z : throwing());
            this.z = z;
        }

        static int throwing() {
            throw new IllegalStateException("thrown");
        }
    }

    class Inner {
        int q = 5;

        class Deeper {
            int sum() {
                return q + outer + Inner.this.q++;
            }
        }
    }

    static class Serial implements Serializable {
        int p = 1;
        long q = 2;
        transient String s = "";
        static int statics;

        int use() {
            return p++ + statics++;
        }
    }

    int outer = 3;
    private long total;
    private byte small;
    private char letter = 'a';
    private boolean flag;
    private float ratio = 1.5f;
    private String text = "";
    static double real;

    private String fields() {
        outer += 2;
        total += outer--;
        small += (byte) 200;
        letter++;
        flag ^= true;
        ratio *= 2;
        text += outer + "," + total;
        real = ratio / 2 + real;
        return outer + " " + total + " " + small + " " + letter + " " + flag + " " + ratio + " "
                + text + " " + real + " " + (total = outer = 4);
    }

    private static String text(Object o) {
        return switch (o) {
            case Point(int x, long y, String n) when x > 1 -> "far " + n + y;
            case Point p -> "near " + p;
            case String s -> switch (s) {
                case "Aa", "BB" -> "same hash";
                case "" -> "empty";
                default -> s.toUpperCase(java.util.Locale.ROOT);
            };
            case Integer i when i > 3 -> "big";
            default -> o.getClass().getSimpleName();
        };
    }

    private static String failure(Supplier<Object> s) {
        try {
            return String.valueOf(s.get());
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    private int finallyCounts() {
        int before = outer;
        for (int i = 0; i < 4; i++) {
            try {
                if (i == 1) {
                    continue;
                }
                if (i == 3) {
                    return outer + before;
                }
                outer += i;
                throw new IllegalStateException();
            } catch (IllegalStateException e) {
                outer += 10;
            } finally {
                outer += 100;
            }
        }
        return -1;
    }

    private static Base base(Base b) {
        return b;
    }

    public static void main(String[] args) {
        Language l = new Language();
        System.out.println(l.fields() + " " + l.fields());
        System.out.println(Shape.of(9).sides() + " " + Shape.of(9).area());
        System.out.println(text(new Point(1, 2, "p")) + text(new Point(2, 3, "q")) + text("BB")
                + text("") + text("x") + text(7) + text(1) + Point.made);
        System.out.println(Coin.PENNY.twice() + Coin.DIME.twice() + Coin.PENNY.value
                + Coin.DIME.value + Arrays.toString(Coin.values()));
        Early e = new Early(4);
        System.out.println(e.b + " " + e.early + " " + e.wideEarly + " " + e.last + " " + e.wide);
        System.out.println(new Nested(true).z + " " + new Nested(false).z);
        Inner.Deeper deeper = l.new Inner().new Deeper();
        System.out.println(deeper.sum() + deeper.sum());
        System.out
                .println(failure(() -> new Nested(false, 1)) + failure(() -> new Point(-1, 0, "")));
        System.out.println(failure(() -> base(null).b) + failure(() -> base(null).b = 2));
        System.out.println(failure(() -> base(null).wide) + failure(() -> base(null).d += 2));
        Base none = null;
        System.out.println(failure(() -> none.wide = 2) + failure(() -> l.text = null)
                + failure(() -> l.text.length()));
        int[] box = {0};
        IntSupplier count = () -> box[0]++ + l.outer++;
        System.out.println(count.getAsInt() + count.getAsInt() + l.finallyCounts());
        System.out.println(new Serial().use() + new Serial().use() + " "
                + ObjectStreamClass.lookup(Serial.class).getFields().length);
        System.out.println(List.of(1, 2, 3).stream().map(n -> n + l.outer).toList());
    }
}
