package dev.jopher.explore.internal.world;

import java.util.Arrays;

import dev.jopher.race.Race;
import org.jspecify.annotations.Nullable;

/** Two accesses of a run are not ordered. Its stack is that of the second one. */
public final class DataRace extends Error {
    private static final long serialVersionUID = 1;

    DataRace(Race r) {
        super(text(r.access()) + ", and before it " + text(r.previous()));
        setStackTrace(Arrays.stream(getStackTrace())
                .filter(f -> !f.getMethodName().startsWith("$race$"))
                .toArray(StackTraceElement[]::new));
    }

    private static String text(Race.Access a) {
        @Nullable StackTraceElement site = a.site();
        return a.kind() + " of " + a.variable() + (site == null ? ""
                : " at " + site.getFileName() + ':' + site.getLineNumber());
    }
}
