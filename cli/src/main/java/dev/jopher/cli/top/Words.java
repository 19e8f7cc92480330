package dev.jopher.cli.top;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers, times and columns as they are shown. */
final class Words {
    private static final long THOUSAND = 1_000;
    private static final long MILLION = 1_000_000;
    private static final long EXACT = 100 * THOUSAND;
    private static final long SECOND_MILLIS = 1_000;
    private static final long MINUTE = 60 * SECOND_MILLIS;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** Between two facts in a line. */
    private static final String GAP = "   ";

    private Words() {}

    /** Returns a number with separators: {@code 1,000,012}. */
    static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** Returns a number in at most six characters: {@code 99999}, {@code 123k}, {@code 1.23M}. */
    static String brief(long n) {
        if (n < EXACT) {
            return Long.toString(n);
        }
        if (n < MILLION) {
            return n / THOUSAND + "k";
        }
        return n < 10 * MILLION
                ? String.format(Locale.ROOT, "%.2fM", Math.floorDiv(n, MILLION / 100) / 100.0)
                : n / MILLION + "M";
    }

    /** Returns a time: {@code 850ms}, {@code 12s}, {@code 3m20s}, {@code 2h5m}, {@code 3d4h}. */
    static String time(long millis) {
        if (millis < SECOND_MILLIS) {
            return millis + "ms";
        }
        if (millis < MINUTE) {
            return millis / SECOND_MILLIS + "s";
        }
        if (millis < HOUR) {
            return millis / MINUTE + "m" + millis % MINUTE / SECOND_MILLIS + "s";
        }
        return millis < DAY ? millis / HOUR + "h" + millis % HOUR / MINUTE + "m"
                : millis / DAY + "d" + millis % DAY / HOUR + "h";
    }

    /** Returns a time in seconds: {@code 0.5s}, {@code 2s}. */
    static String seconds(Duration d) {
        long tenths = Math.max(1, d.toMillis() * 10 / SECOND_MILLIS);
        return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + "s";
    }

    /** Returns the first characters of {@code text}; what is cut off shows as two dots. */
    static String cut(String text, int width) {
        if (text.codePointCount(0, text.length()) <= width) {
            return text;
        }
        if (width <= 2) {
            return text.substring(0, text.offsetByCodePoints(0, Math.max(0, width)));
        }
        return text.substring(0, text.offsetByCodePoints(0, width - 2)) + "..";
    }

    /** Returns {@code text} in a column of that width. */
    static String left(String text, int width) {
        String fits = cut(text, width);
        return fits + " ".repeat(width - fits.codePointCount(0, fits.length()));
    }

    static String right(String text, int width) {
        String fits = cut(text, width);
        return " ".repeat(width - fits.codePointCount(0, fits.length())) + fits;
    }

    /** Returns lines with as many of the facts as there is room for; each fact is on one line. */
    static List<String> wrapped(List<String> facts, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String fact : facts) {
            if (!line.isEmpty() && line.length() + GAP.length() + fact.length() > width) {
                lines.add(cut(line.toString(), width));
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : GAP).append(fact);
        }
        lines.add(cut(line.toString(), width));
        return lines;
    }
}
