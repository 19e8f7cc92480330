package dev.jopher.examples;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * When two outputs are equal although the order, or the number of repeats, is free. A
 * <em>speaker</em> is a line apart from its numbers: "3 sheep" and "4 sheep" have the same one.
 */
final class Comparison {
    /** By the names that recordings use; the first argument is what Go printed. */
    private static final Map<String, BiConsumer<List<String>, List<String>>> BY_NAME = Map.of(
            "exact", Comparison::exact,
            "set", Comparison::set,
            "per-speaker", Comparison::perSpeaker,
            "rounds", Comparison::rounds,
            "consecutive", Comparison::consecutive,
            "conversation", Comparison::conversation,
            "ping-pong", Comparison::pingPong,
            "search", Comparison::search);

    private Comparison() {}

    /** Fails unless {@code actual} says the same as {@code go}, by the comparison of that name. */
    static void check(String name, List<String> go, List<String> actual) {
        BiConsumer<List<String>, List<String>> comparison = BY_NAME.get(name);
        if (comparison == null) {
            throw new IllegalArgumentException("no comparison \"" + name + "\"");
        }
        comparison.accept(go, actual);
    }

    private static void exact(List<String> go, List<String> actual) {
        assertThat(actual).isEqualTo(go);
    }

    /** The same lines in any order. */
    private static void set(List<String> go, List<String> actual) {
        assertThat(actual).containsExactlyInAnyOrderElementsOf(go);
    }

    /** Each speaker says the same in the same order; the order between speakers is free. */
    private static void perSpeaker(List<String> go, List<String> actual) {
        assertThat(bySpeaker(actual)).isEqualTo(bySpeaker(go));
    }

    /** The same lines, and the speakers stay in step: the numbers come in the same order. */
    private static void rounds(List<String> go, List<String> actual) {
        set(go, actual);
        assertThat(numbers(actual)).isEqualTo(numbers(go));
    }

    /** The same speakers say as many lines together; each counts from 0. All else is the same. */
    private static void consecutive(List<String> go, List<String> actual) {
        assertThat(actual).hasSameSizeAs(go);
        conversation(go, actual);
    }

    /** The same speakers, each counting from 0, however far. All other lines are the same. */
    private static void conversation(List<String> go, List<String> actual) {
        Predicate<String> counts = line -> line.matches("\\w+ \\d+");
        Map<String, List<String>> said = bySpeaker(only(counts, actual));
        assertThat(said.keySet()).isEqualTo(bySpeaker(only(counts, go)).keySet());
        said.values().forEach(lines -> assertThat(numbers(lines)).isEqualTo(upFrom(0, lines)));
        exact(only(counts.negate(), go), only(counts.negate(), actual));
    }

    /** Two players in turn, who count the hits together from 1. The last line is the same. */
    private static void pingPong(List<String> go, List<String> actual) {
        List<String> hits = actual.subList(0, actual.size() - 1);
        assertThat(hits).hasSizeGreaterThan(1).allMatch(line -> line.matches("(ping|pong) \\d+"));
        assertThat(numbers(hits)).isEqualTo(upFrom(1, hits));
        for (int i = 1; i < hits.size(); i++) {
            assertThat(speaker(hits.get(i))).isNotEqualTo(speaker(hits.get(i - 1)));
        }
        assertThat(actual.getLast()).isEqualTo(go.getLast());
    }

    /** Some of three things are found, none twice; a missing one is named. All else is equal. */
    private static void search(List<String> go, List<String> actual) {
        Predicate<String> finds = line -> line.matches("(web|image|video) result for golang");
        Predicate<String> tells = line -> line.startsWith("timed out: ");
        List<String> found = only(finds, actual);
        assertThat(found).doesNotHaveDuplicates();
        assertThat(only(tells, actual)).containsExactly("timed out: " + (found.size() < 3));
        Predicate<String> others = finds.negate().and(tells.negate());
        exact(only(others, go), only(others, actual));
    }

    private static List<String> only(Predicate<String> which, List<String> lines) {
        return lines.stream().filter(which).toList();
    }

    private static Map<String, List<String>> bySpeaker(List<String> lines) {
        return lines.stream().collect(groupingBy(Comparison::speaker, TreeMap::new, toList()));
    }

    private static String speaker(String line) {
        return line.replaceAll("\\d+", "");
    }

    private static List<String> numbers(List<String> lines) {
        return lines.stream().map(line -> line.replaceAll("\\D+", "")).toList();
    }

    private static List<String> upFrom(int first, List<String> lines) {
        return IntStream.range(first, first + lines.size()).mapToObj(String::valueOf).toList();
    }
}
