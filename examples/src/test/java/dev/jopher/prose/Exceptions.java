package dev.jopher.prose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many places of each file still break each rule, as counted in {@code .config/prose.txt}. The
 * numbers may only fall.
 */
final class Exceptions {
    static final Path FILE = Repository.ROOT.resolve(".config/prose.txt");

    private Exceptions() {}

    static Map<String, Integer> read() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        for (String line : Files.readAllLines(FILE)) {
            int blank = line.lastIndexOf(' ');
            counts.put(line.substring(0, blank), Integer.valueOf(line.substring(blank + 1)));
        }
        return counts;
    }

    static void write(Map<String, Integer> counts) throws IOException {
        Files.write(FILE,
                counts.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
    }

    static Map<String, Integer> count(Collection<Finding> findings) {
        return findings.stream()
                .collect(Collectors.toMap(Finding::key, f -> 1, Integer::sum, TreeMap::new));
    }

    /** Returns the numbers of {@code old}, lowered to those of {@code now}. */
    static Map<String, Integer> lowered(Map<String, Integer> old, Map<String, Integer> now) {
        Map<String, Integer> lowered = new TreeMap<>(old);
        lowered.keySet().retainAll(now.keySet());
        lowered.replaceAll((key, n) -> Math.min(n, now.getOrDefault(key, 0)));
        return lowered;
    }

    /** Returns the findings of each file and rule that has more of them than {@code allowed}. */
    static List<Finding> worse(List<Finding> findings, Map<String, Integer> allowed) {
        Map<String, Integer> now = count(findings);
        return findings.stream()
                .filter(f -> now.getOrDefault(f.key(), 0) > allowed.getOrDefault(f.key(), 0))
                .toList();
    }

    /** Returns the lines of {@code allowed} that allow more than there is. */
    static List<String> stale(List<Finding> findings, Map<String, Integer> allowed) {
        Map<String, Integer> now = count(findings);
        return allowed.entrySet().stream()
                .filter(e -> now.getOrDefault(e.getKey(), 0) < e.getValue())
                .map(e -> e.getKey() + " " + e.getValue() + ", and there are "
                        + now.getOrDefault(e.getKey(), 0))
                .toList();
    }
}
