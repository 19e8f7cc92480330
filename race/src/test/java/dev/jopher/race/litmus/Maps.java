package dev.jopher.race.litmus;

import java.util.Collections;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Concurrent maps and lists: an insertion happens before the access to that element. */
final class Maps {
    private Maps() {}

    static final class Box {
        int value;
    }

    /** {@code put} happens before the {@code get} of that value. */
    static final class PutGet extends Litmus {
        final ConcurrentHashMap<String, Box> m = new ConcurrentHashMap<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); m.put("a", b); b.value = 1; },
                    () -> Fields.use(m.get("a").value));
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { Box b = new Box(); b.value = 1; m.put("a", b); },
                    () -> Fields.use(m.get("a").value));
        }
    }

    /** The {@code get} of another key makes no edge. */
    static final class OtherKey extends Litmus {
        // Large enough that it does not grow, which moves the other entry.
        final ConcurrentHashMap<String, String> m = new ConcurrentHashMap<>(64);
        int x;

        @Override
        void racy() throws Exception {
            m.put("b", "b");
            inTurn(() -> { x = 1; m.put("a", "a"); }, () -> { m.get("b"); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; m.put("a", "a"); }, () -> { m.get("a"); x = 2; });
        }
    }

    /** {@code putIfAbsent}. */
    static final class PutIfAbsent extends Litmus {
        final ConcurrentHashMap<String, Box> m = new ConcurrentHashMap<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); m.putIfAbsent("a", b); b.value = 1; },
                    () -> Fields.use(m.get("a").value));
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { Box b = new Box(); b.value = 1; m.putIfAbsent("a", b); },
                    () -> Fields.use(m.get("a").value));
        }
    }

    /** What the function of {@code computeIfAbsent} writes. */
    static final class ComputeIfAbsent extends Litmus {
        final ConcurrentHashMap<String, Box> m = new ConcurrentHashMap<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); m.computeIfAbsent("a", k -> b); b.value = 1; },
                    () -> Fields.use(m.computeIfAbsent("a", k -> new Box()).value));
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { Box b = new Box(); b.value = 1; m.computeIfAbsent("a", k -> b); },
                    () -> Fields.use(m.computeIfAbsent("a", k -> new Box()).value));
        }
    }

    /** {@code merge} and {@code compute} exclude each other. */
    static final class Compute extends Litmus {
        final ConcurrentHashMap<String, Box> m = new ConcurrentHashMap<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); m.merge("a", b, (o, v) -> v); b.value = 1; },
                    () -> Fields.use(m.compute("a", (k, v) -> v).value));
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { Box b = new Box(); b.value = 1; m.merge("a", b, (o, v) -> v); },
                    () -> Fields.use(m.compute("a", (k, v) -> v).value));
        }
    }

    /** The iterator of {@code values}. */
    static final class MapIteration extends Litmus {
        final ConcurrentHashMap<String, Box> m = new ConcurrentHashMap<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); m.put("a", b); b.value = 1; },
                    () -> Fields.use(m.values().iterator().next().value));
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { Box b = new Box(); b.value = 1; m.put("a", b); },
                    () -> Fields.use(m.values().iterator().next().value));
        }
    }

    /** {@code search} over all entries. */
    static final class MapForEach extends Litmus {
        final ConcurrentHashMap<String, Box> m = new ConcurrentHashMap<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); m.put("a", b); b.value = 1; },
                    () -> Fields.use(m.search(1, (k, v) -> v).value));
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { Box b = new Box(); b.value = 1; m.put("a", b); },
                    () -> Fields.use(m.search(1, (k, v) -> v).value));
        }
    }

    /** The function of {@code compute} for a key is called by one thread at a time. */
    static final class ComputeCounts extends Litmus {
        final ConcurrentHashMap<String, Box> m = new ConcurrentHashMap<>();

        @Override
        void racy() throws Exception {
            m.put("a", new Box());
            inTurn(() -> m.get("a").value++, () -> m.get("a").value++);
        }

        @Override
        void fixed() throws Exception {
            m.put("a", new Box());
            anyOrder(() -> m.compute("a", (k, b) -> {
                b.value++;
                return b;
            }), () -> m.computeIfPresent("a", (k, b) -> {
                b.value++;
                return b;
            }));
        }
    }

    /** The lists of a bin are turned into a tree. */
    static final class TreeBins extends Litmus {
        record Key(int n) implements Comparable<Key> {
            @Override
            public int hashCode() {
                return 1;
            }

            @Override
            public int compareTo(Key other) {
                return Integer.compare(n, other.n);
            }
        }

        final ConcurrentHashMap<Key, Box> m = new ConcurrentHashMap<>();

        void put(int from, int to) {
            for (int i = from; i < to; i++) {
                Box b = new Box();
                b.value = 1;
                m.put(new Key(i), b);
            }
        }

        int get(int from, int to) {
            int sum = 0;
            for (int i = from; i < to; i++) {
                Box b = m.get(new Key(i));
                sum += b == null ? 0 : b.value;
            }
            return sum;
        }

        @Override
        void racy() throws Exception {
            Box late = new Box();
            inTurn(() -> {
                put(0, 80);
                m.put(new Key(90), late);
                late.value = 1;
            }, () -> Fields.use(m.get(new Key(90)).value));
        }

        @Override
        void fixed() throws Exception {
            together(() -> put(0, 80), () -> put(80, 160), () -> get(0, 160));
        }
    }

    /** The table of a map grows while it is used. */
    static final class Resize extends Litmus {
        final ConcurrentHashMap<Integer, Box> m = new ConcurrentHashMap<>(2);

        void put(int from, int to) {
            for (int i = from; i < to; i++) {
                Box b = new Box();
                b.value = 1;
                m.put(i, b);
            }
        }

        int get(int from, int to) {
            int sum = 0;
            for (int i = from; i < to; i++) {
                Box b = m.get(i);
                sum += b == null ? 0 : b.value;
            }
            return sum;
        }

        @Override
        void racy() throws Exception {
            Box late = new Box();
            inTurn(() -> {
                m.put(-1, late);
                put(0, 300);
                late.value = 1;
            }, () -> Fields.use(m.get(-1).value));
        }

        @Override
        void fixed() throws Exception {
            together(() -> put(0, 500), () -> put(500, 900), () -> get(0, 900), () -> get(0, 900));
        }
    }

    /** {@code ConcurrentSkipListMap}. */
    static final class SkipList extends Litmus {
        final ConcurrentSkipListMap<String, Box> m = new ConcurrentSkipListMap<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); m.put("a", b); b.value = 1; },
                    () -> Fields.use(m.get("a").value));
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { Box b = new Box(); b.value = 1; m.put("a", b); },
                    () -> Fields.use(m.get("a").value));
        }
    }

    /** The first entry of a {@code ConcurrentSkipListMap}. */
    static final class SkipListFirst extends Litmus {
        final ConcurrentSkipListMap<String, Box> m = new ConcurrentSkipListMap<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); m.put("a", b); b.value = 1; },
                    () -> Fields.use(m.firstEntry().getValue().value));
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { Box b = new Box(); b.value = 1; m.put("a", b); },
                    () -> Fields.use(m.firstEntry().getValue().value));
        }
    }

    /** {@code CopyOnWriteArrayList}. */
    static final class CopyOnWrite extends Litmus {
        final CopyOnWriteArrayList<Box> m = new CopyOnWriteArrayList<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); m.add(b); b.value = 1; },
                    () -> Fields.use(m.get(0).value));
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { Box b = new Box(); b.value = 1; m.add(b); },
                    () -> Fields.use(m.get(0).value));
        }
    }

    /** The iterator of a {@code CopyOnWriteArrayList}. */
    static final class CopyOnWriteLoop extends Litmus {
        final CopyOnWriteArrayList<Box> m = new CopyOnWriteArrayList<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); m.addIfAbsent(b); b.value = 1; },
                    () -> Fields.use(m.iterator().next().value));
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { Box b = new Box(); b.value = 1; m.addIfAbsent(b); },
                    () -> Fields.use(m.iterator().next().value));
        }
    }

    /** A wrapper of {@code Collections}. */
    static final class SynchronizedMap extends Litmus {
        final Map<String, Box> m = Collections.synchronizedMap(new HashMap<>());

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); m.put("a", b); b.value = 1; },
                    () -> Fields.use(m.get("a").value));
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { Box b = new Box(); b.value = 1; m.put("a", b); },
                    () -> Fields.use(m.get("a").value));
        }
    }

    /** {@code Hashtable}. */
    static final class OldTable extends Litmus {
        final Hashtable<String, Box> m = new Hashtable<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); m.put("a", b); b.value = 1; },
                    () -> Fields.use(m.get("a").value));
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { Box b = new Box(); b.value = 1; m.put("a", b); },
                    () -> Fields.use(m.get("a").value));
        }
    }

    /** {@code Vector}. */
    static final class OldVector extends Litmus {
        final Vector<Box> m = new Vector<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); m.add(b); b.value = 1; },
                    () -> Fields.use(m.get(0).value));
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { Box b = new Box(); b.value = 1; m.add(b); },
                    () -> Fields.use(m.get(0).value));
        }
    }

    /** {@code StringBuffer} is synchronized, {@code StringBuilder} is not. */
    static final class Buffer extends Litmus {
        final StringBuffer buffer = new StringBuffer();
        final StringBuilder builder = new StringBuilder();

        @Override
        void racy() throws Exception {
            inTurn(() -> builder.append("a"), () -> builder.append("b"));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> buffer.append("a"), () -> buffer.append("b").length());
        }
    }
}
