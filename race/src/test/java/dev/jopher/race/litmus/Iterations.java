package dev.jopher.race.litmus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.jopher.race.internal.litmus.Turns;

/** Each step of an iteration reads the collection, not only its beginning. */
final class Iterations {
    private Iterations() {}

    /** An iterator that was made under a lock and is used without it. */
    static final class AfterLock extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2, 3));
        final Turns turns = new Turns();

        @Override
        void racy() throws Exception {
            together(() -> {
                Iterator<Integer> i;
                synchronized (this) {
                    i = c.iterator();
                }
                turns.next();
                turns.await(2);
                Fields.use(i.next());
            }, () -> {
                turns.await(1);
                synchronized (this) {
                    c.set(0, 7);
                }
                turns.next();
            });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    for (int v : c) {
                        Fields.use(v);
                    }
                }
            }, () -> {
                synchronized (this) {
                    c.add(7);
                }
            });
        }
    }

    /** A loop whose body lets another thread go on, which changes the list. */
    static final class LoopHandsOver extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2));
        final Turns turns = new Turns();
        volatile int handed;

        @Override
        void racy() throws Exception {
            together(() -> {
                for (int v : c) {
                    handed = v;
                    turns.next();
                    turns.await(2);
                }
            }, () -> {
                turns.await(1);
                Fields.use(handed);
                c.set(1, 7);
                turns.next();
            });
        }

        @Override
        void fixed() throws Exception {
            together(() -> {
                for (int v : c) {
                    handed = v;
                }
                handed = 3;
            }, () -> {
                while (handed != 3) {
                    Thread.yield();
                }
                c.add(7);
            });
        }
    }

    /** The same with a map, and after the last entry, which its iterator does not read again. */
    static final class MapLoop extends Litmus {
        final Map<Integer, Integer> c = new HashMap<>(Map.of(1, 1, 2, 2));
        final Turns turns = new Turns();
        volatile int handed;

        void loop(int turnOf) {
            int i = 0;
            for (var e : c.entrySet()) {
                if (i++ == turnOf) {
                    handed = e.getValue();
                    turns.next();
                    turns.await(2);
                }
            }
        }

        void put() {
            turns.await(1);
            Fields.use(handed);
            c.replace(2, 7);
            turns.next();
        }

        @Override
        void racy() throws Exception {
            together(() -> loop(0), this::put);
        }

        @Override
        void fixed() throws Exception {
            together(() -> loop(1), this::put);
        }
    }

    /** {@code hasNext} of a list reads its size, that of a set does not. */
    static final class HasNext extends Litmus {
        final List<Integer> list = new ArrayList<>(List.of(1));
        final Set<Integer> set = new HashSet<>(List.of(1));
        final Turns turns = new Turns();
        volatile int handed;

        void loop(Iterable<Integer> c) {
            for (int v : c) {
                handed = v;
                turns.next();
                turns.await(2);
            }
        }

        void change(Runnable r) {
            turns.await(1);
            Fields.use(handed);
            r.run();
            turns.next();
        }

        @Override
        void racy() throws Exception {
            together(() -> loop(list), () -> change(() -> list.set(0, 7)));
        }

        @Override
        void fixed() throws Exception {
            together(() -> loop(set), () -> change(() -> set.add(7)));
        }
    }

    /** The iterator of a set is one of the map inside it. */
    static final class Sets extends Litmus {
        final Set<Integer> c = new TreeSet<>(List.of(1, 2));

        @Override
        void racy() throws Exception {
            Iterator<Integer> i = c.iterator();
            inTurn(() -> Fields.use(i.next()), () -> c.add(3));
        }

        @Override
        void fixed() throws Exception {
            Body body = () -> {
                Iterator<Integer> i = c.iterator();
                Fields.use(i.next());
            };
            anyOrder(body, body, () -> Fields.use(c.size()));
        }
    }

    /** An iterator of a view that cannot be changed. */
    static final class FixedView extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2));
        final Iterator<Integer> i = Collections.unmodifiableList(c).iterator();

        @Override
        void racy() throws Exception {
            inTurn(() -> c.set(1, 3), () -> Fields.use(i.next()));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> Fields.use(i.next()), () -> Fields.use(c.get(1)));
        }
    }

    /** {@code forEach} reads until it returns. */
    static final class ForEach extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1));
        final Turns turns = new Turns();
        volatile int handed;

        @Override
        void racy() throws Exception {
            together(() -> c.forEach(v -> {
                handed = v;
                turns.next();
                turns.await(2);
            }), () -> {
                turns.await(1);
                Fields.use(handed);
                c.set(0, 7);
                turns.next();
            });
        }

        @Override
        void fixed() throws Exception {
            together(() -> {
                c.forEach(v -> handed = v);
                handed = 2;
            }, () -> {
                while (handed != 2) {
                    Thread.yield();
                }
                c.set(0, 7);
            });
        }
    }

    /** A list with a lock of its own does not lock while it is iterated. */
    static final class LockedList extends Litmus {
        final List<Integer> c = Collections.synchronizedList(new ArrayList<>(List.of(1, 2)));

        @Override
        void racy() throws Exception {
            Iterator<Integer> i = c.iterator();
            inTurn(() -> c.set(1, 3), () -> Fields.use(i.next()));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> c.add(3), () -> {
                synchronized (c) {
                    for (int v : c) {
                        Fields.use(v);
                    }
                }
            }, () -> Fields.use(c.contains(1) ? 1 : 0));
        }
    }

    /** What is behind such a map is not safe by itself. */
    static final class BehindLockedMap extends Litmus {
        final Map<Integer, Integer> behind = new HashMap<>(Map.of(1, 1));
        final Map<Integer, Integer> c = Collections.synchronizedMap(behind);

        @Override
        void racy() throws Exception {
            inTurn(() -> c.put(2, 2), () -> Fields.use(behind.size()));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> c.merge(1, 1, Integer::sum), () -> c.keySet().remove(2), () -> {
                synchronized (c) {
                    Fields.use(behind.size());
                }
            });
        }
    }

    /** A stream reads the list when it ends. */
    static final class LateStream extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2));
        final Stream<Integer> stream = c.stream();

        @Override
        void racy() throws Exception {
            inTurn(() -> c.add(3), () -> Fields.use(stream.mapToInt(v -> v).sum()));
        }

        @Override
        void fixed() throws Exception {
            c.add(3);
            anyOrder(() -> Fields.use(stream.toList().size()), () -> Fields.use(c.size()));
        }
    }
}
