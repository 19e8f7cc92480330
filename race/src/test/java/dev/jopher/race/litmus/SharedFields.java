package dev.jopher.race.litmus;

/** Fields that are reached in other ways, or by more threads. */
final class SharedFields {
    private SharedFields() {}

    /** A field of the superclass is the same variable from both classes. */
    static final class InheritedField extends Litmus {
        static class Base {
            int x;

            void set() {
                x = 1;
            }
        }

        static final class Sub extends Base {
            void setToo() {
                x = 2;
            }
        }

        final Sub sub = new Sub();

        @Override
        void racy() throws Exception {
            inTurn(sub::set, sub::setToo);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (sub) {
                    sub.set();
                }
            }, () -> {
                synchronized (sub) {
                    sub.setToo();
                }
            });
        }
    }

    /** A private field of another class of the nest. */
    static final class NestedField extends Litmus {
        private static final class Inner {
            private int x;
        }

        private final Inner inner = new Inner();

        @Override
        void racy() throws Exception {
            inTurn(() -> inner.x = 1, () -> inner.x = 2);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (inner) {
                    inner.x = 1;
                }
            }, () -> {
                synchronized (inner) {
                    inner.x = 2;
                }
            });
        }
    }

    /** Reads do not conflict; one of several readers and a later write do. */
    static final class ManyReaders extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> Fields.use(x), () -> Fields.use(x), () -> Fields.use(x), () -> x = 1);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> Fields.use(x), () -> Fields.use(x), () -> Fields.use(x));
            x = 1;
        }
    }

    /** A write that is ordered after the last read, but not after the first. */
    static final class FirstReader extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> Fields.use(x), () -> {
                synchronized (this) {
                    Fields.use(x);
                }
            }, () -> {
                synchronized (this) {
                    x = 1;
                }
            });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> {
                synchronized (this) {
                    Fields.use(x);
                }
            }, () -> {
                synchronized (this) {
                    Fields.use(x);
                }
            }, () -> {
                synchronized (this) {
                    x = 1;
                }
            });
        }
    }

    /** Two fields of an object are two variables. */
    static final class OtherField extends Litmus {
        int x;
        int y;

        @Override
        void racy() throws Exception {
            inTurn(() -> y = x + 1, () -> x = y + 1);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> x = x + 1, () -> y = y + 1);
        }
    }

    /** A variable of a method that a lambda captures as an object. */
    static final class Captured extends Litmus {
        static final class Box {
            int value;
        }

        @Override
        void racy() throws Exception {
            Box box = new Box();
            inTurn(() -> box.value++, () -> box.value++);
        }

        @Override
        void fixed() throws Exception {
            Box box = new Box();
            anyOrder(() -> {
                synchronized (box) {
                    box.value++;
                }
            }, () -> {
                synchronized (box) {
                    box.value++;
                }
            });
        }
    }
}
