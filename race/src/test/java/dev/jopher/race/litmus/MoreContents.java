package dev.jopher.race.litmus;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Maps, sets, queues and the like: see {@link Contents}. */
final class MoreContents {
    private MoreContents() {}

    /** {@code HashMap.put} and {@code get}. */
    static final class MapPutGet extends Litmus {
        final Map<String, String> c = new HashMap<>(Map.of("a", "b"));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.put("x", "y"), () -> c.get("a"));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.put("x", "y");
                }
            }, () -> {
                synchronized (this) {
                    c.get("a");
                }
            });
        }
    }

    /** Two readers of a map. */
    static final class MapReaders extends Litmus {
        final Map<String, String> c = new HashMap<>(Map.of("a", "b"));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.get("a"), () -> c.remove("a"));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> c.get("a"), () -> c.get("a"));
        }
    }

    /** The view of the keys. */
    static final class MapKeys extends Litmus {
        final Map<String, String> c = new HashMap<>(Map.of("a", "b"));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.keySet().iterator().next(), () -> c.put("x", "y"));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.keySet().iterator().next();
                }
            }, () -> {
                synchronized (this) {
                    c.put("x", "y");
                }
            });
        }
    }

    /** A loop over the entries. */
    static final class MapEntries extends Litmus {
        final Map<String, String> c = new HashMap<>(Map.of("a", "b"));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.put("x", "y"), () -> Contents.keys(c));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.put("x", "y");
                }
            }, () -> {
                synchronized (this) {
                    Contents.keys(c);
                }
            });
        }
    }

    /** {@code computeIfAbsent} of a plain map. */
    static final class MapCompute extends Litmus {
        final Map<String, String> c = new HashMap<>(Map.of("a", "b"));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.computeIfAbsent("a", k -> "c"), () -> c.merge("a", "d", (x, y) -> y));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.computeIfAbsent("a", k -> "c");
                }
            }, () -> {
                synchronized (this) {
                    c.merge("a", "d", (x, y) -> y);
                }
            });
        }
    }

    /** With access order, {@code LinkedHashMap.get} writes. */
    static final class AccessOrder extends Litmus {
        final Map<String, String> c = Contents.access(true);
        final Map<String, String> plain = Contents.access(false);

        @Override
        void racy() throws Exception {
            inTurn(() -> c.get("a"), () -> c.get("b"));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> plain.get("a"), () -> plain.get("a"));
        }
    }

    /** {@code HashSet.add} and {@code contains}. */
    static final class Sets extends Litmus {
        final Set<String> c = new HashSet<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> c.add("a"), () -> c.contains("b"));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.add("a");
                }
            }, () -> {
                synchronized (this) {
                    c.contains("b");
                }
            });
        }
    }

    /** {@code IdentityHashMap}. */
    static final class Identity extends Litmus {
        final Map<String, String> c = new IdentityHashMap<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> c.put("a", "b"), () -> c.isEmpty());
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.put("a", "b");
                }
            }, () -> {
                synchronized (this) {
                    c.isEmpty();
                }
            });
        }
    }

    /** {@code EnumMap}. */
    static final class Enums extends Litmus {
        final Map<TimeUnit, String> c = new EnumMap<>(TimeUnit.class);

        @Override
        void racy() throws Exception {
            inTurn(() -> c.put(TimeUnit.DAYS, "b"), () -> c.get(TimeUnit.HOURS));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.put(TimeUnit.DAYS, "b");
                }
            }, () -> {
                synchronized (this) {
                    c.get(TimeUnit.HOURS);
                }
            });
        }
    }

    /** An iterator that a thread gets from another one. */
    static final class SharedIterator extends Litmus {
        final Iterator<Integer> c = new ArrayList<>(List.of(1, 2, 3)).iterator();

        @Override
        void racy() throws Exception {
            inTurn(c::next, c::next);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.next();
                }
            }, () -> {
                synchronized (this) {
                    c.next();
                }
            });
        }
    }

    /** A method of the program's own subclass of a collection. */
    static final class Subclass extends Litmus {
        static final class Names extends ArrayList<String> {
            private static final long serialVersionUID = 1;

            void both(String a, String b) {
                add(a);
                add(b);
            }
        }

        final Names c = new Names();

        @Override
        void racy() throws Exception {
            inTurn(() -> c.both("a", "b"), () -> c.both("c", "d"));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.both("a", "b");
                }
            }, () -> {
                synchronized (this) {
                    c.both("c", "d");
                }
            });
        }
    }
}
