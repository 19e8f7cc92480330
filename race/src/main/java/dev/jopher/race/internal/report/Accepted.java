package dev.jopher.race.internal.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which races {@code @BenignRace} accepts, and which of them have happened. A class is registered
 * when it is loaded, so before the first access to its fields.
 */
public final class Accepted {
    /** By the name of a field, method or class; reasons. */
    private static final Map<String, String> REASONS = new HashMap<>();

    private static final List<String> SEEN = new ArrayList<>();

    private Accepted() {}

    /** @param name {@code com.acme.Account}, or with {@code .balance} behind it */
    public static synchronized void add(String name, String reason) {
        REASONS.put(name, reason);
    }

    /** Returns why a race between the two places is accepted; null if it is not. */
    static synchronized @Nullable String reason(Sites.Site a, Sites.Site b) {
        if (REASONS.isEmpty()) {
            return null;
        }
        String reason = ofSite(a);
        return reason == null ? ofSite(b) : reason;
    }

    /** Returns the reason of the variable, as this access names it, or of the method. */
    private static @Nullable String ofSite(Sites.Site s) {
        String reason = of(s.variable());
        if (reason == null && !s.holder().isEmpty()) {
            reason = of(s.holder());
        }
        return reason == null ? ofMethod(s) : reason;
    }

    private static @Nullable String ofMethod(Sites.Site s) {
        return of(new StringBuilder(s.type()).append('.').append(written(s.method())).toString());
    }

    /** Returns the method in which a lambda is written; other methods are their own. */
    public static String written(String method) {
        int end = method.lastIndexOf('$');
        return method.startsWith("lambda$") && end > "lambda$".length()
                ? method.substring("lambda$".length(), end)
                : method;
    }

    /** Returns the reason of a member, or of its class. */
    private static @Nullable String of(String member) {
        String reason = REASONS.get(member);
        int dot = member.lastIndexOf('.');
        return reason != null || dot < 0 ? reason : REASONS.get(member.substring(0, dot));
    }

    /** An accepted race has happened. */
    static synchronized void record(String reason, Sites.Site a, Sites.Site b) {
        StringBuilder line = new StringBuilder("Accepted data race on ")
                .append(ReportText.shortName(a.variable())).append(": ");
        line.append(b.file()).append(':').append(b.line()).append(" and ").append(a.file())
                .append(':').append(a.line());
        SEEN.add(line.append(": ").append(reason).append('\n').toString());
    }

    static synchronized void summary(StringBuilder out) {
        for (int i = 0; i < SEEN.size(); i++) {
            out.append(SEEN.get(i));
        }
    }
}
