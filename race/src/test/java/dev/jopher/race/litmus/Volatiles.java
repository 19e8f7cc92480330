package dev.jopher.race.litmus;

/** Volatile fields (JLS 17.4.4): the write happens before each later read. */
final class Volatiles {
    private Volatiles() {}

    /** A write of a volatile field happens before each later read of it. */
    static final class Flag extends Litmus {
        boolean plain;
        volatile boolean ready;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; plain = true; }, () -> { if (plain) { x = 2; } });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; ready = true; }, () -> { if (ready) { x = 2; } });
        }
    }

    /** The read of another volatile field makes no edge. */
    static final class OtherField extends Litmus {
        volatile int v;
        volatile int w;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; v = 1; }, () -> { Fields.use(w); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; v = 1; }, () -> { Fields.use(v); x = 2; });
        }
    }

    /** The same volatile field of another object makes no edge. */
    static final class OtherObject extends Litmus {
        static final class Box { volatile int v; }
        final Box a = new Box();
        final Box b = new Box();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; a.v = 1; }, () -> { Fields.use(b.v); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; a.v = 1; }, () -> { Fields.use(a.v); x = 2; });
        }
    }

    /** Two reads of a volatile field make no edge. */
    static final class ReadAndRead extends Litmus {
        volatile int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; Fields.use(v); }, () -> { Fields.use(v); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; v = 1; }, () -> { Fields.use(v); x = 2; });
        }
    }

    /** A read of a volatile field does not happen before a later write of it. */
    static final class ReadThenWrite extends Litmus {
        volatile int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; Fields.use(v); }, () -> { v = 1; x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; v = 1; }, () -> { Fields.use(v); v = 1; x = 2; });
        }
    }

    /** Two writes of a volatile field make no edge. */
    static final class WriteAndWrite extends Litmus {
        volatile int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; v = 1; }, () -> { v = 2; x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; v = 1; }, () -> { v += 2; x = 2; });
        }
    }

    /** A write after the volatile write is not ordered by it. */
    static final class WriteAfter extends Litmus {
        volatile int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { v = 1; x = 1; }, () -> { Fields.use(v); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; v = 1; }, () -> { Fields.use(v); x = 2; });
        }
    }

    /** Each earlier write happens before the read, not only the last. */
    static final class EarlierWrite extends Litmus {
        volatile int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; v = 1; }, () -> { v = 2; }, () -> { x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; v = 1; }, () -> { v = 2; }, () -> { Fields.use(v); x = 2; });
        }
    }

    /** A static volatile field. */
    static final class StaticFlag extends Litmus {
        static volatile int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; v = 1; }, () -> x = 2);
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; v = 1; }, () -> { Fields.use(v); x = 2; });
        }
    }

    /** A volatile long. */
    static final class LongFlag extends Litmus {
        volatile long v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; v++; }, () -> { v = 3; x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; v++; }, () -> { v++; x = 2; });
        }
    }

    /** The elements of an array in a volatile field are not volatile. */
    static final class Elements extends Litmus {
        volatile int[] a = new int[2];

        @Override
        void racy() throws Exception {
            inTurn(() -> a[0] = 1, () -> a[0] = 2);
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { int[] b = {1, 2}; b[0] = 3; a = b; }, () -> Fields.use(a[0]));
        }
    }

    /** The object in a volatile field: what is written after it is published. */
    static final class Content extends Litmus {
        static final class Box { int value; }
        volatile Box box = new Box();

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); box = b; b.value = 1; }, () -> Fields.use(box.value));
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { Box b = new Box(); b.value = 1; box = b; }, () -> Fields.use(box.value));
        }
    }

    /** Edges are transitive: over two fields and three threads. */
    static final class Chain extends Litmus {
        volatile int v;
        volatile int w;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; v = 1; }, () -> { w = 1; Fields.use(v); },
                    () -> { Fields.use(w); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; v = 1; }, () -> { Fields.use(v); w = 1; },
                    () -> { Fields.use(w); x = 2; });
        }
    }

    /** Dekker's flags: plain ones are races, whatever the result. */
    static final class Dekker extends Litmus {
        boolean a;
        boolean b;
        volatile boolean va;
        volatile boolean vb;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { a = true; Fields.use(b ? 1 : 0); },
                    () -> { b = true; Fields.use(a ? 1 : 0); });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> { va = true; if (!vb) { x++; } },
                    () -> { vb = true; if (!va) { x++; } });
        }
    }

    /** Double-checked locking needs a volatile field. */
    static final class DoubleChecked extends Litmus {
        static final class Box { int value = 1; }
        Box plain;
        volatile Box box;
        Box plain() {
            if (plain == null) {
                synchronized (this) {
                    if (plain == null) { plain = new Box(); }
                }
            }
            return plain;
        }
        Box get() {
            if (box == null) {
                synchronized (this) {
                    if (box == null) { box = new Box(); }
                }
            }
            return box;
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> Fields.use(plain().value), () -> Fields.use(plain().value));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> Fields.use(get().value), () -> Fields.use(get().value));
        }
    }

    /** A cached hash as in {@code String}: it does no harm, and is a race. */
    static final class HashCache extends Litmus {
        int hash;
        volatile int safe;
        int hash() { int h = hash; if (h == 0) { h = 42; hash = h; } return h; }
        int safe() { int h = safe; if (h == 0) { h = 42; safe = h; } return h; }

        @Override
        void racy() throws Exception {
            inTurn(this::hash, this::hash);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(this::safe, this::safe);
        }
    }
}
