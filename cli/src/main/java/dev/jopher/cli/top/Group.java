package dev.jopher.cli.top;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The goroutines of one place, a row of the table.
 *
 * @param parts at least one, the largest first
 */
record Group(Part.Place place, List<Part> parts) {
    /** By which place goroutines are grouped. */
    enum By {
        CREATED("CREATED AT", "creation"),
        CURRENT("IS AT", "place");

        /** The head of the column. */
        final String title;

        final String words;

        By(String title, String words) {
            this.title = title;
            this.words = words;
        }

        Part.Place place(Part part) {
            return this == CREATED ? part.created() : part.current();
        }

        By other() {
            return this == CREATED ? CURRENT : CREATED;
        }
    }

    /** By which column rows are sorted. */
    enum Order {
        COUNT('n', "count", largest(Group::count)),
        RUNNING('r', "running", largest(Group::active)),
        WAITING('w', "waiting", largest(g -> g.count(Part.Kind.WAITS))),
        SINCE('t', "time", largest(Group::mostMillis)),
        PLACE('p', "place", Comparator.comparing(g -> g.place().at()));

        final char key;
        final String title;
        private final Comparator<Group> first;

        Order(char key, String title, Comparator<Group> first) {
            this.key = key;
            this.title = title;
            this.first = first;
        }

        private static Comparator<Group> largest(ToLongFunction<Group> number) {
            return Comparator.comparingLong(number).reversed();
        }

        /** Returns an order in which no two rows are equal, so that rows do not jump. */
        Comparator<Group> comparator() {
            return first.thenComparing(COUNT.first).thenComparing(g -> g.place().at())
                    .thenComparing(g -> g.place().function());
        }
    }

    static List<Group> of(List<Part> parts, By by, Order order) {
        Map<Part.Place, List<Part>> places = new LinkedHashMap<>();
        for (Part p : parts) {
            places.computeIfAbsent(by.place(p), k -> new ArrayList<>()).add(p);
        }
        List<Group> groups = new ArrayList<>();
        places.forEach((place, all) -> {
            all.sort(Comparator.<Part>comparingLong(p -> p.count()).reversed());
            groups.add(new Group(place, List.copyOf(all)));
        });
        groups.sort(order.comparator());
        return groups;
    }

    long count() {
        return parts.stream().mapToLong(Part::count).sum();
    }

    long count(Part.Kind kind) {
        return parts.stream().mapToLong(p -> p.count(kind)).sum();
    }

    /** Returns how many run, or could. */
    private long active() {
        return count(Part.Kind.RUNS) + count(Part.Kind.IS_READY);
    }

    /** Returns the longest wait; -1 if none is known. */
    long mostMillis() {
        return parts.stream().mapToLong(Part::mostMillis).max().orElse(-1);
    }

    Part largest() {
        return parts.getFirst();
    }

    /** Returns the state of the largest part, and whether there are others. */
    String state() {
        long states = parts.stream().map(Part::state).distinct().count();
        return states == 1 ? largest().state() : largest().state() + " +" + (states - 1);
    }
}
