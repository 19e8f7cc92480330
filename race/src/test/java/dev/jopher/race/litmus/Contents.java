package dev.jopher.race.litmus;

import java.text.SimpleDateFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Classes of the JDK that are not for several threads: a call reads or writes the content. */
final class Contents {
    private Contents() {}

    /** Two calls of {@code ArrayList.add}. */
    static final class ListAdd extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2, 3));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.add(1), () -> c.add(2));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.add(1);
                }
            }, () -> {
                synchronized (this) {
                    c.add(2);
                }
            });
        }
    }

    /** {@code get} while another thread calls {@code set}. */
    static final class ListGet extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2, 3));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.get(1), () -> c.set(2, 7));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.get(1);
                }
            }, () -> {
                synchronized (this) {
                    c.set(2, 7);
                }
            });
        }
    }

    /** Two readers of a list. */
    static final class ListReaders extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2, 3));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.size(), () -> c.clear());
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> c.contains(2), () -> c.contains(2));
        }
    }

    /** A loop over a list. */
    static final class ListLoop extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2, 3));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.add(1), () -> sum(c));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.add(1);
                }
            }, () -> {
                synchronized (this) {
                    sum(c);
                }
            });
        }
    }

    /** A stream over a list reads it when it ends. */
    static final class ListStream extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2, 3));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.stream().mapToInt(Integer::intValue).sum(), () -> c.add(7));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.stream().mapToInt(Integer::intValue).sum();
                }
            }, () -> {
                synchronized (this) {
                    c.add(7);
                }
            });
        }
    }

    /** {@code forEach} of a list. */
    static final class ListForEach extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2, 3));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.forEach(v -> Fields.use(v)), () -> c.remove(0));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.forEach(v -> Fields.use(v));
                }
            }, () -> {
                synchronized (this) {
                    c.remove(0);
                }
            });
        }
    }

    /** {@code Collections.sort} writes, {@code List.copyOf} reads. */
    static final class ListSort extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2, 3));

        @Override
        void racy() throws Exception {
            inTurn(() -> Collections.sort(c), () -> List.copyOf(c));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    Collections.sort(c);
                }
            }, () -> {
                synchronized (this) {
                    List.copyOf(c);
                }
            });
        }
    }

    /** The constructor that copies a collection reads it. */
    static final class CopyConstructor extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2, 3));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.add(1), () -> new ArrayList<>(c));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.add(1);
                }
            }, () -> {
                synchronized (this) {
                    new ArrayList<>(c);
                }
            });
        }
    }

    /** A view by {@code subList}. */
    @KnownMiss("a view of a list is not known to be that list")
    static final class SubList extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2, 3));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.subList(0, 2).set(0, 9), () -> c.get(0));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.subList(0, 2).set(0, 9);
                }
            }, () -> {
                synchronized (this) {
                    c.get(0);
                }
            });
        }
    }

    /** A view that cannot be changed shows the changes of others. */
    @KnownMiss("a view of a list is not known to be that list")
    static final class Unmodifiable extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2, 3));
        final List<Integer> view = Collections.unmodifiableList(c);

        @Override
        void racy() throws Exception {
            inTurn(() -> view.get(0), () -> c.set(0, 9));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    view.get(0);
                }
            }, () -> {
                synchronized (this) {
                    c.set(0, 9);
                }
            });
        }
    }

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
            inTurn(() -> c.put("x", "y"), () -> keys(c));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.put("x", "y");
                }
            }, () -> {
                synchronized (this) {
                    keys(c);
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
        final Map<String, String> c = access(true);
        final Map<String, String> plain = access(false);

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

    /** {@code TreeMap}. */
    static final class SortedMap extends Litmus {
        final TreeMap<String, String> c = new TreeMap<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> c.put("a", "b"), () -> c.firstEntry());
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.put("a", "b");
                }
            }, () -> {
                synchronized (this) {
                    c.firstEntry();
                }
            });
        }
    }

    /** {@code TreeSet}. */
    static final class SortedSet extends Litmus {
        final TreeSet<String> c = new TreeSet<>(Set.of("x"));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.first(), () -> c.add("a"));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.first();
                }
            }, () -> {
                synchronized (this) {
                    c.add("a");
                }
            });
        }
    }

    /** {@code ArrayDeque}. */
    static final class Deque extends Litmus {
        final ArrayDeque<String> c = new ArrayDeque<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> c.push("a"), () -> c.poll());
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.push("a");
                }
            }, () -> {
                synchronized (this) {
                    c.poll();
                }
            });
        }
    }

    /** {@code PriorityQueue}. */
    static final class Heap extends Litmus {
        final PriorityQueue<String> c = new PriorityQueue<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> c.add("a"), () -> c.peek());
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.add("a");
                }
            }, () -> {
                synchronized (this) {
                    c.peek();
                }
            });
        }
    }

    /** {@code LinkedList}. */
    static final class Linked extends Litmus {
        final LinkedList<String> c = new LinkedList<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> c.addFirst("a"), () -> c.size());
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.addFirst("a");
                }
            }, () -> {
                synchronized (this) {
                    c.size();
                }
            });
        }
    }

    /** {@code BitSet}: bits next to each other are one variable. */
    static final class Bits extends Litmus {
        final BitSet c = new BitSet();

        @Override
        void racy() throws Exception {
            inTurn(() -> c.set(1), () -> c.get(2));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.set(1);
                }
            }, () -> {
                synchronized (this) {
                    c.get(2);
                }
            });
        }
    }

    /** {@code StringBuilder}. */
    static final class Builder extends Litmus {
        final StringBuilder c = new StringBuilder();

        @Override
        void racy() throws Exception {
            inTurn(() -> c.append(1), () -> c.toString());
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.append(1);
                }
            }, () -> {
                synchronized (this) {
                    c.toString();
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

    /** {@code SimpleDateFormat} keeps what it works on in fields. */
    static final class DateFormat extends Litmus {
        final SimpleDateFormat c = new SimpleDateFormat("yyyy", Locale.ROOT);

        @Override
        void racy() throws Exception {
            inTurn(() -> c.format(new Date(0)), () -> c.format(new Date(1)));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.format(new Date(0));
                }
            }, () -> {
                synchronized (this) {
                    c.format(new Date(1));
                }
            });
        }
    }

    /** An iterator that a thread gets from another one. */
    @KnownMiss("iterators are not checked: a check at each step of a loop costs too "
            + "much")
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
    @KnownMiss("a subclass of a collection may be safe for several threads, so it is "
            + "not checked")
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

    static int sum(List<Integer> list) {
        int sum = 0;
        for (int v : list) {
            sum += v;
        }
        return sum;
    }

    static int keys(Map<String, String> map) {
        int n = 0;
        for (Map.Entry<String, String> e : map.entrySet()) {
            n += e.getKey().length();
        }
        return n;
    }

    static Map<String, String> access(boolean order) {
        Map<String, String> m = new LinkedHashMap<>(16, 0.75f, order);
        m.put("a", "1");
        m.put("b", "2");
        return m;
    }
}
