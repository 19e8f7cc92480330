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

    /** A clone is an object of its own. To clone reads the original. */
    static final class Cloned extends Litmus {
        static class Base implements Cloneable {
            int a = 1;
            volatile int v;

            Base copy() {
                try {
                    return (Base) super.clone();
                } catch (CloneNotSupportedException e) {
                    throw new AssertionError(e);
                }
            }
        }

        static final class Derived extends Base {
            int b = 2;
        }

        final Derived original = new Derived();
        volatile Base handed;

        @Override
        void racy() throws Exception {
            inTurn(() -> original.a = 3, () -> Fields.use(original.copy().v));
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> Fields.use(original.a + original.b), () -> {
                Derived copy = (Derived) original.copy();
                copy.a++;
                copy.b++;
                handed = copy;
            }, () -> handed.a++);
        }
    }

    /** To clone reads the original, also for a write that comes after it. */
    static final class ClonedBefore extends Litmus {
        final Cloned.Derived original = new Cloned.Derived();

        @Override
        void racy() throws Exception {
            inTurn(() -> Fields.use(original.copy().v), () -> original.b = 3);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> Fields.use(original.copy().v), () -> Fields.use(original.copy().v),
                    () -> Fields.use(original.b));
        }
    }
}
