package dev.jopher.race.internal.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Races that are not reported because the user's file says so. Each line has a pattern of a
 * variable, {@code com.acme.Account.balance}, or of a method that has one of the two accesses,
 * {@code com.acme.Cache.*}. Go's {@code race:} may be in front of it. A line that begins with
 * {@code #} is a comment. How many races each pattern has kept back is printed at the end.
 */
final class Suppressions {
    private static Pattern[] patterns = {};

    private Suppressions() {}

    /** @throws IllegalArgumentException if the file cannot be read */
    static synchronized void read(String file) {
        List<Pattern> all = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(Path.of(file))) {
                String text = line.strip();
                if (!text.isEmpty() && !text.startsWith("#")) {
                    all.add(new Pattern(text.replaceFirst("^race:", "").strip()));
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the suppressions in " + file, e);
        }
        patterns = all.toArray(new Pattern[0]);
    }

    /** Returns whether a pattern fits one of the two places, and counts that. */
    static synchronized boolean matches(Sites.Site a, Sites.Site b) {
        Pattern fits = first(a, b);
        if (fits == null) {
            return false;
        }
        fits.count();
        return true;
    }

    private static @Nullable Pattern first(Sites.Site a, Sites.Site b) {
        for (Pattern p : patterns) {
            if (matches(p, a) || matches(p, b)) {
                return p;
            }
        }
        return null;
    }

    private static boolean matches(Pattern p, Sites.Site s) {
        return p.matches(s.variable()) || p.matches(s.holder()) || p.matches(method(s));
    }

    private static String method(Sites.Site s) {
        return new StringBuilder(s.type()).append('.').append(s.method()).toString();
    }

    static synchronized void summary(StringBuilder out) {
        for (Pattern p : patterns) {
            if (p.matches() > 0) {
                out.append("Suppressed ").append(p.matches()).append(" data race(s): ").append(p)
                        .append('\n');
            }
        }
    }
}
