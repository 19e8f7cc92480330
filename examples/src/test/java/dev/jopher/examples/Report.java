package dev.jopher.examples;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is comparable in a report of a panic or a deadlock: the first line, then for each goroutine
 * its state, the user's functions on its stack and its creator. Addresses, ids and lines are not.
 *
 * <p>Names differ by design: Go's package {@code main} is our class, a function literal has another
 * number, and an exception shows its class before its message.
 *
 * @param goroutines one string each, sorted but for the first: that is the one that Go shows first
 */
record Report(String firstLine, List<String> goroutines) {
    private static final Pattern EXCEPTION = Pattern.compile("^panic: java\\.[\\w.]+: ");

    /** Merges those that are alike, as our report does: "3 goroutines [chan send]:". */
    private static final Pattern STATE =
            Pattern.compile("(?:goroutine (?:\\d+ )?|(\\d+) goroutines )(\\[.*])(:.*)?");

    private static final Pattern ID = Pattern.compile(" in goroutine \\d+( and others)?$");
    private static final Pattern CREATOR = Pattern.compile(" created by .*");
    private static final Pattern LITERAL = Pattern.compile("\\w+\\.func[\\d.]+$");

    /** Reads what {@code jopher run} of {@code className} printed, or what Go's recording holds. */
    static Report of(List<String> stderr, String className) {
        if (stderr.isEmpty()) {
            return new Report("", List.of());
        }
        List<String> goroutines = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        for (String line : stderr.subList(1, stderr.size())) {
            var state = STATE.matcher(line);
            if (state.matches()) {
                goroutines.add(state.group(2));
                counts.add(state.group(1) == null ? 1 : Integer.parseInt(state.group(1)));
            } else if (!goroutines.isEmpty() && isOfInterest(line, className)) {
                goroutines.add(goroutines.removeLast() + " " + function(line, className));
            }
        }
        for (int i = counts.size() - 1; i >= 0; i--) {
            goroutines.addAll(Collections.nCopies(counts.get(i) - 1, goroutines.get(i)));
        }
        Stream<String> others = goroutines.stream().skip(1).sorted();
        return new Report(
                EXCEPTION.matcher(stderr.getFirst()).replaceFirst("panic: "),
                Stream.concat(goroutines.stream().limit(1), others).toList());
    }

    /**
     * The same, without the creators. For a goroutine of a WaitGroup, Go names the group as its
     * creator; we name the caller of the group.
     */
    Report withoutCreators() {
        List<String> all = new ArrayList<>();
        for (String goroutine : goroutines) {
            all.add(CREATOR.matcher(goroutine).replaceFirst(""));
        }
        Stream<String> others = all.stream().skip(1).sorted();
        return new Report(firstLine, Stream.concat(all.stream().limit(1), others).toList());
    }

    long creators() {
        return goroutines.stream().filter(g -> CREATOR.matcher(g).find()).count();
    }

    private static boolean isOfInterest(String line, String className) {
        return Stream.of("main.", className + ".")
                .anyMatch(
                        owner -> line.startsWith(owner) || line.startsWith("created by " + owner));
    }

    private static String function(String line, String className) {
        String s = ID.matcher(line).replaceFirst("");
        s = s.replaceFirst("\\([^()]*\\)$", "");
        s = s.replaceFirst("^(created by )?(main|" + className + ")\\.", "$1");
        return LITERAL.matcher(s).replaceFirst("func");
    }
}
