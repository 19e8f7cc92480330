package dev.jopher.race.litmus;

/** Fields of all types: conflicting accesses to one variable must be ordered (JLS 17.4.5). */
final class Fields {
    private Fields() {}

    /** Two writes to an int. */
    static final class IntField extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> x = 1, () -> x = 2);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    x = 1;
                }
            }, () -> {
                synchronized (this) {
                    x = 2;
                }
            });
        }
    }

    /** A write to a long, then a read. */
    static final class LongField extends Litmus {
        long x;
        long y;

        @Override
        void racy() throws Exception {
            inTurn(() -> x = 1, () -> y = x);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    x = 1;
                }
            }, () -> {
                synchronized (this) {
                    y = x;
                }
            });
        }
    }

    /** A read of a double, then a write. */
    static final class DoubleField extends Litmus {
        double x;
        double y;

        @Override
        void racy() throws Exception {
            inTurn(() -> y = x, () -> x = 1);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    y = x;
                }
            }, () -> {
                synchronized (this) {
                    x = 1;
                }
            });
        }
    }

    /** A flag that is not volatile. */
    static final class BooleanField extends Litmus {
        boolean ready;
        boolean seen;

        @Override
        void racy() throws Exception {
            inTurn(() -> ready = true, () -> seen = ready);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    ready = true;
                }
            }, () -> {
                synchronized (this) {
                    seen = ready;
                }
            });
        }
    }

    /** Bytes next to each other are different variables (JLS 17.6). */
    static final class ByteField extends Litmus {
        byte x;
        byte y;

        @Override
        void racy() throws Exception {
            inTurn(() -> x = 1, () -> x = 2);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> x = 1, () -> y = 2);
        }
    }

    /** {@code ++} reads and writes. */
    static final class ShortIncrement extends Litmus {
        short x;

        @Override
        void racy() throws Exception {
            inTurn(() -> x++, () -> x++);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    x++;
                }
            }, () -> {
                synchronized (this) {
                    x++;
                }
            });
        }
    }

    /** {@code +=} reads, and another thread writes. */
    static final class CharCompound extends Litmus {
        char x;

        @Override
        void racy() throws Exception {
            inTurn(() -> x = 'a', () -> x += 1);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    x = 'a';
                }
            }, () -> {
                synchronized (this) {
                    x += 1;
                }
            });
        }
    }

    /** A write, then {@code -=}. */
    static final class FloatCompound extends Litmus {
        float x;

        @Override
        void racy() throws Exception {
            inTurn(() -> x -= 1, () -> x -= 1);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    x -= 1;
                }
            }, () -> {
                synchronized (this) {
                    x -= 1;
                }
            });
        }
    }

    /** A reference to something that never changes. */
    static final class ReferenceField extends Litmus {
        Object x = "";
        Object y = "";

        @Override
        void racy() throws Exception {
            inTurn(() -> x = "a", () -> y = x);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    x = "a";
                }
            }, () -> {
                synchronized (this) {
                    y = x;
                }
            });
        }
    }

    /** A static field. */
    static final class StaticField extends Litmus {
        static int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> x = 1, () -> x = 2);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (StaticField.class) {
                    x = 1;
                }
            }, () -> {
                synchronized (StaticField.class) {
                    x = 2;
                }
            });
        }
    }

    /** A static long: {@code +=} on a variable of two words. */
    static final class StaticLong extends Litmus {
        static long x;

        @Override
        void racy() throws Exception {
            inTurn(() -> x += 1, () -> x += 2);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (StaticLong.class) {
                    x += 1;
                }
            }, () -> {
                synchronized (StaticLong.class) {
                    x += 2;
                }
            });
        }
    }

    /** The default value is written before each thread begins (JLS 17.4.4). */
    static final class DefaultValue extends Litmus {
        long x;

        @Override
        void racy() throws Exception {
            inTurn(() -> use((int) x), () -> x = 1);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> use((int) x), () -> use((int) x));
        }
    }

    static void use(int value) {
        if (value > 99) {
            throw new AssertionError(value);
        }
    }
}
