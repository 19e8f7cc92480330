package dev.jopher.race.litmus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Class initialisation (JLS 12.4.2), final fields (JLS 17.5), default values. */
final class Initialisation {
    private Initialisation() {}

    /** The initialisation of a class happens before each use of it. */
    static final class Holder extends Litmus {
        static final class Values {
            static final int[] ALL = {1, 2, 3};
            static int[] more = {4, 5};
            static int count = 1;
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> Values.ALL[0] = 1, () -> Fields.use(Values.ALL[0]));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> Fields.use(Values.ALL[1] + Values.more[1] + Values.count),
                    () -> Fields.use(Values.ALL[1] + Values.more[1] + Values.count));
        }
    }

    /** What another class has written during the initialisation, on its behalf. */
    static final class Lazy extends Litmus {
        static final class Box {
            int value;

            Box fill() {
                value = 1;
                return this;
            }
        }

        static final class Instance {
            static final Box BOX = new Box().fill();

            static Box get() {
                return BOX;
            }
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> Instance.get().value = 2, () -> Fields.use(Instance.get().value));
        }

        @Override
        void fixed() throws Exception {
            // The race is in the same JVM, and later: this sees what the initialiser wrote.
            anyOrder(() -> Fields.use(Instance.get().value), () -> Fields.use(Instance.BOX.value));
        }
    }

    /** The constants of an enum, with fields of their own. */
    static final class Enums extends Litmus {
        enum Planet {
            EARTH(1), MARS(2);

            final double[] mass;
            int visits;

            Planet(int mass) {
                this.mass = new double[] {mass};
                visits = 1;
            }
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> Planet.MARS.visits++, () -> Planet.MARS.visits++);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> Fields.use((int) Planet.EARTH.mass[0] + Planet.EARTH.visits),
                    () -> Fields.use((int) Planet.EARTH.mass[0] + Planet.valueOf("EARTH").visits));
        }
    }

    /** A superclass is initialised before its subclass. */
    static final class Superclass extends Litmus {
        static class Base {
            static int[] base = {1};
        }

        static final class Sub extends Base {
            static int[] sub = {2};
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> Sub.base = new int[2], () -> Sub.base = new int[1]);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> Fields.use(Sub.sub[0] + Sub.base[0]),
                    () -> Fields.use(Sub.base[0] + Sub.sub[0]));
        }
    }

    /** A record that is published by a race: one report, for the reference. */
    static final class RacyRecord extends Litmus {
        record Point(int a, int b) {}

        Point plain = new Point(0, 0);
        volatile Point safe = plain;

        @Override
        int reports() {
            return 1;
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> plain = new Point(1, 1), () -> {
                Point p = plain;
                Fields.use(p.a + p.b());
            });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> safe = new Point(1, 1), () -> {
                Point p = safe;
                Fields.use(p.a + p.b());
            });
        }
    }

    /** An object with a final array that is published by a race: one report, for the reference. */
    static final class FinalArray extends Litmus {
        static final class Frozen {
            final int[] content = new int[3];

            Frozen() {
                for (int i = 0; i < 3; i++) {
                    content[i] = i;
                }
            }

            int sum() {
                int sum = 0;
                for (int v : content) {
                    sum += v;
                }
                return sum;
            }
        }

        Frozen plain = new Frozen();
        volatile Frozen safe = plain;

        @Override
        int reports() {
            return 1;
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> plain = new Frozen(), () -> Fields.use(plain.sum()));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> safe = new Frozen(), () -> Fields.use(safe.sum()));
        }
    }

    /**
     * Opaque publication is no race. Of a final field, all that the constructor made is visible.
     *
     * <p>The race on {@code open} cannot be found without false alarms. A shadow word does not say
     * how a thread came to the object. The same read is no race if the object was reached through
     * a final field of another one: by any read of the thread, in any method (JLS 17.5.1).
     */
    @KnownMiss("an opaque access of a reference orders like one that releases or "
            + "acquires")
    static final class OpaquePublication extends Litmus {
        static final VarHandle V = VarHandles.handle(MethodHandles.lookup(),
                OpaquePublication.class, "object", Pair.class);

        static final class Pair {
            final int[] frozen = {1, 2};
            final int one = 1;
            int open;

            Pair() {
                open = 1;
            }
        }

        Pair object = new Pair();

        @Override
        void racy() throws Exception {
            inTurn(() -> V.setOpaque(this, new Pair()),
                    () -> Fields.use(((Pair) V.getOpaque(this)).open));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> V.setOpaque(this, new Pair()), () -> {
                Pair p = (Pair) V.getOpaque(this);
                Fields.use(p.one + p.frozen[1]);
            });
        }
    }

    /** What is written after the constructor is not protected by the final field. */
    static final class AfterConstructor extends Litmus {
        static final class Frozen {
            final int[] content = {1, 2};
        }

        volatile Frozen safe = new Frozen();

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                Frozen f = new Frozen();
                safe = f;
                f.content[0] = 3;
            }, () -> Fields.use(safe.content[0]));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                Frozen f = new Frozen();
                f.content[0] = 3;
                safe = f;
            }, () -> Fields.use(safe.content[0]));
        }
    }

    /** {@code this} leaves the constructor before the field is written. */
    static final class EscapingThis extends Litmus {
        static volatile Early early;
        static volatile Late late;

        static final class Early {
            int value;

            Early() {
                early = this;
                value = 1;
            }
        }

        static final class Late {
            int value;

            Late() {
                value = 1;
                late = this;
            }
        }

        @Override
        void racy() throws Exception {
            inTurn(Early::new, () -> Fields.use(early.value));
        }

        @Override
        void fixed() throws Exception {
            inTurn(Late::new, () -> Fields.use(late.value));
        }
    }

    /** Elements of a new array have default values that each thread sees. */
    static final class DefaultElements extends Litmus {
        final long[][] a = new long[2][2];

        @Override
        void racy() throws Exception {
            inTurn(() -> Fields.use((int) a[1][1]), () -> a[1][1]++);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> Fields.use((int) a[1][1]), () -> Fields.use((int) a[1][1]));
        }
    }

    /** Strings, boxes and lists that cannot be changed are safe, however they are published. */
    static final class Immutable extends Litmus {
        static final VarHandle V = VarHandles.handle(MethodHandles.lookup(), Immutable.class,
                "value", Object.class);

        Object value = "";

        @Override
        int reports() {
            return 1;
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> value = "x".repeat(3), () -> Fields.use(value.hashCode() & 1));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> V.setOpaque(this, java.util.List.of("a", "b", "c", "d")),
                    () -> Fields.use(V.getOpaque(this).hashCode() & 1));
        }
    }
}
