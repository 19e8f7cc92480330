package dev.jopher.race.litmus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Views of collections, iterators and subclasses: see {@link Contents}. */
final class Views {
    private Views() {}

    /** A method of a view that always fails changes nothing. */
    static final class FixedView extends Litmus {
        final List<Integer> list = new ArrayList<>(List.of(1, 2, 3));
        final List<Integer> view = Collections.unmodifiableList(list);

        @Override
        void racy() throws Exception {
            inTurn(() -> view.size(), () -> list.add(4));
        }

        @Override
        void fixed() throws Exception {
            Body body = () -> {
                try {
                    view.add(4);
                } catch (UnsupportedOperationException e) {
                    Fields.use(view.get(1));
                }
            };
            anyOrder(body, body);
        }
    }

    /** Elements of a list that is a view of an array are variables of their own. */
    static final class ElementsOfView extends Litmus {
        final Integer[] a = {1, 2, 3};
        final List<Integer> view = Arrays.asList(a);

        @Override
        void racy() throws Exception {
            inTurn(() -> view.set(2, 7), () -> Fields.use(view.get(2)));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> view.set(0, 7), () -> view.set(2, 7),
                    () -> Fields.use(view.get(1) + view.size()));
        }
    }

    /** A set of the keys is the map. */
    static final class KeySet extends Litmus {
        final Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        final Set<String> keys = map.keySet();

        @Override
        void racy() throws Exception {
            inTurn(() -> map.put("b", 2), () -> keys.contains("a"));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> keys.contains("a"), () -> map.get("a"), () -> keys.size());
        }
    }

    /** A view of a map that cannot be changed. */
    static final class FixedMap extends Litmus {
        final Map<String, Integer> map = new LinkedHashMap<>(Map.of("a", 1));
        final Map<String, Integer> view = Collections.unmodifiableMap(map);

        @Override
        void racy() throws Exception {
            inTurn(() -> view.get("a"), () -> map.remove("a"));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> view.get("a"), () -> map.get("a"), () -> view.containsKey("b"));
        }
    }

    /** An iterator in a variable that a lambda has, too. */
    static final class CapturedIterator extends Litmus {
        final List<Integer> list = List.of(1, 2, 3, 4);

        @Override
        void racy() throws Exception {
            Iterator<Integer> all = list.iterator();
            inTurn(() -> all.next(), () -> all.next());
        }

        @Override
        void fixed() throws Exception {
            Body body = () -> {
                Iterator<Integer> all = list.iterator();
                while (all.hasNext()) {
                    all.next();
                }
            };
            anyOrder(body, body);
        }
    }

    /** A subclass with a lock of its own is safe, one that overrides nothing is not. */
    static final class Subclasses extends Litmus {
        static final class Names extends ArrayList<String> {
            private static final long serialVersionUID = 1;
        }

        static final class Safe extends ArrayList<String> {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized boolean add(String s) {
                return super.add(s);
            }

            @Override
            public synchronized int size() {
                return super.size();
            }
        }

        final Names names = new Names();
        final Safe safe = new Safe();

        @Override
        void racy() throws Exception {
            inTurn(() -> names.add("a"), () -> names.size());
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> safe.add("a"), () -> safe.size(), () -> safe.add("b"));
        }
    }

    /** A cache that drops its eldest entry. */
    static final class Eldest extends Litmus {
        static final class Cache extends LinkedHashMap<String, Integer> {
            private static final long serialVersionUID = 1;

            Cache() {
                super(16, 0.75f, true);
            }

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
                return size() > 4;
            }
        }

        final Cache cache = new Cache();

        @Override
        void racy() throws Exception {
            inTurn(() -> cache.get("a"), () -> cache.get("b"));
        }

        @Override
        void fixed() throws Exception {
            Body body = () -> {
                for (int i = 0; i < 8; i++) {
                    synchronized (cache) {
                        cache.put("" + i, i);
                    }
                }
            };
            anyOrder(body, body);
        }
    }
}
