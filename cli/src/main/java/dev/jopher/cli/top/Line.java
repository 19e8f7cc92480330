package dev.jopher.cli.top;

import java.util.HashMap;
import java.util.Map;

/**
 * A line of an answer: a kind, and fields. The class {@code OverviewText} of the library writes
 * them.
 */
record Line(String kind, Map<String, String> fields) {
    static Line of(String text) {
        String[] parts = text.split("\t", -1);
        Map<String, String> fields = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0) {
                fields.put(parts[i].substring(0, equals), value(parts[i].substring(equals + 1)));
            }
        }
        return new Line(parts[0], fields);
    }

    /**
     * Returns the value without its backslashes, on one line. A program chooses some of these
     * texts, and could send commands to the terminal in them: a control character becomes a blank.
     */
    private static String value(String written) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\\' && i + 1 < written.length()) {
                i++;
                c = written.charAt(i) == '\\' ? '\\' : ' ';
            }
            text.append(Character.isISOControl(c) ? ' ' : c);
        }
        return text.toString();
    }

    /** Returns a field; empty if it is missing. */
    String text(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Returns a field that is a number; {@code otherwise} if it is missing or none. */
    long number(String name, long otherwise) {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    long number(String name) {
        return number(name, 0);
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }
}
