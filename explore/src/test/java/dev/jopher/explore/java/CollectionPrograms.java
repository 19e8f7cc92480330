package dev.jopher.explore.java;

import static dev.jopher.explore.java.JavaPrograms.both;
import static dev.jopher.explore.java.JavaPrograms.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/** Programs with collections that several threads use: one call is not always one step. */
final class CollectionPrograms {
    private CollectionPrograms() {}

    // ---- classes of the program, with methods of the JDK's --------------------------------------

    private static final class Counts extends ConcurrentHashMap<String, Integer> {
        private static final long serialVersionUID = 1;

        void addInTwoSteps() {
            Integer n = get("n");
            put("n", n == null ? 1 : n + 1);
        }

        void addBySuper() {
            Integer n = super.get("n");
            super.put("n", n == null ? 1 : n + 1);
        }

        @Override
        public @Nullable Integer putIfAbsent(String key, Integer value) {
            return super.putIfAbsent(key, value);
        }
    }

    private interface Store extends Map<String, Integer> {}

    private static final class Stored extends ConcurrentHashMap<String, Integer>
            implements
                Store {
        private static final long serialVersionUID = 1;
    }

    private static final class Cell extends AtomicReference<Integer> {
        private static final long serialVersionUID = 1;

        Cell() {
            super(0);
        }

        void addInTwoSteps() {
            set(get() + 1);
        }
    }

    static void inheritedMap() {
        Counts c = new Counts();
        both(c::addInTwoSteps, c::addInTwoSteps);
        check(Integer.valueOf(2).equals(c.get("n")));
    }

    static void mapOfSuper() {
        Counts c = new Counts();
        both(c::addBySuper, c::addBySuper);
        check(Integer.valueOf(2).equals(c.get("n")));
    }

    static void overriddenMap() {
        Counts c = new Counts();
        int[] added = {0, 0};
        both(() -> added[0] = c.putIfAbsent("n", 1) == null ? 1 : 0,
                () -> added[1] = c.putIfAbsent("n", 1) == null ? 1 : 0);
        check(added[0] + added[1] == 1);
    }

    static void interfaceOfMap() {
        Store s = new Stored();
        Runnable add = () -> {
            Integer n = s.get("n");
            s.put("n", n == null ? 1 : n + 1);
        };
        both(add, add);
        check(Integer.valueOf(2).equals(s.get("n")));
    }

    static void inheritedAtomic() {
        Cell c = new Cell();
        both(c::addInTwoSteps, c::addInTwoSteps);
        check(c.get() == 2);
    }

    private static final class OwnLock extends ReentrantLock {
        private static final long serialVersionUID = 1;
    }

    /** Also with the race detector: the lock orders what it guards. */
    static void inheritedLock() {
        OwnLock lock = new OwnLock();
        int[] n = {0};
        Runnable add = () -> {
            lock.lock();
            n[0]++;
            lock.unlock();
        };
        both(add, add);
        check(n[0] == 2);
    }

    // ---- synchronized classes -------------------------------------------------------------------

    static void stringBuffer() {
        StringBuffer b = new StringBuffer();
        Runnable add = () -> {
            if (b.length() == 0) {
                b.append('x');
            }
        };
        both(add, add);
        check(b.length() == 1);
    }

    static void properties() {
        Properties p = new Properties();
        Runnable add = () -> p.setProperty("n", p.getProperty("n", "") + "x");
        both(add, add);
        check("xx".equals(p.getProperty("n")));
    }

    static void synchronizedIteration() {
        Map<Integer, Integer> m = Collections.synchronizedMap(new LinkedHashMap<>(Map.of(1, 1)));
        both(() -> m.put(2, 2), () -> {
            for (int v : m.values()) {
                check(v != 0);
            }
        });
    }

    static void lockedIteration() {
        Map<Integer, Integer> m = Collections.synchronizedMap(new LinkedHashMap<>(Map.of(1, 1)));
        both(() -> m.put(2, 2), () -> {
            synchronized (m) {
                for (int v : m.values()) {
                    check(v != 0);
                }
            }
        });
    }

    // ---- calls that are about several elements --------------------------------------------------

    private static ConcurrentHashMap<Integer, Integer> accounts() {
        return new ConcurrentHashMap<>(Map.of(1, 50, 2, 50));
    }

    private static void transfer(Map<Integer, Integer> accounts) {
        accounts.merge(1, -10, Integer::sum);
        accounts.merge(2, 10, Integer::sum);
    }

    static void forEach() {
        ConcurrentHashMap<Integer, Integer> accounts = accounts();
        both(() -> transfer(accounts), () -> {
            int[] sum = {0};
            accounts.forEach((k, v) -> sum[0] += v);
            check(sum[0] != 110); // what it has seen of the first is old, and of the second new
        });
    }

    static void stream() {
        ConcurrentHashMap<Integer, Integer> accounts = accounts();
        both(() -> transfer(accounts),
                () -> check(accounts.values().stream().mapToInt(v -> v).sum() != 110));
    }

    static void putAll() {
        Map<Integer, Integer> m = new ConcurrentHashMap<>();
        both(() -> m.putAll(new TreeMap<>(Map.of(1, 1, 2, 2))),
                () -> check(!m.containsKey(1) || m.containsKey(2)));
    }

    static void putAllSorted() {
        var m = new ConcurrentSkipListMap<Integer, Integer>();
        both(() -> m.putAll(new TreeMap<>(Map.of(1, 1, 2, 2))),
                () -> check(!m.containsKey(1) || m.containsKey(2)));
    }

    static void addAll() {
        var q = new LinkedBlockingQueue<Integer>();
        both(() -> q.addAll(List.of(1, 2)), () -> check(q.size() != 1));
    }

    /** A copy is made and replaces all at once. */
    static void addAllAtOnce() {
        var list = new CopyOnWriteArrayList<Integer>();
        both(() -> list.addAll(List.of(1, 2)), () -> check(list.size() != 1));
    }
}
