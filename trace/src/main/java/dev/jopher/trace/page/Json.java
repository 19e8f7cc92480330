package dev.jopher.trace.page;

import java.util.Collection;
import java.util.Map;

/**
 * Writes JSON that may be inside a script element: {@code <} is written as an escape, so no text of
 * a program can end the element.
 */
final class Json {
    private Json() {}

    /** Returns the JSON of a map, a collection, an array, a number, a boolean or a text. */
    static String of(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        switch (value) {
            case Map<?, ?> map -> writeMap(map, out);
            case Collection<?> list -> writeAll(list, out);
            case int[] numbers -> {
                char before = '[';
                for (int n : numbers) {
                    out.append(before).append(n);
                    before = ',';
                }
                out.append(numbers.length == 0 ? "[]" : "]");
            }
            case long[] numbers -> {
                char before = '[';
                for (long n : numbers) {
                    out.append(before).append(n);
                    before = ',';
                }
                out.append(numbers.length == 0 ? "[]" : "]");
            }
            case double[] numbers -> {
                char before = '[';
                for (double n : numbers) {
                    out.append(before).append(Math.round(n * 1000) / 1000.0);
                    before = ',';
                }
                out.append(numbers.length == 0 ? "[]" : "]");
            }
            case Number n -> out.append(n);
            case Boolean b -> out.append(b);
            default -> writeText(value.toString(), out);
        }
    }

    private static void writeMap(Map<?, ?> map, StringBuilder out) {
        char before = '{';
        for (Map.Entry<?, ?> e : map.entrySet()) {
            out.append(before);
            writeText(String.valueOf(e.getKey()), out);
            out.append(':');
            write(e.getValue(), out);
            before = ',';
        }
        out.append(map.isEmpty() ? "{}" : "}");
    }

    private static void writeAll(Collection<?> list, StringBuilder out) {
        char before = '[';
        for (Object item : list) {
            out.append(before);
            write(item, out);
            before = ',';
        }
        out.append(list.isEmpty() ? "[]" : "]");
    }

    private static void writeText(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else
                if (c < ' ' || c == '<' || c == '>' || c == '&' || c == 0x2028
                        || c == 0x2029 || Character.isSurrogate(c)) {
                            out.append(String.format("\\u%04x", (int) c));
                        } else {
                            out.append(c);
                        }
        }
        out.append('"');
    }
}
