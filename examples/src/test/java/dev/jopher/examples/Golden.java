package dev.jopher.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A recording of what a Go program printed: {@code examples/golden/*.golden}.
 * {@code examples/record} writes them and explains the format.
 *
 * @param name the file's name without its ending
 * @param run what follows {@code jopher run}
 * @param compare a name of {@link Comparison}
 * @param mask in lines where it is found, numbers do not count; null for none
 * @param hasTwin false if there is no Go program, and a hand has written this
 * @param stop end the program after so many lines; the largest number if it ends by itself
 */
record Golden(
        String name,
        List<String> run,
        String compare,
        @Nullable Pattern mask,
        boolean hasTwin,
        int stop,
        int exit,
        List<String> stdout,
        List<String> stderr) {
    private static final Pattern HEADER = Pattern.compile("# (\\w+): +(.*)");
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

    static Golden read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        int stdout = lines.indexOf("--- stdout");
        int stderr = lines.indexOf("--- stderr");
        Map<String, String> header = header(lines.subList(0, stdout));
        String mask = header.get("mask");
        return new Golden(
                file.getFileName().toString().replaceFirst("\\.golden$", ""),
                List.of(header.getOrDefault("run", "").split(" ")),
                header.getOrDefault("compare", ""),
                mask == null ? null : Pattern.compile(mask),
                !"none".equals(header.get("go")),
                Integer.parseInt(header.getOrDefault("stop", "" + Integer.MAX_VALUE)),
                Integer.parseInt(header.getOrDefault("exit", "")),
                lines.subList(stdout + 1, stderr),
                lines.subList(stderr + 1, lines.size()));
    }

    private static Map<String, String> header(List<String> lines) {
        Map<String, String> header = new HashMap<>();
        for (String line : lines) {
            Matcher m = HEADER.matcher(line);
            if (m.matches()) {
                header.put(m.group(1), m.group(2));
            }
        }
        return header;
    }

    /** The Java program, from the root of the checkout. */
    String program() {
        return run.stream().filter(word -> word.endsWith(".java")).findFirst().orElseThrow();
    }

    /** The name of its class. */
    String className() {
        return Path.of(program()).getFileName().toString().replace(".java", "");
    }

    /** The lines of an output with N for each number that does not count. */
    List<String> masked(List<String> lines) {
        return lines.stream().map(this::masked).toList();
    }

    private String masked(String line) {
        return mask != null && mask.matcher(line).find()
                ? NUMBER.matcher(line).replaceAll("N")
                : line;
    }
}
