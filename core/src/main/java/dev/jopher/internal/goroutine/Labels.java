package dev.jopher.internal.goroutine;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What a program has said about a goroutine, as pairs of texts: Go's {@code pprof} labels.
 * Immutable, so that goroutines share it. A list that grows at its head, because one pair is added
 * for a block and taken away after it.
 *
 * @param outer the pairs before; one with the same key is hidden. Null for none
 */
public record Labels(@Nullable Labels outer, String key, String value) {
    /** Returns the pairs, sorted by key. */
    public static Map<String, String> map(@Nullable Labels labels) {
        if (labels == null) {
            return Map.of();
        }
        Map<String, String> all = new TreeMap<>();
        for (Labels l = labels; l != null; l = l.outer) {
            all.putIfAbsent(l.key, l.value);
        }
        return Collections.unmodifiableMap(all);
    }

    /** Returns the pairs as {@code {tenant: acme}}, as Go prints them; empty if there are none. */
    public static String text(@Nullable Labels labels) {
        return labels == null ? ""
                : map(labels).entrySet().stream()
                        .map(e -> quoted(e.getKey()) + ": " + quoted(e.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Quotes a text that could be taken for something else. */
    private static String quoted(String text) {
        boolean plain = !text.isEmpty() && text.chars()
                .allMatch(c -> Character.isLetterOrDigit(c) || "-_./@+".indexOf(c) >= 0);
        if (plain) {
            return text;
        }
        StringBuilder b = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                b.append('\\').append((char) c);
            } else if (Character.isISOControl(c)) {
                b.append(String.format("\\u%04x", c));
            } else {
                b.append((char) c);
            }
        });
        return b.append('"').toString();
    }
}
