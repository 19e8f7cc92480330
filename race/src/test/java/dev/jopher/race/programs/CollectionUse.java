package dev.jopher.race.programs;

import java.text.SimpleDateFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Uses the JDK's collections in many ways. Prints the same with and without the agent. */
public final class CollectionUse {
    private CollectionUse() {}

    private static String failure(Supplier<Object> s) {
        try {
            return s.get() + ";";
        } catch (RuntimeException e) {
            return e + ";";
        }
    }

    private static <T> T none() {
        return null;
    }

    /** A class of the program that is a collection of the JDK. */
    static final class Own extends ArrayList<Integer> {
        private static final long serialVersionUID = 1;
        int adds;

        Own(Collection<Integer> from) {
            super(from);
        }

        @Override
        public boolean add(Integer n) {
            adds++;
            return super.add(n) && super.remove((Object) n) && super.add(n + 1);
        }
    }

    private static String lists() {
        List<Integer> l = new ArrayList<>(List.of(3, 1, 2));
        l.add(4);
        l.add(1, 7);
        l.addAll(2, List.of(8, 9));
        l.remove((Object) 3);
        l.removeIf(n -> n > 8);
        Collections.sort(l);
        l.replaceAll(n -> n * 2);
        l.subList(0, 2).clear();
        l.sort(Comparator.reverseOrder());
        int sum = 0;
        for (int n : l) {
            sum += n;
        }
        for (var i = l.listIterator(); i.hasNext();) {
            if (i.next() % 3 == 0) {
                i.set(0);
            }
        }
        Own own = new Own(l);
        own.add(5);
        LinkedList<Object> linked = new LinkedList<>(l);
        linked.addFirst("x");
        linked.descendingIterator().forEachRemaining(x -> {});
        return l + " " + sum + own + own.adds + linked + l.stream().map(n -> n + 1).toList()
                + l.stream().collect(Collectors.groupingBy(n -> n % 2)) + linked.indexOf("x");
    }

    private static String maps() {
        Map<String, Integer> m = new HashMap<>();
        m.put("a", 1);
        m.merge("a", 5, Integer::sum);
        m.computeIfAbsent("b", k -> 2);
        m.compute("c", (k, v) -> v == null ? 3 : v);
        m.entrySet().forEach(e -> e.setValue(e.getValue() + 1));
        m.replaceAll((k, v) -> v * 10);
        BiFunction<String, Integer, Integer> put = m::put;
        put.apply("d", 9);
        TreeMap<String, Integer> t = new TreeMap<>(m);
        t.putAll(Map.of("z", 26));
        LinkedHashMap<Object, Object> linked = new LinkedHashMap<>(16, 0.75f, true);
        linked.put(1, 2);
        linked.putIfAbsent(2, 3);
        linked.get(1);
        return t.headMap("c", true) + "" + t.descendingMap() + linked + m.getOrDefault("q", 7)
                + t.values() + new HashSet<>(t.keySet()).size();
    }

    private static String others() {
        ArrayDeque<Long> d = new ArrayDeque<>();
        d.push(5L);
        d.offerLast(6L);
        PriorityQueue<Long> q = new PriorityQueue<>(d);
        q.add(1L);
        BitSet b = new BitSet();
        b.set(3, 7);
        b.set(9, true);
        b.and(BitSet.valueOf(new long[] {0xFF0}));
        StringBuilder s = new StringBuilder("abc");
        s.append(1).append(2L).append(3.0).append('x').append(true).append(new char[] {'u', 'v'})
                .append("hello", 1, 3).append(new StringBuilder("q")).insert(2, 5L).reverse();
        s.setLength(12);
        s.setCharAt(0, '#');
        Consumer<String> append = s::append;
        append.accept("!");
        SimpleDateFormat f = new SimpleDateFormat("yyyy", Locale.ROOT);
        f.setTimeZone(java.util.TimeZone.getTimeZone("UTC"));
        return d + "" + q.poll() + q + b + b.cardinality() + s + s.length() + f.format(0)
                + d.peekFirst() + String.join("-", new ArrayList<>(List.of("p", "q")));
    }

    private static String failures(List<Integer> l, Map<String, Integer> m) {
        return failure(() -> l.get(9)) + failure(() -> CollectionUse.<List<Integer>>none().add(1))
                + failure(() -> CollectionUse.<Map<String, Long>>none().put("a", 1L))
                + failure(() -> CollectionUse.<StringBuilder>none().append(2L))
                + failure(() -> new ArrayList<>(CollectionUse.<List<Integer>>none()))
                + failure(() -> l.addAll(CollectionUse.<List<Integer>>none()))
                + failure(() -> l.remove(l.size())) + failure(() -> m.merge("x", 1, null))
                + failure(() -> {
                    for (int n : l) {
                        l.add(n);
                    }
                    return l;
                });
    }

    public static void main(String[] args) {
        System.out.println(lists());
        System.out.println(maps());
        System.out.println(others());
        System.out.println(failures(new ArrayList<>(List.of(1)), new HashMap<>()));
    }
}
