package dev.jopher.race.litmus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Static initialisers that take what other threads have made (JLS 12.4.2). */
final class Initialisers {
    // @formatter:off
    private Initialisers() {}

    static final class Box {
        int value;

        Box set(int v) {
            value = v;
            return this;
        }

        /** Made by another thread. */
        static Box later() {
            return CompletableFuture.supplyAsync(() -> new Box().set(1)).join();
        }

        static List<Box> inParallel() {
            return IntStream.range(0, 64).parallel().mapToObj(i -> new Box().set(1)).toList();
        }
    }

    /** What a helper of the initialiser has done happens before each use of the class. */
    static final class ByHelper extends Litmus {
        static final class Values {
            static final Box BOX = Box.later();
            static final List<Box> ALL = Box.inParallel();

            static Box get() {
                return BOX;
            }
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> Values.get().value = 2, () -> Fields.use(Values.BOX.value));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> Fields.use(Values.BOX.value + Values.ALL.get(1).value),
                    () -> Fields.use(Values.get().value + Values.ALL.get(2).value),
                    () -> Fields.use(Values.BOX.value + Values.ALL.get(63).value));
        }
    }

    /** The same for the constants of an enum, and for an interface. */
    static final class OfOthers extends Litmus {
        enum Planet {
            EARTH;

            final Box box = Box.later();
        }

        interface Shared {
            Box BOX = Box.later();

            default int read() {
                return BOX.value;
            }
        }

        static final class Sharing implements Shared {}

        @Override
        void racy() throws Exception {
            inTurn(() -> Planet.EARTH.box.value++, () -> Planet.EARTH.box.value++);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> Fields.use(Planet.EARTH.box.value + new Sharing().read()),
                    () -> Fields.use(Planet.valueOf("EARTH").box.value + Shared.BOX.value));
        }
    }

    /** What the initialiser takes from a cache, another thread may have made, under its lock. */
    static final class FromCache extends Litmus {
        static final class Cache {
            private static final Map<String, Box> BOXES = new HashMap<>();

            static synchronized Box get(String name) {
                return BOXES.computeIfAbsent(name, n -> new Box().set(1));
            }
        }

        static final class User {
            static final Box BOX = Cache.get("a");
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> Cache.get("a").value = 2, () -> Fields.use(User.BOX.value));
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> Cache.get("a"), () -> Fields.use(User.BOX.hashCode() & 1),
                    () -> Fields.use(User.BOX.value));
        }
    }
}
