package dev.jopher.explore.internal.report;

import java.util.LinkedHashSet;
import java.util.Set;

import dev.jopher.explore.internal.replay.RecordedThread;
import dev.jopher.explore.internal.replay.Recording;
import dev.jopher.explore.internal.replay.Step;
import org.jspecify.annotations.Nullable;

/** How reports name lines: by number if all are in one file. */
final class Lines {
    private static final String SUFFIX = ".java";

    private final Set<String> files = new LinkedHashSet<>();

    Lines(Recording of) {
        for (RecordedThread t : of.threads()) {
            for (Step s : t.steps()) {
                StackTraceElement site = s.site();
                if (site != null && site.getFileName() != null) {
                    files.add(site.getFileName());
                }
            }
        }
    }

    /** Returns the file that all lines are in; null if there are several, or none. */
    @Nullable String file() {
        return files.size() == 1 ? files.iterator().next() : null;
    }

    /** Returns for example "line 12", or "Bank.java:12" if there are several files. */
    String of(@Nullable Step s) {
        StackTraceElement site = s == null ? null : s.site();
        if (site == null) {
            return "an unknown line";
        }
        return files.size() == 1 ? "line " + site.getLineNumber() : full(site);
    }

    /** Returns for example "12", or "Bank:12" if there are several files. */
    String brief(@Nullable StackTraceElement site) {
        if (site == null) {
            return "?";
        }
        String file = site.getFileName();
        if (files.size() == 1 || file == null) {
            return String.valueOf(site.getLineNumber());
        }
        return (file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : file)
                + ':' + site.getLineNumber();
    }

    static String full(StackTraceElement site) {
        return (site.getFileName() == null ? site.getClassName() : site.getFileName()) + ':'
                + site.getLineNumber();
    }
}
